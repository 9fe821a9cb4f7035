package minos.cli.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stores that can be verified. */
public enum StoreName {
  /** Amazon S3 and what speaks its protocol. */
  S3,
  /** Amazon DynamoDB. */
  DYNAMODB,
  /** Redis, with its replicas. */
  REDIS,
  /** etcd. */
  ETCD,
  /** ZooKeeper. */
  ZOOKEEPER,
  /** Cassandra. */
  CASSANDRA,
  /** Any database with a JDBC driver. */
  JDBC;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name. */
  public static Optional<StoreName> of(String word) {
    return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(StoreName::word).toList();
  }
}
