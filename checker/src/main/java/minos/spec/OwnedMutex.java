package minos.spec;

import java.util.Optional;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Value;

/**
 * A lock with an owner: {@code acquire} needs it free, {@code release} needs it held by the process
 * that releases it. A reentrant one may be acquired again by its owner, and is free after as many
 * releases. A fenced one answers each {@code acquire} with a token (an integer, or a map with a
 * {@code :fence}) that must be higher than every token before; an {@code acquire} without one says
 * nothing of tokens.
 */
final class OwnedMutex extends BuiltIn<OwnedMutex.Lock> {
  private enum Kind {
    OWNER("owner-mutex"),
    REENTRANT("reentrant-mutex"),
    FENCED("fenced-mutex");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * A lock.
   *
   * @param owner who holds it
   * @param holds how often
   * @param fence the highest token so far
   */
  record Lock(Optional<Value> owner, int holds, long fence) {}

  private final Kind kind;

  private OwnedMutex(Kind kind) {
    super(ModelOptions.DEFAULTS);
    this.kind = kind;
  }

  static OwnedMutex owner() {
    return new OwnedMutex(Kind.OWNER);
  }

  static OwnedMutex reentrant() {
    return new OwnedMutex(Kind.REENTRANT);
  }

  static OwnedMutex fenced() {
    return new OwnedMutex(Kind.FENCED);
  }

  @Override
  public String name() {
    return kind.word;
  }

  @Override
  public Lock initial() {
    return new Lock(Optional.empty(), 0, Long.MIN_VALUE);
  }

  @Override
  public boolean perProcess() {
    return true;
  }

  @Override
  public Step<Lock> step(Lock lock, Call call) {
    boolean own = lock.owner().equals(Optional.of(call.process()));
    return switch (call.f()) {
      case "acquire", "lock" -> {
        if (lock.owner().isPresent() && !(own && kind == Kind.REENTRANT)) {
          yield Step.rejected(
              "process "
                  + call.process()
                  + " acquired the lock, but process "
                  + lock.owner().get()
                  + " held it");
        }
        long fence = fence(call).orElse(lock.fence());
        if (fence(call).isPresent() && fence <= lock.fence()) {
          yield Step.rejected(
              "it acquired the lock with the token "
                  + fence
                  + ", but the token "
                  + lock.fence()
                  + " had been given out");
        }
        yield Step.next(new Lock(Optional.of(call.process()), lock.holds() + 1, fence));
      }
      case "release", "unlock" ->
          own
              ? Step.next(
                  new Lock(
                      lock.holds() == 1 ? Optional.empty() : lock.owner(),
                      lock.holds() - 1,
                      lock.fence()))
              : Step.rejected(
                  "process "
                      + call.process()
                      + " released the lock, but "
                      + lock.owner()
                          .map(o -> "process " + o + " held it")
                          .orElse("nobody held it"));
      default -> throw new UnknownCallException(name(), call, "acquire and release");
    };
  }

  private Optional<Long> fence(Call call) {
    if (kind != Kind.FENCED || !call.ok()) {
      return Optional.empty();
    }
    Value token = call.output() instanceof Dict dict ? dict.get("fence") : call.output();
    return token instanceof Int number ? Optional.of(number.value()) : Optional.empty();
  }

  @Override
  public String describe(Lock lock) {
    return lock.owner()
        .map(
            owner ->
                "held by process "
                    + owner
                    + (kind == Kind.REENTRANT ? " (" + lock.holds() + " times)" : ""))
        .orElse("free");
  }

  @Override
  public Optional<Value> saved(Lock lock) {
    return Optional.of(
        Value.seq(
            new Seq(lock.owner().stream().toList()), new Int(lock.holds()), new Int(lock.fence())));
  }

  @Override
  public Lock restored(Value saved) {
    Seq fields = (Seq) saved;
    return new Lock(
        ((Seq) fields.get(0)).items().stream().findFirst(),
        (int) ((Int) fields.get(1)).value(),
        ((Int) fields.get(2)).value());
  }
}
