package minos.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import minos.history.History;
import minos.recorder.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FaultProxyTest {
  private final AtomicInteger arrived = new AtomicInteger();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          arrived.incrementAndGet();
          byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    proxy = new FaultProxy(server.getAddress());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop(0);
  }

  @Test
  void withoutAFaultEverythingGetsThrough() throws Exception {
    assertThat(post()).isEqualTo("answer");
    assertThat(arrived).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"DELAY", "THROTTLE"})
  void slowIsNotLost(Fault fault) throws Exception {
    proxy.set(fault);
    long before = System.nanoTime();

    assertThat(post()).isEqualTo("answer");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(5));
  }

  @Test
  void aCutAnswerWasToARequestThatGotThrough() {
    proxy.set(Fault.CUT_ANSWER);

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(arrived).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "REFUSE"})
  void aResetRequestDoesNotArrive(Fault fault) throws Exception {
    proxy.set(fault);

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(arrived).hasValue(0);
    proxy.set(null);
    assertThat(post()).isEqualTo("answer");
  }

  @Test
  void aDuplicatedRequestArrivesTwiceAndIsAnsweredOnce() throws Exception {
    proxy.set(Fault.DUPLICATE);

    assertThat(post()).isEqualTo("answer");
    assertThat(arrived).hasValue(2);
    proxy.set(null);
    assertThat(post()).isEqualTo("answer");
    assertThat(arrived).hasValue(3);
  }

  /** A request of several pieces is one, and the next on the same connection is another. */
  @Test
  void whatWasSentSinceTheLastAnswerIsOneRequest() {
    LastRequest last = new LastRequest();
    last.sent(new byte[] {1, 2, 9}, 2);
    last.sent(new byte[] {3}, 1);

    assertThat(last.answered()).containsExactly(1, 2, 3);
    assertThat(last.answered()).isEmpty();
    last.sent(new byte[] {4}, 1);
    assertThat(last.answered()).containsExactly(4);
  }

  @Test
  void aBlackHoleSaysNothingUntilItIsOver() throws Exception {
    // The first request of a JVM takes long to leave it.
    assertThat(post()).isEqualTo("answer");
    proxy.set(Fault.BLACK_HOLE);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<String> waiting = thread.submit(this::post);

    assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    proxy.set(null);
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(IOException.class);
    assertThat(arrived).hasValue(1);
    thread.shutdown();
  }

  @Test
  void aNemesisRecordsWhatItDoesAndLeavesNothingBroken() throws Exception {
    Recorder recorder = Recorder.inMemory();
    Nemesis nemesis =
        new Nemesis(List.of(proxy), List.of(Fault.values()), Duration.ofMillis(4), 3, recorder);
    while (recorder.history().eventCount() < 20) {
      Thread.onSpinWait();
    }
    nemesis.close();

    History history = recorder.history();
    assertThat(history.size()).isZero();
    assertThat(history.eventCount() % 2).isZero();
    assertThat(post()).isEqualTo("answer");
  }

  private String post() throws IOException, InterruptedException {
    URI address = proxy.inPlaceOf(URI.create("http://localhost/x"));
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString("request"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
