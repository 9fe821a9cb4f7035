package minos.cli.options;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import minos.contract.Tier;
import minos.history.OrderBy;
import minos.register.VersionOrder;
import minos.spec.FailedCas;
import minos.spec.NilRead;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of an enum's constants by its word, which is its name in small letters. As a list it is
 * the words that are accepted, for help and completion.
 */
abstract class WordOf<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final E[] constants;

  WordOf(E[] constants) {
    this.constants = constants.clone();
  }

  @Override
  public E convert(String text) {
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not one of " + words().stream().collect(Collectors.joining(", ")));
  }

  @Override
  public Iterator<String> iterator() {
    return words().iterator();
  }

  private List<String> words() {
    return Arrays.stream(constants).map(WordOf::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static final class Nil extends WordOf<NilRead> {
    Nil() {
      super(NilRead.values());
    }
  }

  static final class Tiers extends WordOf<Tier> {
    Tiers() {
      super(Tier.values());
    }
  }

  static final class Cas extends WordOf<FailedCas> {
    Cas() {
      super(FailedCas.values());
    }
  }

  static final class Order extends WordOf<OrderBy> {
    Order() {
      super(OrderBy.values());
    }
  }

  static final class Versions extends WordOf<VersionOrder> {
    Versions() {
      super(VersionOrder.values());
    }
  }

  static final class As extends WordOf<Output> {
    As() {
      super(Output.values());
    }
  }
}
