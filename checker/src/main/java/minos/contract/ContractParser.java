package minos.contract;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads contract files.
 *
 * <p>UTF-8, line by line; a {@code #} begins a comment line, and a line that is indented by at
 * least two spaces goes on with the line before. Each line is a word and what it says:
 *
 * <pre>
 * contract   NAME
 * title      the store
 * date       2026-11-21
 * source     where the promise is written; may repeat
 * documented what the text promises, in prose
 * stronger   what people assume, in prose
 * records    FIELD what it holds; may repeat
 * alias      FIELD OTHER which stands for it where it was not recorded; may repeat
 * session    FIELD that names an operation's session
 * parameter  NAME 3
 * note       what else to know; may repeat
 * rule TIER  VERBS [where CONDITION [and CONDITION]...] : PROMISE [+ PROMISE]...
 * </pre>
 *
 * Rules of one tier are tried in order; one whose tier is {@code both} belongs to each.
 */
final class ContractParser {
  private final String source;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> once = new LinkedHashMap<>();
  private final List<String> sources = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> records = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, Integer> parameters = new LinkedHashMap<>();
  private final Map<Tier, List<Rule>> tiers = new EnumMap<>(Tier.class);
  private @Nullable LocalDate date;

  ContractParser(String source) {
    this.source = source;
  }

  /**
   * The contract in some lines.
   *
   * @throws MalformedContractException with all that is wrong
   */
  Contract parse(List<String> lines) throws MalformedContractException {
    int number = 0;
    while (number < lines.size()) {
      int first = number + 1;
      String line = lines.get(number++);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      StringBuilder whole = new StringBuilder(line.strip());
      while (number < lines.size()
          && lines.get(number).startsWith("  ")
          && !lines.get(number).isBlank()) {
        whole.append(' ').append(lines.get(number++).strip());
      }
      String[] parts = whole.toString().split("\\s+", 2);
      try {
        take(parts[0], parts.length < 2 ? "" : parts[1]);
      } catch (IllegalArgumentException e) {
        problems.add(source + ":" + first + ": " + e.getMessage());
      }
    }
    return contract();
  }

  private void take(String word, String rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("`" + word + "` says nothing; write it after the word");
    }
    switch (word) {
      case "contract", "title", "documented", "stronger", "session" -> {
        if (once.put(word, rest) != null) {
          throw new IllegalArgumentException("`" + word + "` is said twice");
        }
      }
      case "date" -> date = date(rest);
      case "source" -> sources.add(rest);
      case "note" -> notes.add(rest);
      case "records" -> {
        String[] field = two(word, rest);
        records.put(field[0], field[1]);
      }
      case "alias" -> {
        String[] alias = two(word, rest);
        aliases.put(alias[0], alias[1]);
      }
      case "parameter" -> {
        String[] parameter = two(word, rest);
        parameters.put(parameter[0], natural(parameter[1]));
      }
      case "rule" -> {
        String[] rule = two(word, rest);
        Rule read = rule(rule[1]);
        if (rule[0].equals("both")) {
          EnumSet.allOf(Tier.class).forEach(tier -> rules(tier).add(read));
        } else {
          rules(
                  Tier.ofWord(rule[0])
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "`"
                                      + rule[0]
                                      + "` is no tier; expected documented, stronger or both")))
              .add(read);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "`"
                  + word
                  + "` means nothing here; expected contract, title, date, source, documented,"
                  + " stronger, records, alias, session, parameter, note or rule");
    }
  }

  private List<Rule> rules(Tier tier) {
    return tiers.computeIfAbsent(tier, ignored -> new ArrayList<>());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "`" + text + "` is no date; expected one like 2026-11-21", e);
    }
  }

  private static String[] two(String word, String rest) {
    String[] parts = rest.split("\\s+", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("`" + word + " " + rest + "` lacks its second half");
    }
    return parts;
  }

  static int natural(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("`" + text.strip() + "` is no whole number", e);
    }
    throw new IllegalArgumentException("`" + text.strip() + "` is negative");
  }

  private static Rule rule(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "a rule is VERBS [where CONDITIONS] : PROMISES, but this has no colon");
    }
    String[] left = text.substring(0, colon).split("\\bwhere\\b", 2);
    Set<Verb> verbs = EnumSet.noneOf(Verb.class);
    for (String word : left[0].split(",", -1)) {
      verbs.add(
          Verb.ofWord(word.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "`"
                              + word.strip()
                              + "` is no kind of operation; expected read, list, query,"
                              + " conditional, transaction, rename or write")));
    }
    List<Condition> conditions = new ArrayList<>();
    if (left.length > 1) {
      for (String condition : left[1].split("\\band\\b", -1)) {
        conditions.add(Condition.of(condition));
      }
    }
    List<Promise> promises = new ArrayList<>();
    for (String promise : text.substring(colon + 1).split("\\+", -1)) {
      promises.add(Promise.of(promise));
    }
    return new Rule(verbs, conditions, promises);
  }

  private Contract contract() throws MalformedContractException {
    for (String word : List.of("contract", "title", "documented", "stronger")) {
      if (!once.containsKey(word)) {
        problems.add(source + ": lacks a line `" + word + "`");
      }
    }
    if (date == null) {
      problems.add(source + ": lacks a line `date`: when the promise was written down");
    }
    if (sources.isEmpty()) {
      problems.add(source + ": lacks a line `source`: where the promise is written");
    }
    for (Tier tier : Tier.values()) {
      if (!tiers.containsKey(tier)) {
        problems.add(source + ": has no rule of the tier " + tier.word());
      }
    }
    if (!problems.isEmpty() || date == null) {
      throw new MalformedContractException(problems);
    }
    Map<Tier, String> says = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      says.put(tier, once.getOrDefault(tier.word(), ""));
    }
    return new Contract(
        once.getOrDefault("contract", ""),
        once.getOrDefault("title", ""),
        date,
        sources,
        says,
        records,
        aliases,
        notes,
        once.getOrDefault("session", ""),
        parameters,
        tiers);
  }
}
