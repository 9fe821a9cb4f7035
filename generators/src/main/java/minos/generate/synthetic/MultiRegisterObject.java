package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;

/** Registers that one operation reads and writes together; the keys are inside. */
final class MultiRegisterObject extends SimulatedObject {
  private static final Keyword READ = new Keyword("read");
  private static final Keyword WRITE = new Keyword("write");
  private static final int LONGEST = 3;

  private final Traffic traffic;
  private final Value[] registers;

  MultiRegisterObject(Traffic traffic) {
    this.traffic = traffic;
    registers = new Value[traffic.keyCount()];
    Arrays.fill(registers, Nil.NIL);
  }

  @Override
  Request next(int client, boolean leaving) {
    boolean reads = traffic.reads();
    List<Value> micros = new ArrayList<>();
    for (int i = 1 + traffic.draw().below(LONGEST); i > 0; i--) {
      Int key = new Int(traffic.key());
      micros.add(
          reads || traffic.draw().chance(0.3) ? read(key, Nil.NIL) : write(key, traffic.value()));
    }
    return txn(micros);
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    List<Value> done = new ArrayList<>();
    if (request.input() instanceof Seq micros) {
      for (Value micro : micros.items()) {
        if (micro instanceof Seq seq && seq.get(1) instanceof Int key) {
          int register = (int) key.value();
          if (seq.get(0).equals(WRITE)) {
            registers[register] = seq.get(2);
          }
          done.add(Value.seq(seq.get(0), key, registers[register]));
        }
      }
    }
    return Answer.of(new Seq(done));
  }

  @Override
  Set<Anomaly> faults() {
    Set<Anomaly> faults = EnumSet.of(Anomaly.STALE_READ, Anomaly.THIN_AIR_READ);
    if (traffic.keyCount() > 1) {
      faults.add(Anomaly.FRACTURED_READ);
    }
    return faults;
  }

  @Override
  Script script(Anomaly fault) {
    Int x = new Int(0);
    Int y = new Int(Math.min(1, traffic.keyCount() - 1));
    Value x1 = traffic.fresh();
    Value y1 = traffic.fresh();
    Value x2 = traffic.fresh();
    Value y2 = traffic.fresh();
    if (fault == Anomaly.THIN_AIR_READ) {
      return Script.amid(fault, saw(read(x, x1)));
    } else if (fault == Anomaly.STALE_READ) {
      return Script.amid(
          fault,
          Script.genuine(txn(List.of(write(x, x1)))),
          Script.genuine(txn(List.of(write(x, x2)))),
          saw(read(x, x1)));
    } else if (fault == Anomaly.FRACTURED_READ && traffic.keyCount() > 1) {
      return Script.amid(
          fault,
          Script.genuine(txn(List.of(write(x, x1), write(y, y1)))),
          Script.genuine(txn(List.of(write(x, x2), write(y, y2)))),
          saw(read(x, x2), read(y, y1)));
    }
    throw unknown(fault);
  }

  private static Script.Step saw(Value... reads) {
    List<Value> asked = new ArrayList<>();
    for (Value read : reads) {
      asked.add(read(((Seq) read).get(1), Nil.NIL));
    }
    return Script.feigned(txn(asked), Answer.of(Value.seq(reads)));
  }

  private static Value read(Value key, Value value) {
    return Value.seq(READ, key, value);
  }

  private static Value write(Value key, Value value) {
    return Value.seq(WRITE, key, value);
  }

  private static Request txn(List<Value> micros) {
    return new Request("txn", new Seq(micros));
  }
}
