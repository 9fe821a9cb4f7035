package minos.cli.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.contract.Contract;
import minos.contract.Promise;
import minos.contract.Rule;
import minos.contract.Tier;

/** A contract explained, for the terminal and for the documents. */
public final class ContractPage {
  private ContractPage() {}

  /** The lines for a terminal. */
  public static List<String> text(Contract contract) {
    List<String> lines = new ArrayList<>();
    lines.add(contract.id() + ": " + contract.title());
    wrap(lines, "  as of      ", contract.date().toString());
    contract.sources().forEach(source -> wrap(lines, "  source     ", source));
    for (Tier tier : Tier.values()) {
      lines.add("");
      wrap(lines, "  " + pad(tier.word(), 11), contract.says().getOrDefault(tier, ""));
      for (Rule rule : contract.rules(tier)) {
        wrap(lines, "    - ", rule.whom() + ": " + rule.what());
      }
    }
    if (!contract.parameters().isEmpty()) {
      lines.add("");
      contract
          .parameters()
          .forEach((name, value) -> wrap(lines, "  parameter  ", name + " = " + value));
    }
    lines.add("");
    contract.records().forEach((field, what) -> wrap(lines, "  record     ", field + ": " + what));
    if (!contract.session().isEmpty()) {
      wrap(lines, "  sessions   ", "are named by the field " + contract.session());
    }
    contract.notes().forEach(note -> wrap(lines, "  note       ", note));
    lines.add("");
    kinds(contract).forEach(kind -> wrap(lines, "  - ", kind.word() + ": " + kind.meaning()));
    return lines;
  }

  /** The section of a document, in Markdown. */
  public static String markdown(Contract contract) {
    StringBuilder page = new StringBuilder();
    page.append("## ").append(contract.name()).append("\n\n");
    page.append(contract.title()).append(". As of ").append(contract.date()).append(".\n\n");
    for (Tier tier : Tier.values()) {
      page.append("*")
          .append(Character.toUpperCase(tier.word().charAt(0)))
          .append(tier.word().substring(1))
          .append(".* ")
          .append(contract.says().getOrDefault(tier, ""))
          .append("\n\n");
    }
    page.append("| operations | documented | stronger |\n|---|---|---|\n");
    rows(contract)
        .forEach(
            (whom, what) ->
                page.append("| ")
                    .append(whom)
                    .append(" | ")
                    .append(what[0])
                    .append(" | ")
                    .append(what[1])
                    .append(" |\n"));
    page.append('\n');
    contract
        .parameters()
        .forEach(
            (name, value) ->
                page.append("- parameter ").append(name).append(", ").append(value).append('\n'));
    contract
        .records()
        .forEach(
            (field, what) ->
                page.append("- record `").append(field).append("`: ").append(what).append('\n'));
    contract.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    contract.sources().forEach(source -> page.append("- source: ").append(source).append('\n'));
    return page.append('\n').toString();
  }

  /** The meaning of every promise, in Markdown. */
  public static String promises() {
    StringBuilder page = new StringBuilder("| promise | meaning |\n|---|---|\n");
    for (Promise.Kind kind : Promise.Kind.values()) {
      page.append("| ").append(kind.word()).append(" | ").append(kind.meaning()).append(" |\n");
    }
    return page.toString();
  }

  private static Map<String, String[]> rows(Contract contract) {
    Map<String, String[]> rows = new java.util.LinkedHashMap<>();
    for (Tier tier : Tier.values()) {
      for (Rule rule : contract.rules(tier)) {
        String whom = rule.whom().replace("|", "\\|");
        String[] row = rows.computeIfAbsent(whom, ignored -> new String[] {"", ""});
        row[tier == Tier.DOCUMENTED ? 0 : 1] = rule.what().replace("|", "\\|");
      }
    }
    return rows;
  }

  private static Set<Promise.Kind> kinds(Contract contract) {
    Set<Promise.Kind> kinds = EnumSet.noneOf(Promise.Kind.class);
    for (Tier tier : Tier.values()) {
      contract
          .rules(tier)
          .forEach(rule -> rule.promises().forEach(promise -> kinds.add(promise.kind())));
    }
    return kinds;
  }

  private static String pad(String word, int width) {
    return word + " ".repeat(Math.max(1, width - word.length()));
  }

  private static void wrap(List<String> lines, String first, String text) {
    lines.addAll(Words.wrap(first, text));
  }
}
