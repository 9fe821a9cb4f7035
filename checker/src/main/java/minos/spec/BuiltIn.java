package minos.spec;

/**
 * A specification of this package, which keeps the choices that it was made for, so that {@link
 * Models#choices} can tell them. Only such a one is known to algorithms other than the search.
 */
abstract class BuiltIn<S> implements SequentialSpec<S> {
  private final ModelOptions choices;

  BuiltIn(ModelOptions choices) {
    this.choices = choices;
  }

  final ModelOptions choices() {
    return choices;
  }
}
