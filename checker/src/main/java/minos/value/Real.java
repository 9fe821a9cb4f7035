package minos.value;

/** A floating-point number. */
public record Real(double value) implements Value {
  @Override
  public String toString() {
    if (Double.isNaN(value)) {
      return "##NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "##Inf" : "##-Inf";
    }
    return Double.toString(value);
  }
}
