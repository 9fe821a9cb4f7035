package minos.cli.verify;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.recorder.Recorder;
import minos.store.StoreUnreachableException;
import minos.verify.fault.Fault;
import minos.verify.fault.FaultProxy;
import minos.verify.fault.Nemesis;

/** What stands between the clients of a run and its servers. */
final class Proxies implements Closeable {
  private final List<FaultProxy> proxies = new ArrayList<>();

  /** The address of a proxy that was put before a server. */
  URI before(URI server, int port) throws StoreUnreachableException {
    try {
      FaultProxy proxy = new FaultProxy(new InetSocketAddress(server.getHost(), port));
      proxies.add(proxy);
      return proxy.inPlaceOf(server);
    } catch (IOException e) {
      throw new StoreUnreachableException("no proxy can be put before " + server.getHost(), e);
    }
  }

  /** Makes faults come and go until it is closed; none if there is no proxy. */
  Optional<Nemesis> nemesis(List<Fault> faults, Duration period, long seed, Recorder recorder) {
    return proxies.isEmpty()
        ? Optional.empty()
        : Optional.of(new Nemesis(proxies, faults, period, seed, recorder));
  }

  @Override
  public void close() throws IOException {
    for (FaultProxy proxy : proxies) {
      proxy.close();
    }
  }
}
