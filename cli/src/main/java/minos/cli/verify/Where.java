package minos.cli.verify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import minos.cli.options.DurationText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the store is. */
public final class Where {
  @Option(
      names = "--local",
      description =
          "Start a real server on this machine and verify that: S3Proxy, or DynamoDB Local. It ends "
              + "with the run.")
  boolean local;

  @Option(
      names = "--local-fault",
      paramLabel = "FAULT",
      description =
          "Make the local server misbehave: eventual, it shows writes late. DynamoDB Local never does, "
              + "so there reads that ask for eventual consistency are made to lag.")
  @Nullable String localFault;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "The address of the store, where it is not Amazon's own: https://..., redis://host:6379, "
              + "http://host:2379, zookeeper://host:2181, cassandra://host:9042, jdbc:postgresql://host/db. Several times for several that hold the "
              + "same data, the primary first; see --routing.")
  List<URI> endpoints = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description =
          "Amazon's region; several times for several that hold the same data. The default is that "
              + "of the environment.")
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "FAULT",
      description =
          "What happens to connections now and then: delay, reset, cut-answer (the request got "
              + "through), black-hole, refuse, throttle, duplicate (the request arrives twice). Recorded beside the operations. For addresses "
              + "without TLS, and for --local.")
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--fault-period",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "About how long a fault lasts, and how long there is none. The default is 2s.")
  Duration faultPeriod = Duration.ofSeconds(2);

  @Option(names = "--bucket", paramLabel = "NAME", description = "s3: the bucket.")
  @Nullable String bucket;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "dynamodb: the table; cassandra: KEYSPACE.TABLE.")
  @Nullable String table;

  @Option(
      names = "--create-table",
      description =
          "dynamodb, cassandra: make the table if there is none, and remove what was made in the end.")
  boolean createTable;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description =
          "What all keys begin with, before the name of the run. Nothing else is read, written or "
              + "removed. The default is minos-verify/.")
  String prefix = "minos-verify/";

  @Option(
      names = "--path-style",
      description = "s3: the bucket is in the path of the address, not in its host name.")
  boolean pathStyle;

  @Option(
      names = "--unquoted-etags",
      description = "s3: name ETags in conditions without quotes, as older Ceph wants it.")
  boolean unquotedEtags;

  @Option(
      names = "--writing",
      paramLabel = "HOW",
      description = "s3: how values get to their keys: put (the default), copy or multipart.")
  String writing = "put";

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "s3: how many keys a page of a list has. The default is 1000.")
  int pageSize = 1000;

  @Option(
      names = "--wait",
      paramLabel = "N",
      description = "redis: how many replicas must have a write. The default is 0.")
  int awaitReplicas;

  @Option(
      names = "--write-level",
      paramLabel = "LEVEL",
      description =
          "cassandra: how many replicas must have a write: one, two, quorum (the default), "
              + "local-quorum or all. Eventual reads ask one; strong reads ask a quorum, or are serial in "
              + "the workload cas.")
  String writeLevel = "quorum";

  @Option(
      names = "--isolation",
      paramLabel = "LEVEL",
      description =
          "jdbc: read-uncommitted, read-committed, repeatable-read or serializable (the default).")
  String isolation = "serializable";

  @Option(
      names = "--driver",
      paramLabel = "JAR",
      description =
          "jdbc: a jar with the driver; that of PostgreSQL is there. Name and password come from the "
              + "environment: MINOS_JDBC_USER, MINOS_JDBC_PASSWORD.")
  @Nullable Path driver;

  @Option(
      names = "--value-size",
      paramLabel = "N",
      description = "How many bytes a value has. The default is 100.")
  int valueSize = 100;

  @Option(
      names = "--request-timeout",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long an answer may take: 500ms, 10s. The default is 10s.")
  Duration requestTimeout = Duration.ofSeconds(10);

  /** Whether a server of ours is verified. */
  public boolean local() {
    return local;
  }

  /** What all keys of all runs begin with. */
  public String prefix() {
    return prefix;
  }
}
