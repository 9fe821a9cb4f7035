package minos.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium with one page, spoken to by the DevTools protocol over the JDK's own
 * WebSocket: no driver, no further dependency.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger number = new AtomicInteger();

  private Chromium(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /** Where it is installed. */
  static Optional<Path> installed() {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      for (String name : NAMES) {
        Path program = Path.of(directory.isEmpty() ? "." : directory, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /** Starts one with a window of 1280 by 800. */
  static Chromium start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--window-size=1280,800",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    String port = port(process);
    HttpClient http = HttpClient.newHttpClient();
    String pages =
        http.send(
                java.net.http.HttpRequest.newBuilder(URI.create("http://" + port + "/json/list"))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode page : JSON.readTree(pages)) {
      if (page.path("type").asText().equals("page")) {
        Answers answers = new Answers();
        WebSocket socket =
            http.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), answers)
                .get(SECONDS, TimeUnit.SECONDS);
        Chromium chromium = new Chromium(process, socket, answers);
        chromium.call("Runtime.enable", Map.of());
        chromium.call("Log.enable", Map.of());
        chromium.call("Page.enable", Map.of());
        chromium.call(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        return chromium;
      }
    }
    process.destroyForcibly();
    throw new IOException("no page among " + pages);
  }

  /** Host and port, which it says on standard error once it listens. */
  private static String port(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      lines.add(line);
      if (line.startsWith("DevTools listening on ws://")) {
        // Its output must go on being read, or it would stop when the pipe is full.
        Thread drain =
            new Thread(() -> said.lines().forEach(ignored -> {}), "what the browser says");
        drain.setDaemon(true);
        drain.start();
        String rest = line.substring("DevTools listening on ws://".length());
        return rest.substring(0, rest.indexOf('/'));
      }
    }
    throw new IOException("the browser did not start: " + lines);
  }

  /** Opens a file and waits for its script; answers how many milliseconds that took. */
  long open(Path file) throws Exception {
    answers.complaints.clear();
    long began = System.nanoTime();
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    while (!evaluate("document.readyState === 'complete' && location.href.startsWith('file:')")
        .asBoolean()) {
      Thread.onSpinWait();
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /** The value of an expression, after the next frame is drawn. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "new Promise(done => requestAnimationFrame(() => setTimeout(() => done("
                    + expression
                    + "))))",
                "awaitPromise",
                true,
                "returnByValue",
                true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Presses and releases a key. */
  void key(String key) throws Exception {
    Map<String, Object> down =
        key.length() == 1
            ? Map.of("type", "keyDown", "key", key, "text", key)
            : Map.of("type", "keyDown", "key", key);
    call("Input.dispatchKeyEvent", down);
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Moves the mouse. */
  void point(double x, double y) throws Exception {
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  /** Asks for dark or light pages, as a person's settings do. */
  void scheme(String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What is seen, as a PNG. */
  byte[] screenshot() throws Exception {
    JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png"));
    return Base64.getDecoder().decode(shot.path("data").asText());
  }

  /** Errors and warnings of the console, and exceptions that nobody caught, since the last page. */
  List<String> complaints() {
    return List.copyOf(answers.complaints);
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = number.incrementAndGet();
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method).set("params", JSON.valueToTree(parameters));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.awaited.put((long) id, answer);
    socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
    JsonNode reply = answer.get(SECONDS, TimeUnit.SECONDS);
    if (reply.has("error")) {
      throw new IOException(method + ": " + reply.get("error"));
    }
    return reply.path("result");
  }

  /** Ends it, with all of its processes. */
  void quit() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
  }

  /** Gives answers to who waits for them, and keeps complaints. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<Long, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        take(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
      try {
        JsonNode message = JSON.readTree(text);
        if (message.has("id")) {
          CompletableFuture<JsonNode> waiting = awaited.remove(message.get("id").asLong());
          if (waiting != null) {
            waiting.complete(message);
          }
          return;
        }
        String method = message.path("method").asText();
        JsonNode parameters = message.path("params");
        String level = parameters.at("/entry/level").asText();
        if (method.equals("Runtime.exceptionThrown")
            || (method.equals("Log.entryAdded")
                && (level.equals("error") || level.equals("warning")))
            || (method.equals("Runtime.consoleAPICalled")
                && !parameters.path("type").asText().equals("log"))) {
          complaints.add(parameters.toString());
        }
      } catch (IOException e) {
        complaints.add("not JSON: " + text);
      }
    }
  }
}
