package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import minos.transactions.TransactionModel;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * A store of lists or registers on which transactions take effect one after the other, each at a
 * moment of its interval: strictly serializable. A key is replaced by a new one after some writes,
 * so lists stay short.
 */
final class TransactionObject extends SimulatedObject {
  private static final Keyword READ = new Keyword("r");
  private static final int LONGEST = 4;

  private final Traffic traffic;
  private final TransactionModel model;
  private final Keyword write;
  private final Cell[] cells;
  private long nextKey;

  TransactionObject(Traffic traffic, TransactionModel model) {
    this.traffic = traffic;
    this.model = model;
    this.write = new Keyword(model == TransactionModel.LIST_APPEND ? "append" : "w");
    this.cells = new Cell[traffic.keyCount()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell(freshKey());
    }
  }

  /** One key and what it holds. */
  private static final class Cell {
    private final Int key;
    private final List<Value> list = new ArrayList<>();
    private Value value = Nil.NIL;
    private int writes;

    Cell(Int key) {
      this.key = key;
    }
  }

  /** A read, or the write of a value. */
  private record Micro(Cell cell, @Nullable Value written) {}

  /** What a client asks to be done at once. */
  private static final class Transaction extends Request {
    private final List<Micro> micros;

    Transaction(Value input, List<Micro> micros) {
      super("txn", input);
      this.micros = micros;
    }
  }

  private Int freshKey() {
    return new Int(nextKey++);
  }

  @Override
  Request next(int client, boolean leaving) {
    List<Micro> micros = new ArrayList<>(LONGEST);
    List<Value> asked = new ArrayList<>(LONGEST);
    for (int i = 1 + traffic.draw().below(LONGEST); i > 0; i--) {
      int place = traffic.key();
      Cell cell = cells[place];
      if (traffic.reads()) {
        micros.add(new Micro(cell, null));
        asked.add(Value.seq(READ, cell.key, Nil.NIL));
        continue;
      }
      cell.writes++;
      Value value = traffic.unique() ? new Int(cell.writes) : traffic.value();
      micros.add(new Micro(cell, value));
      asked.add(Value.seq(write, cell.key, value));
      if (cell.writes == traffic.keyLife()) {
        cells[place] = new Cell(freshKey());
      }
    }
    return new Transaction(new Seq(asked), micros);
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    List<Value> done = new ArrayList<>(LONGEST);
    if (request instanceof Transaction transaction) {
      for (Micro micro : transaction.micros) {
        Cell cell = micro.cell();
        if (micro.written() == null) {
          Value read = model == TransactionModel.LIST_APPEND ? new Seq(cell.list) : cell.value;
          done.add(Value.seq(READ, cell.key, read));
          continue;
        }
        if (model == TransactionModel.LIST_APPEND) {
          cell.list.add(micro.written());
        } else {
          cell.value = micro.written();
        }
        done.add(Value.seq(write, cell.key, micro.written()));
      }
    }
    return Answer.of(new Seq(done));
  }

  @Override
  Set<Anomaly> faults() {
    return TransactionFaults.faults(model, traffic.clients());
  }

  @Override
  Script script(Anomaly fault) {
    return TransactionFaults.script(model, fault, this::freshKey);
  }
}
