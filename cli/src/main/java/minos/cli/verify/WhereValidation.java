package minos.cli.verify;

import java.net.URI;
import java.util.Set;
import minos.cli.options.Similar;
import minos.store.cassandra.Level;
import minos.store.jdbc.JdbcSettings;
import minos.store.s3.S3Settings;
import minos.verify.fault.Fault;

/**
 * Says what is missing or can't be, of where the store is, before anything is started.
 *
 * @param name which store
 */
record WhereValidation(StoreName name, Where where) {
  private static final Set<String> PLAIN = Set.of("http", "redis", "zookeeper", "cassandra");

  /**
   * Says it.
   *
   * @throws IllegalArgumentException with a message for people
   */
  void validate() {
    if (where.localFault != null) {
      if (!where.local) {
        throw new IllegalArgumentException(
            "--local-fault needs --local: faults are for servers of ours");
      } else if (!where.localFault.equals("eventual")) {
        throw new IllegalArgumentException(
            "there is no --local-fault '" + where.localFault + "'; expected eventual");
      }
    }
    if (!where.local) {
      switch (name) {
        case S3 -> {
          if (where.bucket == null) {
            throw new IllegalArgumentException(
                "s3 needs a --bucket, or --local for a server of ours");
          }
        }
        case DYNAMODB -> {
          if (where.table == null) {
            throw new IllegalArgumentException(
                "dynamodb needs a --table, or --local for a server of ours");
          }
        }
        case REDIS, ETCD, ZOOKEEPER, CASSANDRA, JDBC -> {
          if (where.endpoints.isEmpty()) {
            throw new IllegalArgumentException(name.word() + " needs an --endpoint");
          }
          if (name == StoreName.CASSANDRA && where.table == null) {
            throw new IllegalArgumentException("cassandra needs a --table KEYSPACE.TABLE");
          }
        }
      }
    } else if (name != StoreName.S3 && name != StoreName.DYNAMODB) {
      throw new IllegalArgumentException(
          "there is no local server for " + name.word() + "; start one, and give its --endpoint");
    }
    if (!where.endpoints.isEmpty()
        && where.regions.size() > 1
        && where.regions.size() != where.endpoints.size()) {
      throw new IllegalArgumentException(
          "with several --endpoint, give one --region, or one for each");
    }
    if (where.prefix.isEmpty()) {
      throw new IllegalArgumentException("--prefix can't be empty: what is below it is removed");
    }
    where.endpoints.forEach(this::validate);
    validateFaults();
    atLeast("--page-size", where.pageSize, 1);
    atLeast("--value-size", where.valueSize, 0);
    atLeast("--wait", where.awaitReplicas, 0);
    What.word(S3Settings.Writing.class, "--writing", where.writing);
    if (What.word(Level.class, "--write-level", where.writeLevel) == Level.SERIAL) {
      throw new IllegalArgumentException("--write-level serial is a level of reads");
    }
    What.word(JdbcSettings.Isolation.class, "--isolation", where.isolation);
  }

  private void validateFaults() {
    for (String fault : where.faults) {
      if (Fault.of(fault).isEmpty()) {
        throw new IllegalArgumentException(
            "there is no fault '" + fault + "'" + Similar.hint(fault, Fault.words()));
      }
    }
    boolean plain =
        where.local
            || (!where.endpoints.isEmpty()
                && where.endpoints.stream().allMatch(e -> PLAIN.contains(e.getScheme())));
    if (!where.faults.isEmpty() && !plain) {
      throw new IllegalArgumentException(
          "--faults needs --local, or an --endpoint that begins with http:, redis:, zookeeper: or cassandra:; what stands in the way of others would break their TLS");
    }
  }

  private void validate(URI endpoint) {
    Set<String> schemes =
        switch (name) {
          case S3, DYNAMODB, ETCD -> Set.of("http", "https");
          case REDIS, ZOOKEEPER, CASSANDRA, JDBC -> Set.of(name.word());
        };
    String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme();
    if (!schemes.contains(scheme) || (name != StoreName.JDBC && endpoint.getHost() == null)) {
      throw new IllegalArgumentException(
          "--endpoint "
              + Secrets.masked(endpoint.toString())
              + " is no address for "
              + name.word()
              + "; expected "
              + example());
    }
  }

  private String example() {
    return switch (name) {
      case S3, DYNAMODB -> "https://HOST or http://HOST:PORT";
      case ETCD -> "http://HOST:2379";
      case REDIS -> "redis://HOST:6379";
      case ZOOKEEPER -> "zookeeper://HOST:2181";
      case CASSANDRA -> "cassandra://HOST:9042";
      case JDBC -> "jdbc:postgresql://HOST/DATABASE or the like";
    };
  }

  static void atLeast(String option, long number, long least) {
    if (number < least) {
      throw new IllegalArgumentException(
          option + " " + number + " is too few; expected " + least + " or more");
    }
  }
}
