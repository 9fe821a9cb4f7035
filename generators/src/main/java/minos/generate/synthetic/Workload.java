package minos.generate.synthetic;

import java.util.Arrays;
import java.util.Optional;
import minos.generate.synthetic.LockObject.Kind;
import minos.generate.synthetic.QueueObject.Discipline;
import minos.spec.ModelOptions;
import minos.transactions.TransactionModel;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;

/** The models that histories can be made for, and how each is used if nobody says otherwise. */
enum Workload {
  REGISTER("register", 0.5),
  CAS_REGISTER("cas-register", 0.5),
  MULTI_REGISTER("multi-register", 0.5, 5, 0, true),
  MUTEX("mutex", 0),
  OWNER_MUTEX("owner-mutex", 0),
  REENTRANT_MUTEX("reentrant-mutex", 0),
  FENCED_MUTEX("fenced-mutex", 0),
  SEMAPHORE("semaphore", 0),
  COUNTER("counter", 0.5),
  SET("set", 0.5),
  MULTISET("multiset", 0.5),
  FIFO_QUEUE("fifo-queue", 0),
  UNORDERED_QUEUE("unordered-queue", 0),
  PRIORITY_QUEUE("priority-queue", 0),
  STACK("stack", 0),
  APPEND_LIST("append-list", 0.5, 1, 100, false),
  KV_MAP("kv-map", 0.5, 5, 0, true),
  ID_GENERATOR("id-generator", 0),
  APPEND_KV("append-kv", 0.5, 1, 100, false),
  LIST_APPEND("list-append", 0.5, 10, 32, true),
  RW_REGISTER("rw-register", 0.5, 10, 32, true);

  private final String model;
  private final double readRatio;
  private final int keys;
  private final int keyLife;
  private final boolean keysInside;

  Workload(String model, double readRatio) {
    this(model, readRatio, 1, 0, false);
  }

  Workload(String model, double readRatio, int keys, int keyLife, boolean keysInside) {
    this.model = model;
    this.readRatio = readRatio;
    this.keys = keys;
    this.keyLife = keyLife;
    this.keysInside = keysInside;
  }

  static Optional<Workload> of(String model) {
    return Arrays.stream(values()).filter(workload -> workload.model.equals(model)).findFirst();
  }

  String model() {
    return model;
  }

  double readRatio() {
    return readRatio;
  }

  /** How many keys there usually are. */
  int keys() {
    return keys;
  }

  /** After how many uses a key is usually replaced; 0 for never. */
  int keyLife() {
    return keyLife;
  }

  /** Whether keys are part of the operations, rather than each the name of an object. */
  boolean keysInside() {
    return keysInside;
  }

  /** Whether an initial value can be chosen. */
  boolean takesInitial() {
    return this == REGISTER || this == CAS_REGISTER || this == COUNTER || this == SEMAPHORE;
  }

  boolean transactional() {
    return this == LIST_APPEND || this == RW_REGISTER;
  }

  /** A new object. */
  SimulatedObject create(Traffic traffic, ModelOptions options) {
    return switch (this) {
      case REGISTER -> new RegisterObject(traffic, false, initial(options));
      case CAS_REGISTER -> new RegisterObject(traffic, true, initial(options));
      case MULTI_REGISTER -> new MultiRegisterObject(traffic);
      case MUTEX -> new LockObject(traffic, Kind.MUTEX, 1);
      case OWNER_MUTEX -> new LockObject(traffic, Kind.OWNER, 1);
      case REENTRANT_MUTEX -> new LockObject(traffic, Kind.REENTRANT, 1);
      case FENCED_MUTEX -> new LockObject(traffic, Kind.FENCED, 1);
      case SEMAPHORE -> new LockObject(traffic, Kind.SEMAPHORE, (int) number(options, 1));
      case COUNTER -> new CounterObject(traffic, number(options, 0));
      case SET -> new ElementsObject(traffic, false);
      case MULTISET -> new ElementsObject(traffic, true);
      case FIFO_QUEUE -> new QueueObject(traffic, Discipline.FIFO);
      case UNORDERED_QUEUE -> new QueueObject(traffic, Discipline.ANY);
      case PRIORITY_QUEUE -> new QueueObject(traffic, Discipline.LOWEST);
      case STACK -> new QueueObject(traffic, Discipline.LIFO);
      case APPEND_LIST -> new ListObject(traffic, false);
      case KV_MAP -> new MapObject(traffic);
      case ID_GENERATOR -> new IdObject(traffic);
      case APPEND_KV -> new ListObject(traffic, true);
      case LIST_APPEND -> new TransactionObject(traffic, TransactionModel.LIST_APPEND);
      case RW_REGISTER -> new TransactionObject(traffic, TransactionModel.RW_REGISTER);
    };
  }

  private static Value initial(ModelOptions options) {
    return options.initial().orElse(Nil.NIL);
  }

  private static long number(ModelOptions options, long otherwise) {
    Value given = options.initial().orElse(new Int(otherwise));
    if (given instanceof Int number && number.value() <= Integer.MAX_VALUE) {
      return number.value();
    }
    throw new IllegalArgumentException("the initial value is an integer here, not " + given);
  }
}
