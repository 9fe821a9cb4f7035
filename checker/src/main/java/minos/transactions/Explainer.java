package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minos.history.Operation;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** Turns cycles and findings into violations that people can read. */
final class Explainer {
  private final ReadsFrom reads;
  private final Transactions transactions;
  private final Naming naming;

  Explainer(ReadsFrom reads) {
    this.reads = reads;
    this.transactions = reads.transactions();
    this.naming = new Naming(transactions);
  }

  /** A violation without a cycle. */
  Violation violation(Finding finding) {
    TreeSet<Integer> all = new TreeSet<>(finding.others());
    all.add(finding.culprit());
    return new Violation(
        finding.anomaly(),
        Optional.of(transactions.keyName(finding.key())),
        finding.sentence(),
        Optional.of(operation(finding.culprit())),
        all.stream().map(this::operation).toList(),
        new Explanation.Findings(List.of(finding.sentence())));
  }

  /** A violation by a cycle. */
  Violation violation(Anomaly anomaly, List<Link> cycle) {
    TreeSet<Integer> all = new TreeSet<>();
    List<Explanation.Edge> edges = new ArrayList<>();
    for (Link link : cycle) {
      all.add(link.from());
      all.add(link.to());
      if (link.why() == Dependency.ORDER) {
        all.add(reads.reader(link.number()));
      }
      edges.add(
          new Explanation.Edge(
              operation(link.from()), operation(link.to()), link.why().id(), evidence(link)));
    }
    Explanation.Cycle circle = new Explanation.Cycle(edges);
    return new Violation(
        anomaly,
        key(cycle),
        meaning(anomaly) + ": " + around(circle),
        Optional.empty(),
        all.stream().map(this::operation).toList(),
        circle);
  }

  /** The circle that a violation is about, in names and arrows. */
  String around(Explanation.Cycle cycle) {
    StringBuilder around = new StringBuilder(naming.name(cycle.edges().get(0).from().ordinal()));
    for (Explanation.Edge edge : cycle.edges()) {
      around.append(" -").append(edge.relation()).append("-> ");
      around.append(naming.name(edge.to().ordinal()));
    }
    return around.toString();
  }

  /** A violation that was found by going through all orders of some writes. */
  Violation violation(String summary, List<String> sentences, Iterable<Integer> concerned) {
    TreeSet<Integer> all = new TreeSet<>();
    concerned.forEach(all::add);
    return new Violation(
        Anomaly.NO_ORDER,
        Optional.empty(),
        summary,
        Optional.empty(),
        all.stream().map(this::operation).toList(),
        new Explanation.Findings(sentences));
  }

  private Operation operation(int transaction) {
    return transactions.history().operation(transaction);
  }

  String name(int transaction) {
    return naming.name(transaction);
  }

  /** The key that all steps are about, if there is one. */
  private Optional<Value> key(List<Link> cycle) {
    int common = -1;
    for (Link link : cycle) {
      int key =
          switch (link.why()) {
            case WW, PORT -> link.number();
            case WR, RW, ORDER -> reads.readKey(link.number());
            case SESSION, REAL_TIME, STEP -> -1;
          };
      if (key >= 0 && common >= 0 && key != common) {
        return Optional.empty();
      }
      common = key >= 0 ? key : common;
    }
    return common < 0 ? Optional.empty() : Optional.of(transactions.keyName(common));
  }

  /** A step from a reader that overwrote the version, too, as the order of both writes. */
  Link ordered(Link miss) {
    return new Link(miss.from(), miss.to(), Dependency.WW, reads.readKey(miss.number()), true);
  }

  /** Whether all steps are about one key. */
  boolean sameKey(List<Link> cycle) {
    return key(cycle).isPresent();
  }

  /**
   * The reads that a cycle rests on, so that it stays one whatever the others saw; empty if it
   * rests on more than can be told from its steps.
   */
  Optional<Set<Integer>> support(List<Link> cycle) {
    Set<Integer> support = new TreeSet<>();
    for (Link link : cycle) {
      switch (link.why()) {
        case WR -> support.add(link.number());
        case RW -> {
          support.add(link.number());
          int source = reads.readSource(link.number());
          int update = read(link.to(), reads.readKey(link.number()), source);
          if (source >= 0 && update < 0) {
            return Optional.empty();
          } else if (source >= 0) {
            support.add(update);
          }
        }
        case WW -> {
          int update = read(link.to(), link.number(), link.from());
          if (update < 0) {
            return Optional.empty();
          }
          support.add(update);
        }
        case SESSION, REAL_TIME, STEP -> {}
        case ORDER, PORT -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(support);
  }

  /** A read by which a transaction saw another's version of a key, or -1. */
  int read(int reader, int key, int source) {
    for (int r = reads.firstRead(reader); r < reads.endRead(reader); r++) {
      if (reads.readKey(r) == key && reads.readSource(r) == source) {
        return r;
      }
    }
    return -1;
  }

  private static String meaning(Anomaly anomaly) {
    return switch (anomaly) {
      case G0, G0_PROCESS, G0_REALTIME -> "transactions overwrote each other in a circle";
      case G1C, G1C_PROCESS, G1C_REALTIME -> "information flows in a circle";
      case G_SINGLE, G_SINGLE_PROCESS, G_SINGLE_REALTIME ->
          "a transaction missed a write that comes before it";
      case G_NONADJACENT, G_NONADJACENT_PROCESS, G_NONADJACENT_REALTIME ->
          "transactions missed writes that come before them";
      case G2_ITEM, G2_ITEM_PROCESS, G2_ITEM_REALTIME ->
          "transactions each missed a write of the next";
      case LOST_UPDATE -> "two transactions updated the same version, so one update is lost";
      case WRITE_SKEW -> "two transactions each missed the other's write";
      case FRACTURED_READ -> "a transaction saw one write of another and missed another of its";
      case LONG_FORK -> "two readers saw two writes in opposite orders";
      case CAUSALITY_VIOLATION -> "a transaction missed a write that happened causally before it";
      case NON_MONOTONIC_READ -> "a transaction read from a newer and then from an older one";
      default -> "the transactions must come before each other in a circle";
    };
  }

  /** A sentence: why the one comes before the other. */
  String evidence(Link link) {
    String from = naming.name(link.from());
    String to = naming.name(link.to());
    int number = link.number();
    return switch (link.why()) {
      case WW, PORT -> overwrote(link);
      case WR -> wrote(link.from(), reads.readKey(number)) + ", and " + to + saw(number);
      case RW ->
          from
              + saw(number)
              + ", and "
              + wrote(link.to(), reads.readKey(number))
              + (lists() ? ", which is not in it" : " over it")
              + (link.forced() ? FORCED : "");
      case SESSION ->
          "process "
              + transactions.history().processName(transactions.history().process(link.from()))
              + " ran "
              + from
              + " before "
              + to;
      case REAL_TIME -> from + " had completed before " + to + " was invoked";
      case ORDER ->
          naming.name(reads.reader(number))
              + " knew "
              + from
              + " when it"
              + saw(number)
              + ", the version of "
              + to
              + "; so "
              + wrote(link.from(), reads.readKey(number))
              + " before that";
      case STEP -> from + " began before it ended";
    };
  }

  private static final String FORCED = " (the other order would close a circle as well)";

  private boolean lists() {
    return transactions.model() == TransactionModel.LIST_APPEND;
  }

  private String overwrote(Link link) {
    int key = link.number();
    int update = lists() ? -1 : read(link.to(), key, link.from());
    if (update >= 0) {
      return naming.name(link.to())
          + saw(update)
          + ", the version of "
          + naming.name(link.from())
          + ", and "
          + wrote(link.to(), key)
          + " over it";
    }
    return wrote(link.from(), key)
        + " before "
        + wrote(link.to(), key)
        + (link.forced() ? FORCED : lists() ? ", as the lists read show" : "");
  }

  private String wrote(int transaction, int key) {
    int write = reads.written(transaction, key);
    Value value = transactions.valueName(transactions.value(reads.writeOperation(write)));
    return naming.name(transaction)
        + (lists() ? " appended " : " wrote ")
        + value
        + " to "
        + transactions.keyName(key);
  }

  private String saw(int read) {
    int operation = reads.readOperation(read);
    Value seen =
        lists()
            ? transactions.lists().value(transactions.value(operation))
            : transactions.valueName(transactions.value(operation));
    return " read "
        + (seen instanceof Seq list ? Naming.list(list) : seen.toString())
        + " from "
        + transactions.keyName(reads.readKey(read));
  }
}
