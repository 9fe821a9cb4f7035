package minos.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Cause;
import org.junit.jupiter.api.Test;

final class FileFailuresTest {
  private final List<String> crashes = new ArrayList<>();
  private final FileFailures failures =
      new FileFailures(Input.of(Path.of("x.edn")), (during, fault) -> crashes.add(during));

  private static String told(Failure failure) {
    return String.valueOf(failure.problems().get(0));
  }

  @Test
  void anUnknownOperationIsFoundInTheFile() throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
      for (long operation = 0; operation < 3; operation++) {
        builder.accept(event(type, operation, operation == 0 ? "read" : "sort"));
      }
    }
    History history = builder.build();
    Call call = new Call("sort", Value.of(2), Nil.NIL, Outcome.OK, Nil.NIL);

    Failure failure = failures.unknown(history, new UnknownCallException("set", call, "add, read"));

    assertThat(failure.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure.problems().get(0).line()).isEqualTo(12);
    assertThat(crashes).isEmpty();
  }

  private static Event event(EventType type, long process, String f) {
    Value argument = Value.of(process);
    long line = 10 + process + (type == EventType.INVOKE ? 0 : 3);
    return new Event(type, argument, f, null, argument, Event.ABSENT, Event.ABSENT, line, Map.of());
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThat(told(failures.unreadable(new NoSuchFileException("x.edn"))))
        .isEqualTo("x.edn: can't be read: there is no such file");
    assertThat(told(failures.unreadable(new AccessDeniedException("x.edn"))))
        .isEqualTo("x.edn: can't be read: permission denied");
    assertThat(told(failures.unreadable(new IOException("the disk is gone"))))
        .isEqualTo("x.edn: can't be read: the disk is gone");
    assertThat(told(failures.unreadable(new IOException())))
        .isEqualTo("x.edn: can't be read: IOException");
  }

  @Test
  void whatIsTooLargeIsUndecidedAndNotToBlame() {
    Failure failure = failures.tooLarge("reading");

    assertThat(failure.code()).isEqualTo(ExitCode.UNDECIDED);
    assertThat(failure.cause()).map(Cause::kind).contains(Cause.Kind.MEMORY);
    assertThat(told(failure))
        .matches(
            "x\\.edn: the history does not fit into memory: the heap of [0-9,]+ MiB was used up"
                + " while reading it; give Java more, with MINOS_OPTS=-Xmx8g or the like");
  }

  @Test
  void aFaultOfOursIsToldToWhoeverKeepsThem() {
    Failure failure = failures.fault("checking x.edn", new IllegalStateException("odd"));

    assertThat(failure.code()).isEqualTo(ExitCode.INTERNAL_ERROR);
    assertThat(told(failure))
        .startsWith(
            "x.edn: internal error while checking x.edn: java.lang.IllegalStateException: odd at ");
    assertThat(crashes).containsExactly("checking x.edn");
  }
}
