package minos.store.s3;

import java.util.List;
import minos.store.Charge;
import minos.store.Request;
import minos.store.aws.Access;
import minos.store.aws.Target;

/**
 * How an S3 store is used.
 *
 * @param targets its endpoints or regions, at least one
 * @param access how they are reached
 * @param bucket the bucket
 * @param prefix what all keys begin with; nothing else is touched
 * @param createBucket whether to make the bucket, if there is none
 * @param pathStyle whether the bucket is in the path of the address, not in its host name
 * @param unquotedEtags whether preconditions name ETags without quotes, as older Ceph wants it
 * @param writing how values get there
 * @param valueSize bytes of a value
 * @param pageSize how many keys a page of a list has
 */
public record S3Settings(
    List<Target> targets,
    Access access,
    String bucket,
    String prefix,
    boolean createBucket,
    boolean pathStyle,
    boolean unquotedEtags,
    Writing writing,
    int valueSize,
    int pageSize) {
  /** How a value gets to its key. */
  public enum Writing {
    /** As a whole. */
    PUT,
    /** To another key, and copied from there. */
    COPY,
    /** In parts. */
    MULTIPART
  }

  /** Copies the list. */
  public S3Settings {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs an endpoint, and a prefix of its own");
    }
  }

  /** What a request is billed as. */
  public Charge charge(Request request) {
    double puts =
        switch (writing) {
          case PUT -> 1;
          case COPY -> 2;
          case MULTIPART -> 3;
        };
    return switch (request.action()) {
      case READ, HEAD, READ_ELEMENTS, READ_LIST, READ_ALL, READ_BATCH -> new Charge("s3.get", 1);
      case LIST -> new Charge("s3.put", 1);
      case DELETE -> Charge.NONE;
      case WRITE, CREATE, REPLACE, ADD, ADD_ELEMENT, APPEND, WRITE_ALL, TRANSACT ->
          new Charge("s3.put", puts);
    };
  }
}
