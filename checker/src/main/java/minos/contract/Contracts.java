package minos.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built-in contracts, and how others are read. The built-in ones are the resources beside this
 * class, in the same format as a user's own; see {@link #parse}.
 */
public final class Contracts {
  private static final List<String> NAMES =
      List.of(
          "s3",
          "s3-2006",
          "s3-express",
          "s3-replication",
          "dynamodb",
          "dynamodb-global-eventual",
          "dynamodb-global-strong",
          "dax",
          "cassandra",
          "mongodb",
          "spanner",
          "cockroachdb",
          "cosmosdb",
          "gcs",
          "r2",
          "etcd",
          "zookeeper",
          "postgresql",
          "redis-wait",
          "dns",
          "sticky-sessions",
          "quorum");
  private static final Pattern NAMED = Pattern.compile("([a-z0-9-]+)(?:\\(([^()]*)\\))?");

  private Contracts() {}

  /** The names of the built-in contracts, in the order in which they are best listed. */
  public static List<String> names() {
    return NAMES;
  }

  /** The built-in contracts, in that order. */
  public static List<Contract> all() {
    return NAMES.stream().map(Contracts::load).toList();
  }

  /** The built-in contract of Amazon S3 as it is since December 2020. */
  public static Contract s3() {
    return load("s3");
  }

  /** The built-in contract of Amazon DynamoDB within a region. */
  public static Contract dynamodb() {
    return load("dynamodb");
  }

  /**
   * The built-in contract of a name, with parameters if there are any: {@code s3}, {@code
   * quorum(3,2,2)}; empty if there is none of that name.
   *
   * @throws IllegalArgumentException if its parameters don't fit
   */
  public static Optional<Contract> byName(String text) {
    Matcher matcher = NAMED.matcher(text.strip());
    if (!matcher.matches() || !NAMES.contains(matcher.group(1))) {
      return Optional.empty();
    }
    Contract contract = load(matcher.group(1));
    if (matcher.group(2) == null) {
      return Optional.of(contract);
    }
    List<Integer> values = new ArrayList<>();
    for (String value : matcher.group(2).split(",", -1)) {
      values.add(ContractParser.natural(value.replaceFirst("^\\s*[A-Za-z]+\\s*=", "")));
    }
    return Optional.of(contract.with(values));
  }

  /**
   * The built-in contract of a name that has to be one, with parameters if there are any.
   *
   * @throws IllegalArgumentException with the names that there are, if there is none of this one,
   *     or its parameters don't fit
   */
  public static Contract named(String text) {
    return byName(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no contract " + text + "; known are " + String.join(", ", NAMES)));
  }

  /**
   * A contract of the user's own.
   *
   * @param source the file's name, for messages
   * @param lines the file
   * @throws MalformedContractException with all that is wrong, each with its line
   */
  public static Contract parse(String source, List<String> lines)
      throws MalformedContractException {
    return new ContractParser(source).parse(lines);
  }

  private static Contract load(String name) {
    String resource = name + ".contract";
    try (InputStream in = Contracts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own resource " + resource);
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return parse(resource, reader.lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedContractException e) {
      throw new IllegalStateException(
          "the program's own resource is malformed: " + e.getMessage(), e);
    }
  }
}
