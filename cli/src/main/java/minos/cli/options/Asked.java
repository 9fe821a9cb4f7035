package minos.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.catalog.CheckCatalog;
import minos.catalog.Entry;
import minos.catalog.Promised;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.clock.ClockError;
import minos.contract.Contract;
import minos.contract.Tier;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say what is asked of a history. */
public final class Asked {
  private static final String AUTO = "auto";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "What one copy of the object would answer: register, cas-register, mutex, list-append... "
              + "(`minos models` lists them), or a Clojure file, my.clj, which is run. "
              + "auto, the default, goes by the operations and says so.")
  String model = AUTO;

  @Option(
      names = "--consistency",
      split = ",",
      paramLabel = "NAME",
      description =
          "What is checked: linearizable, serializable, jepsen:set..., one or several; all for every "
              + "one that the model has. The default is linearizable, and serializable for transactions.")
  List<String> consistencies = new ArrayList<>();

  @Option(
      names = "--contract",
      paramLabel = "NAME",
      converter = ContractText.class,
      description =
          "What the store promises for each operation, instead of --consistency: s3, dynamodb, "
              + "'quorum(3,2,2)'... (`minos contracts` lists them), or a file of your own: "
              + "./my.contract.")
  @Nullable Contract contract;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      converter = WordOf.Tiers.class,
      completionCandidates = WordOf.Tiers.class,
      description =
          "What is taken for promised: documented, what the text says (the default), or stronger, "
              + "what is often assumed.")
  Tier tier = Tier.DOCUMENTED;

  @Option(
      names = "--clock-error",
      paramLabel = "DURATION",
      converter = ContractText.OfClocks.class,
      description =
          "By how much recorded times may be wrong: 2ms, 40us. Violations are then certain, or within "
              + "the error. The default is the recording's own, else that the order of its events is "
              + "that of real time.")
  @Nullable ClockError clockError;

  @Option(
      names = "--check",
      split = ",",
      paramLabel = "NAME",
      description =
          "Jepsen's checkers by their own names, one or several: --check set,stats is --consistency "
              + "jepsen:set,jepsen:stats.")
  List<String> jepsen = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nWhat Jepsen's checkers are told:%n")
  private JepsenOptions choices = new JepsenOptions();

  @Option(
      names = "--initial",
      paramLabel = "VALUE",
      converter = ValueText.class,
      description =
          "The state before any operation, in EDN: nil, 0, '\"\"', '{:x 0 :y 0}'. "
              + "The default is the model's own.")
  @Nullable Value initial;

  @Option(
      names = "--nil",
      paramLabel = "MEANING",
      converter = WordOf.Nil.class,
      completionCandidates = WordOf.Nil.class,
      description =
          "What a read of nil says: absent, there was no value (a 404; the default), "
              + "or unknown, nothing.")
  NilRead nil = NilRead.ABSENT;

  @Option(
      names = "--failed-cas",
      paramLabel = "MEANING",
      converter = WordOf.Cas.class,
      completionCandidates = WordOf.Cas.class,
      description =
          "What a failed compare-and-set says: ignored, nothing (the default), "
              + "or mismatch, the value was another.")
  FailedCas failedCas = FailedCas.IGNORED;

  @Option(
      names = "--version-order",
      paramLabel = "SOURCE",
      converter = WordOf.Versions.class,
      completionCandidates = WordOf.Versions.class,
      description =
          "What session guarantees are judged against: server, the field version; real-time, the older "
              + "write ended before the newer began; none, any order. The default is the server's where "
              + "it is recorded, else real-time.")
  @Nullable VersionOrder versionOrder;

  @Option(
      names = "--session",
      paramLabel = "FIELD",
      description =
          "The field of operations that names their session. The default: a process is a session.")
  @Nullable String session;

  @Option(
      names = "--staleness",
      description =
          "Also measure how stale reads were: in versions and milliseconds, with confidence intervals.")
  boolean staleness;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description = "Which algorithm decides. The default is the best that is known to fit.")
  @Nullable String algorithm;

  /** The model by name; empty to detect it. */
  public Optional<String> model() {
    Optional<String> checked = jepsen.stream().filter(Maelstrom::transactional).findFirst();
    return model.equals(AUTO) ? checked.map(Maelstrom::ours) : Optional.of(Maelstrom.model(model));
  }

  /** The consistency models by name, Jepsen's checkers included. */
  public List<String> consistencies() {
    List<String> all = new ArrayList<>(consistencies);
    jepsen.stream()
        .filter(name -> !Maelstrom.transactional(name))
        .forEach(name -> all.add("jepsen:" + Maelstrom.ours(name)));
    return all.stream().distinct().toList();
  }

  /**
   * Looks names up before anything is read or done, so that a slip of the pen costs no time.
   *
   * @throws UnfitException with a message for people, if no history could be asked this
   */
  public void validate(CheckCatalog catalog) throws UnfitException {
    if (contract != null && !consistencies().isEmpty()) {
      throw new UnfitException(
          "--contract and --consistency are two ways to ask; give one of them, or run twice");
    } else if (contract != null && model().isPresent()) {
      throw new UnfitException(
          "--contract says what operations mean, so --model means nothing beside it; leave it out");
    }
    if (!choices.logs.isEmpty() && choices.pattern == null) {
      throw new UnfitException(
          "--log names files to search, but nothing says for what; add --log-pattern");
    }
    if (model().isPresent()) {
      known("model", model().get(), catalog.models());
    }
    for (String consistency : consistencies()) {
      if (!consistency.equals("all")) {
        known("consistency model", consistency, catalog.consistencies());
      }
    }
    catalog.validate(question());
  }

  private static void known(String what, String name, List<Entry> entries) throws UnfitException {
    List<String> names = entries.stream().map(Entry::name).toList();
    // A name may have a parameter: bounded-staleness:500ms.
    if (names.stream().noneMatch(n -> name.equals(n) || name.startsWith(n + ":"))) {
      throw new UnfitException(
          "there is no " + what + " '" + name + "'" + Similar.hint(name, names));
    }
  }

  /** How reads are taken for their staleness; empty if that is not asked. */
  public Optional<RegisterOptions> staleness() {
    Question question = question();
    return staleness
        ? Optional.of(
            new RegisterOptions(
                question.options(), question.versionOrder(), question.sessionField()))
        : Optional.empty();
  }

  /** As above, and also where it is not asked. */
  public RegisterOptions registers() {
    Question question = question();
    return new RegisterOptions(
        question.options(), question.versionOrder(), question.sessionField());
  }

  /** The question. */
  public Question question() {
    return new Question(
        model(),
        consistencies(),
        new ModelOptions(Optional.ofNullable(initial), nil, failedCas),
        Optional.ofNullable(algorithm),
        choices.groupSize(),
        Optional.ofNullable(versionOrder),
        Optional.ofNullable(session),
        new Promised(Optional.ofNullable(contract), tier, Optional.ofNullable(clockError)),
        choices.choices());
  }
}
