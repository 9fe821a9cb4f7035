package minos.format.transactions;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.input.Lines;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.MicroOperationBuffer;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of Plume, PolySI, IsoVista and AWDIT: one operation a line, {@code
 * w(key,value,session,txn)} or {@code r(key,value,session,txn)}.
 *
 * <p>The lines of one transaction of one session come one after the other, lines of other sessions
 * perhaps between them. The transaction -1 was aborted; there may be many of that number. Value 0
 * is the initial one.
 *
 * <p>A transaction is handed on when its session begins another, so memory is one transaction a
 * session, and the numbers of those that are over.
 */
public final class TxnTextReader implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Lines lines = new Lines(input.stream(), options.limits());
    Sessions sessions = new Sessions(sink);
    TxnLine line = new TxnLine();
    while (lines.next()) {
      if (lines.isBlank()) {
        continue;
      }
      if (line.parse(lines.bytes(), lines.from(), lines.to())) {
        sessions.add(line, lines.number());
      } else if (lines.unfinished() && sessions.any()) {
        sink.truncated("its last line is cut off");
      } else {
        sink.problems()
            .add(
                lines.number(),
                "expected an operation, r(key,value,session,txn) or w(key,value,session,txn)");
      }
    }
    sessions.finish();
  }

  /** The transactions that are being read, one a session. */
  private static final class Sessions {
    private static final long ABORTED = -1;
    private static final Keyword READ = new Keyword("r");
    private static final Keyword WRITE = new Keyword("w");

    private final HistoryBuilder sink;
    private final TransactionEvents events;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private @Nullable Session last;

    private static final class Session {
      private final long number;
      private final Value name;
      private final MicroOperationBuffer micros;
      private final Over over = new Over();
      private long transaction;
      private long from;
      private long to;

      Session(long number, MicroOperationBuffer micros) {
        this.number = number;
        this.name = new Int(number);
        this.micros = micros;
      }
    }

    Sessions(HistoryBuilder sink) {
      this.sink = sink;
      this.events = new TransactionEvents(sink, new Int(0));
    }

    boolean any() {
      return !sessions.isEmpty();
    }

    void add(TxnLine line, long number) throws MalformedHistoryException {
      Session session = session(line.session());
      long transaction = line.transaction();
      if (session.micros.size() > 0 && session.transaction != transaction) {
        finish(session);
      }
      if (session.micros.size() == 0) {
        session.transaction = transaction;
        session.from = number;
        if (session.over.contains(transaction)) {
          sink.problems()
              .add(
                  number,
                  "transaction "
                      + transaction
                      + " of session "
                      + session.name
                      + " goes on after another of its session began; put its lines together");
        }
      }
      session.to = number;
      session.micros.add(line.write() ? WRITE : READ, line.key(), line.value());
    }

    void finish() throws MalformedHistoryException {
      for (Session session : sessions.values()) {
        if (session.micros.size() > 0) {
          finish(session);
        }
      }
    }

    private Session session(long number) {
      if (last == null || last.number != number) {
        last = sessions.computeIfAbsent(number, n -> new Session(n, events.microOperations()));
      }
      return last;
    }

    private void finish(Session session) throws MalformedHistoryException {
      boolean aborted = session.transaction == ABORTED;
      events.add(
          session.name,
          session.micros,
          aborted ? Outcome.FAIL : Outcome.OK,
          session.from,
          session.to,
          aborted ? Map.of() : Map.of("txn", (Value) new Int(session.transaction)));
      if (!aborted) {
        session.over.add(session.transaction);
      }
      session.micros.clear();
    }
  }
}
