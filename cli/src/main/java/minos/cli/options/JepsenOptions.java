package minos.cli.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import minos.catalog.JepsenChoices;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what Jepsen's checkers leave to their user. */
public final class JepsenOptions {
  @Option(
      names = "--group-size",
      paramLabel = "N",
      description = "How many keys make a group, for jepsen:long-fork.")
  @Nullable Integer groupSize;

  @Option(
      names = "--log-pattern",
      paramLabel = "REGEX",
      description =
          "What no line of a log may match: 'panic|invariant'. Regular expressions are Java's. "
              + "Adds --check log-file-pattern.")
  @Nullable Pattern pattern;

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "FILE",
      description =
          "Log files to search, also compressed with gzip. With a whole test's directory also names of "
              + "files in the directory of each node; the default is all of these.")
  List<String> logs = new ArrayList<>();

  @Option(
      names = "--jepsen-option",
      paramLabel = "NAME=VALUE",
      converter = {TextOf.class, ValueText.class},
      description =
          "What Jepsen's checkers are told, in EDN: linearizable=true (set-full, monotonic), "
              + "exactly-once=true (total-queue), negative-balances=true, total-amount=100, "
              + "accounts='[0 1 2]' (bank), lock-holds=2 (lock).")
  Map<String, Value> options = new LinkedHashMap<>();

  /** Names as they are, without the question mark that Jepsen's have. */
  static final class TextOf implements picocli.CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String name) {
      return name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
    }
  }

  OptionalInt groupSize() {
    return groupSize == null ? OptionalInt.empty() : OptionalInt.of(groupSize);
  }

  JepsenChoices choices() {
    return new JepsenChoices(options, Optional.ofNullable(pattern), logs, Optional.empty());
  }
}
