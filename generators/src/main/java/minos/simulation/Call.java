package minos.simulation;

import java.util.List;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** An operation on its way: what a client asked, and in the end what it was told. */
final class Call {
  /** What can be asked. */
  enum Kind {
    READ("read"),
    WRITE("write"),
    CAS("cas"),
    ADD("add"),
    REMOVE("remove"),
    /** A read of all keys. */
    LIST("list"),
    TXN("txn");

    private final String f;

    Kind(String f) {
      this.f = f;
    }

    /** The function's name in histories. */
    String f() {
      return f;
    }
  }

  final Client client;
  final Kind kind;

  /** What the client calls it. */
  final String f;

  final int key;

  /** The name of the consistency that was asked for. */
  final String level;

  /** What is to be written; null for a read. */
  final @Nullable Version written;

  /** What is to be replaced, for a compare-and-set; of what is absent, the version found. */
  @Nullable Version expected;

  /** The argument: the value to write, an element, a transaction's steps. */
  final Value argument;

  /** When and where it was invoked. */
  long time;

  long position;

  /** What the truth knew of the key when it was invoked. */
  long newestOrder;

  @Nullable Version newest;
  long newestStart;
  long boundedStart = -1;

  /** For a transaction: the newest version known of each of its keys. */
  Version[] known = {};

  /** The node that answered. */
  int node = -1;

  /** The version that was written or returned; null if there is none. */
  @Nullable Version version;

  /** The answer where it is not simply the version's value. */
  @Nullable Value answer;

  /** For a listing: a read of each key, all at the same time. */
  List<Call> parts = List.of();

  /** The timestamp that it was executed at, where there is one. */
  long stamp;

  /** What the answering replica had received. */
  @Nullable Value clock;

  /** Whom else to tell of the version returned; null for nobody. */
  java.util.function.@Nullable Consumer<Version> witness;

  private boolean done;

  Call(
      Client client,
      Kind kind,
      int key,
      String level,
      @Nullable Version written,
      @Nullable Version expected,
      Value argument) {
    this(client, kind, kind.f(), key, level, written, expected, argument);
  }

  Call(
      Client client,
      Kind kind,
      String f,
      int key,
      String level,
      @Nullable Version written,
      @Nullable Version expected,
      Value argument) {
    this.client = client;
    this.kind = kind;
    this.f = f;
    this.key = key;
    this.level = level;
    this.written = written;
    this.expected = expected;
    this.argument = argument;
  }

  /** Whether it changes nothing. */
  boolean reads() {
    return kind == Kind.READ || kind == Kind.LIST;
  }

  boolean done() {
    return done;
  }

  /** What is written, of a call that writes. */
  Version writing() {
    if (written == null) {
      throw new IllegalStateException("a " + kind.f() + " writes nothing");
    }
    return written;
  }

  /** It happened. What comes after the first completion is not heard. */
  void ok(int answering, @Nullable Version of) {
    if (!done) {
      done = true;
      node = answering;
      version = of;
      if (witness != null && of != null) {
        witness.accept(of);
      }
      client.completed(this, minos.history.EventType.OK, "");
    }
  }

  /** A listing happened: each of its parts has the version found. */
  void listed(int answering) {
    ok(answering, null);
  }

  /** It certainly did not happen. */
  void fail(String why) {
    if (!done) {
      done = true;
      client.completed(this, minos.history.EventType.FAIL, why);
    }
  }

  /** It may have happened, or may yet. */
  void info(String why) {
    if (!done) {
      done = true;
      client.completed(this, minos.history.EventType.INFO, why);
    }
  }
}
