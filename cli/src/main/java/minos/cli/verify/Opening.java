package minos.cli.verify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.recorder.Recorder;
import minos.store.Action;
import minos.store.Charge;
import minos.store.LaggingStore;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.aws.Access;
import minos.store.aws.Credentials;
import minos.store.aws.Target;
import minos.store.cassandra.CassandraSettings;
import minos.store.cassandra.CassandraStore;
import minos.store.cassandra.Level;
import minos.store.dynamodb.DynamoSettings;
import minos.store.dynamodb.DynamoStore;
import minos.store.etcd.EtcdSettings;
import minos.store.etcd.EtcdStore;
import minos.store.jdbc.JdbcSettings;
import minos.store.jdbc.JdbcStore;
import minos.store.redis.RedisSettings;
import minos.store.redis.RedisStore;
import minos.store.s3.S3Settings;
import minos.store.s3.S3Store;
import minos.store.zookeeper.ZooKeeperSettings;
import minos.store.zookeeper.ZooKeeperStore;
import minos.verify.LocalServer;
import minos.verify.Workload;
import minos.verify.Workloads;
import minos.verify.fault.Fault;
import minos.verify.fault.Nemesis;
import org.jspecify.annotations.Nullable;

/**
 * Makes a store of what was asked for. Apart from the options, so that a driver is loaded only when
 * a store is opened.
 */
public final class Opening implements AutoCloseable {
  private static final int REDIS_PORT = 6379;
  private static final int ZOOKEEPER_PORT = 2181;
  private static final int CASSANDRA_PORT = 9042;
  private static final int HTTP_PORT = 80;
  private static final Duration LAG = Duration.ofMillis(200);
  private static final Credentials LOCAL = new Credentials("minos", "local-only");

  private final StoreName name;
  private final Where where;
  private final String prefix;
  private final int clients;
  private final boolean conditional;
  private final Map<String, String> environment;
  private final Proxies proxies = new Proxies();
  private @Nullable LocalServer server;

  /**
   * Prepares to open.
   *
   * @param prefix what the keys of this run begin with
   * @param clients how many connections are needed
   * @param conditional whether writes are conditional
   * @param environment where passwords are
   */
  public Opening(
      StoreName name,
      Where where,
      String prefix,
      int clients,
      boolean conditional,
      Map<String, String> environment) {
    this.name = name;
    this.where = where;
    this.prefix = prefix;
    this.clients = clients;
    this.conditional = conditional;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Says what is missing before anything is started.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public void validate() {
    new WhereValidation(name, where).validate();
  }

  /**
   * Says what the store can't do before anything is started.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public void validate(Workload workload) {
    if (!actions().containsAll(workload.needs())) {
      throw new IllegalArgumentException(
          "the workload "
              + workload.name()
              + " is not one for "
              + name.word()
              + "; expected one of "
              + String.join(", ", Workloads.names(actions())));
    }
  }

  /**
   * Makes faults come and go until it is closed; none if none were asked for.
   *
   * @param seed decides them
   */
  public Optional<Nemesis> nemesis(long seed, Recorder recorder) {
    return proxies.nemesis(faults(), where.faultPeriod, seed, recorder);
  }

  private List<Fault> faults() {
    return where.faults.stream().flatMap(f -> Fault.of(f).stream()).toList();
  }

  /** The address that clients use: a proxy's, if there are to be faults. */
  private URI reached(URI server) throws StoreUnreachableException {
    return where.faults.isEmpty()
        ? server
        : proxies.before(server, port(server, usualPort(server)));
  }

  private static int usualPort(URI server) {
    return switch (String.valueOf(server.getScheme())) {
      case "redis" -> REDIS_PORT;
      case "zookeeper" -> ZOOKEEPER_PORT;
      case "cassandra" -> CASSANDRA_PORT;
      default -> HTTP_PORT;
    };
  }

  /** Whether somebody sends a bill. */
  public boolean billed() {
    return switch (name) {
      case S3, DYNAMODB -> !where.local && targets().stream().anyMatch(Target::billed);
      case REDIS, ETCD, ZOOKEEPER, CASSANDRA, JDBC -> false;
    };
  }

  /** What can be asked of the store. */
  private Set<Action> actions() {
    return switch (name) {
      case S3 -> S3Store.ACTIONS;
      case DYNAMODB -> DynamoStore.ACTIONS;
      case REDIS -> RedisStore.ACTIONS;
      case ETCD -> EtcdStore.ACTIONS;
      case ZOOKEEPER -> ZooKeeperStore.ACTIONS;
      case CASSANDRA -> CassandraStore.ACTIONS;
      case JDBC -> JdbcStore.ACTIONS;
    };
  }

  /** What a request would be billed as. */
  public Charge charge(Request request) {
    return switch (name) {
      case S3 -> s3(targets()).charge(request);
      case DYNAMODB -> dynamo(targets()).charge(request);
      case REDIS, ETCD, ZOOKEEPER, CASSANDRA, JDBC -> Charge.NONE;
    };
  }

  /** What will be touched, as a phrase. */
  public String touched() {
    return switch (name) {
      case S3 -> "objects below " + prefix + " in the bucket " + bucket();
      case DYNAMODB ->
          "items whose key begins with " + prefix + " in the table " + table() + made();
      case REDIS, ETCD -> "keys below " + prefix;
      case ZOOKEEPER -> "nodes below /" + prefix;
      case CASSANDRA ->
          "rows whose key begins with " + prefix + " in the table " + table() + made();
      case JDBC -> "rows whose key begins with " + prefix + " in the table minos_verify";
    };
  }

  private String made() {
    return createTable() ? ", which is made if there is none, and then removed in the end" : "";
  }

  /**
   * Opens the store, and starts its server if it is one of ours.
   *
   * @param server the program of the local server; empty if it was not built
   * @param log where a local server may complain
   */
  public Store open(Optional<Path> server, Path log) throws StoreUnreachableException {
    List<URI> endpoints = where.endpoints;
    List<Target> targets = targets();
    if (where.local) {
      LocalServer started =
          LocalServer.start(
              server.orElseThrow(
                  () ->
                      new StoreUnreachableException(
                          "the local server was not built; `mvn -pl local-"
                              + name.word()
                              + " package` builds it")),
              arguments(),
              log);
      this.server = started;
      URI reached = reached(started.endpoint());
      targets = List.of(new Target(Optional.of(reached), Optional.of("us-east-1")));
    } else if (!where.faults.isEmpty()) {
      endpoints = new ArrayList<>();
      for (URI address : where.endpoints) {
        endpoints.add(reached(address));
      }
      targets = targets(endpoints);
    }
    List<URI> nodes = List.copyOf(endpoints);
    return switch (name) {
      case S3 -> S3Store.open(s3(targets));
      case DYNAMODB -> {
        Store store = DynamoStore.open(dynamo(targets));
        yield where.localFault == null ? store : new LaggingStore(store, LAG);
      }
      case REDIS ->
          RedisStore.open(
              new RedisSettings(
                  addresses(nodes), prefix, where.awaitReplicas, where.requestTimeout));
      case ZOOKEEPER ->
          ZooKeeperStore.open(
              new ZooKeeperSettings(addresses(nodes), prefix, where.requestTimeout));
      case CASSANDRA ->
          CassandraStore.open(
              new CassandraSettings(
                  addresses(nodes),
                  Optional.ofNullable(environment.get("MINOS_CASSANDRA_USER")),
                  Optional.ofNullable(environment.get("MINOS_CASSANDRA_PASSWORD")),
                  table(),
                  createTable(),
                  prefix,
                  What.word(Level.class, "--write-level", where.writeLevel),
                  conditional ? Level.SERIAL : Level.QUORUM,
                  where.requestTimeout));
      case ETCD -> EtcdStore.open(new EtcdSettings(nodes, prefix, where.requestTimeout));
      case JDBC ->
          JdbcStore.open(
              new JdbcSettings(
                  nodes.stream().map(URI::toString).toList(),
                  Optional.ofNullable(environment.get("MINOS_JDBC_USER")),
                  Optional.ofNullable(environment.get("MINOS_JDBC_PASSWORD")),
                  prefix,
                  What.word(JdbcSettings.Isolation.class, "--isolation", where.isolation),
                  Optional.ofNullable(where.driver)));
    };
  }

  private List<String> arguments() {
    return switch (name) {
      case S3 -> {
        List<String> arguments =
            new ArrayList<>(
                List.of("s3proxy.identity=" + LOCAL.key(), "s3proxy.credential=" + LOCAL.secret()));
        if (where.localFault != null) {
          arguments.add("s3proxy.eventual-consistency=true");
          arguments.add("s3proxy.eventual-consistency.delay=1");
          arguments.add("s3proxy.eventual-consistency.probability=1.0");
        }
        yield arguments;
      }
      case DYNAMODB, REDIS, ETCD, ZOOKEEPER, CASSANDRA, JDBC -> List.of();
    };
  }

  private static List<InetSocketAddress> addresses(List<URI> nodes) {
    return nodes.stream()
        .map(node -> new InetSocketAddress(node.getHost(), port(node, usualPort(node))))
        .toList();
  }

  private static int port(URI address, int usual) {
    return address.getPort() < 0 ? usual : address.getPort();
  }

  private List<Target> targets() {
    return targets(where.endpoints);
  }

  private List<Target> targets(List<URI> endpoints) {
    List<Target> targets = new ArrayList<>();
    int count = Math.max(1, Math.max(endpoints.size(), where.regions.size()));
    for (int i = 0; i < count; i++) {
      Optional<URI> endpoint =
          endpoints.isEmpty()
              ? Optional.empty()
              : Optional.of(endpoints.get(Math.min(i, endpoints.size() - 1)));
      Optional<String> region =
          where.regions.isEmpty()
              ? Optional.empty()
              : Optional.of(where.regions.get(Math.min(i, where.regions.size() - 1)));
      targets.add(new Target(endpoint, region));
    }
    return targets;
  }

  private Access access() {
    return new Access(
        where.local ? Optional.of(LOCAL) : Optional.empty(), clients, where.requestTimeout);
  }

  private String bucket() {
    return where.bucket == null ? "minos-local" : where.bucket;
  }

  private String table() {
    return where.table == null ? "minos-local" : where.table;
  }

  private boolean createTable() {
    return where.createTable || where.local;
  }

  private S3Settings s3(List<Target> targets) {
    return new S3Settings(
        targets,
        access(),
        bucket(),
        prefix,
        where.local,
        where.pathStyle || where.local,
        where.unquotedEtags,
        What.word(S3Settings.Writing.class, "--writing", where.writing),
        where.valueSize,
        where.pageSize);
  }

  private DynamoSettings dynamo(List<Target> targets) {
    return new DynamoSettings(targets, access(), table(), prefix, createTable(), where.valueSize);
  }

  /** Ends the server of ours, if there is one. */
  @Override
  public void close() throws IOException {
    proxies.close();
    if (server != null) {
      server.close();
    }
  }
}
