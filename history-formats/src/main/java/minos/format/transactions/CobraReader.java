package minos.format.transactions;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Reads the logs of Cobra: a directory of {@code T1.log}, {@code T2.log}, ..., one a session, of
 * records that begin with a letter, followed by big-endian integers of 64 bits.
 *
 * <ul>
 *   <li>{@code S} transaction: it begins
 *   <li>{@code W} write id, key, value: it writes
 *   <li>{@code R} transaction read from, write id, key, value: it reads
 *   <li>{@code C} transaction: it commits
 * </ul>
 *
 * <p>The values of our micro-operations are the write ids, which are unique, as the values (hashes)
 * need not be; the ids 0xdeadbeef and 0xbebeebee stand for a read of nothing. A transaction that is
 * not committed when the next begins, or the log ends, is of unknown outcome. The line of an event
 * is the number of its record in its file, from 1. Where two transactions have one number, two
 * writes one id, or a read names another transaction than the one that wrote, there are warnings:
 * see {@link CobraIds}.
 *
 * <p>C. Tan, C. Zhao, S. Mu, M. Walfish, Cobra: Making Transactional Key-Value Stores Verifiably
 * Serializable, OSDI 2020.
 */
public final class CobraReader implements EventReader {
  private static final Pattern FILE = Pattern.compile("T(\\d{1,9})\\.log");
  private static final long NOTHING = 0xdeadbeefL;
  private static final long INITIAL = 0xbebeebeeL;

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    TransactionEvents events = new TransactionEvents(sink);
    CobraIds ids = new CobraIds();
    if (!input.isDirectory()) {
      readLog(input.stream(), input.name(), 0, sink, events, ids, options);
      ids.warn(sink);
      return;
    }
    for (Path log : logs(input.path().orElseThrow())) {
      Matcher name = FILE.matcher(log.getFileName().toString());
      long session = name.matches() ? Long.parseLong(name.group(1)) : -1;
      try (Input file = Input.open(log, options.limits())) {
        readLog(file.stream(), log.getFileName().toString(), session, sink, events, ids, options);
        file.cutOff().ifPresent(how -> sink.truncated(log.getFileName() + ": " + how));
      }
    }
    ids.warn(sink);
  }

  private static List<Path> logs(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .sorted(
              Comparator.comparingInt((Path file) -> file.getFileName().toString().length())
                  .thenComparing(Path::getFileName))
          .toList();
    }
  }

  private static void readLog(
      InputStream in,
      String file,
      long session,
      HistoryBuilder sink,
      TransactionEvents events,
      CobraIds ids,
      ReadOptions options)
      throws IOException, MalformedHistoryException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 64 << 10));
    Log log = new Log(file, new Int(session), sink, events, ids, options.limits().values());
    try {
      for (int letter = data.read(); letter >= 0; letter = data.read()) {
        log.record(letter, data);
      }
    } catch (EOFException e) {
      if (log.records == 0) {
        throw sink.problems().fatal(Event.ABSENT, file + " is no log of Cobra: it is too short");
      }
      sink.truncated(file + " ends in the middle of a record");
    }
    log.finish(Outcome.INFO);
  }

  /** One log as it is read. */
  private static final class Log {
    private final String file;
    private final Value session;
    private final HistoryBuilder sink;
    private final TransactionEvents events;
    private final CobraIds ids;
    private final int most;
    private final List<Seq> steps = new ArrayList<>();
    private boolean open;
    private long transaction;
    private long from;
    private long records;

    Log(
        String file,
        Value session,
        HistoryBuilder sink,
        TransactionEvents events,
        CobraIds ids,
        int most) {
      this.file = file;
      this.session = session;
      this.sink = sink;
      this.events = events;
      this.ids = ids;
      this.most = most;
    }

    void record(int letter, DataInputStream data) throws IOException, MalformedHistoryException {
      switch (letter) {
        case 'S' -> {
          long id = data.readLong();
          records++;
          finish(Outcome.INFO);
          begin(id);
          ids.begun(id);
        }
        case 'W' -> {
          long write = data.readLong();
          long key = data.readLong();
          data.readLong();
          records++;
          add(TransactionEvents.step("w", new Int(key), new Int(write)));
          ids.written(write, transaction);
        }
        case 'R' -> {
          long writer = data.readLong();
          long write = data.readLong();
          long key = data.readLong();
          data.readLong();
          records++;
          boolean nothing = write == NOTHING || write == INITIAL;
          add(TransactionEvents.step("r", new Int(key), nothing ? Nil.NIL : new Int(write)));
          if (!nothing) {
            ids.read(write, writer);
          }
        }
        case 'C' -> {
          long id = data.readLong();
          records++;
          if (!open || id != transaction) {
            throw malformed("a commit of transaction " + id + ", which is not open");
          }
          finish(Outcome.OK);
        }
        default -> {
          records++;
          throw malformed(
              "a record that begins with the byte "
                  + letter
                  + "; expected S, W, R or C, as in the logs of Cobra");
        }
      }
    }

    private void begin(long id) {
      open = true;
      transaction = id;
      from = records;
    }

    private void add(Seq step) throws MalformedHistoryException {
      if (!open) {
        throw malformed("an operation outside of a transaction");
      }
      if (steps.size() >= most) {
        throw malformed(
            "more than "
                + most
                + " operations in one transaction; raise the limit of values (--max-values)");
      }
      steps.add(step);
    }

    private MalformedHistoryException malformed(String what) {
      return sink.problems().fatal(records, file + ", record " + records + ": " + what);
    }

    private void finish(Outcome outcome) throws MalformedHistoryException {
      if (open) {
        events.add(
            session, steps, outcome, from, records, Map.of("txn", (Value) new Int(transaction)));
      }
      open = false;
      steps.clear();
    }
  }
}
