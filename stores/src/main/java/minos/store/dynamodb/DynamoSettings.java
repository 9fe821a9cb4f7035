package minos.store.dynamodb;

import java.util.List;
import minos.store.Action;
import minos.store.Charge;
import minos.store.Request;
import minos.store.aws.Access;
import minos.store.aws.Target;

/**
 * How a DynamoDB store is used.
 *
 * @param targets its endpoints or regions, at least one
 * @param access how they are reached
 * @param table the table
 * @param prefix what all keys begin with; nothing else is touched
 * @param createTable whether to make the table, and to remove it while cleaning up
 * @param valueSize bytes that an item holds beside its id
 */
public record DynamoSettings(
    List<Target> targets,
    Access access,
    String table,
    String prefix,
    boolean createTable,
    int valueSize) {
  private static final double BESIDE_THE_VALUE = 100;

  /**
   * A list has no filler, and has no more bytes than this when clients go on to others: 120 numbers
   * of up to ten digits take one for each two digits and two more.
   */
  private static final double LIST = 900;

  private static final double WRITE_UNIT = 1024;
  private static final double READ_UNIT = 4096;

  /** Copies the list. */
  public DynamoSettings {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs an endpoint, and a prefix of its own");
    }
  }

  /**
   * What a request is billed as: units of 1 KiB written and 4 KiB read, in transactions twice as
   * many, of each item once.
   */
  public Charge charge(Request request) {
    double size = BESIDE_THE_VALUE + (aboutLists(request) ? LIST : valueSize);
    double writes = Math.ceil(size / WRITE_UNIT);
    double reads = Math.ceil(size / READ_UNIT);
    double level = request.level().equals(Request.STRONG) ? 1 : 0.5;
    long parts = request.parts().stream().map(Request::key).distinct().count();
    return switch (request.action()) {
      case READ, READ_ELEMENTS, READ_LIST, HEAD, LIST ->
          new Charge("dynamodb.read-unit", reads * level);
      case READ_BATCH -> new Charge("dynamodb.read-unit", reads * level * parts);
      case READ_ALL -> new Charge("dynamodb.read-unit", 2 * reads * parts);
      case WRITE_ALL -> new Charge("dynamodb.write-unit", 2 * writes * parts);
      case WRITE, CREATE, REPLACE, DELETE, ADD, ADD_ELEMENT, APPEND, TRANSACT ->
          new Charge("dynamodb.write-unit", writes);
    };
  }

  private static boolean aboutLists(Request request) {
    return request.action() == Action.APPEND
        || request.action() == Action.READ_LIST
        || request.parts().stream().anyMatch(DynamoSettings::aboutLists);
  }
}
