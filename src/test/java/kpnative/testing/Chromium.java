package kpnative.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Chromium or Chrome without a window, driven by real mouse, touch and key events over the DevTools
 * protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int SECONDS = 20; // until an answer

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private int last;

  private Chromium(Process process, String address) throws IOException {
    this.process = process;
    this.socket =
        get(
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener()));
  }

  /** {@return the browser on the PATH; empty if there is none} */
  public static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(dir -> NAMES.stream().map(name -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * {@return a started browser; closed by the caller}
   *
   * @param profile a folder of its own
   */
  public static Chromium start(Path browser, Path profile)
      throws IOException, InterruptedException {
    Files.createDirectories(profile);
    ProcessBuilder command =
        new ProcessBuilder(
                browser.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log.txt").toFile());
    command.environment().put("TMPDIR", profile.toString());
    Process process = command.start();
    boolean started = false;
    try {
      Path port = profile.resolve("DevToolsActivePort");
      for (int i = 0; i < 300 && !(Files.exists(port) && lines(port) > 1); i++) {
        if (!process.isAlive()) {
          throw new IOException(
              "the browser ended: " + Files.readString(profile.resolve("log.txt")));
        }
        Thread.sleep(50);
      }
      HttpClient http = HttpClient.newHttpClient();
      String number = Files.readAllLines(port).get(0);
      JsonNode pages =
          JSON.readTree(
              http.send(
                      java.net.http.HttpRequest.newBuilder(
                              URI.create("http://127.0.0.1:" + number + "/json/list"))
                          .build(),
                      java.net.http.HttpResponse.BodyHandlers.ofString())
                  .body());
      Chromium chromium = new Chromium(process, pages.get(0).get("webSocketDebuggerUrl").asText());
      started = true;
      chromium.send("Page.enable", "{}");
      chromium.send("Runtime.enable", "{}");
      chromium.send("Log.enable", "{}");
      return chromium;
    } finally {
      if (!started) {
        process.destroyForcibly();
      }
    }
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }

  /** {@return what the page threw, logged as an error or was refused, so far} */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** {@return the result of a command of the protocol} */
  public JsonNode send(String method, String parameters) throws IOException {
    int id;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    synchronized (this) {
      id = ++last;
      answers.put(id, answer);
      ObjectNode message = JSON.createObjectNode();
      message.put("id", id).put("method", method).set("params", JSON.readTree(parameters));
      get(socket.sendText(message.toString(), true));
    }
    return get(answer);
  }

  private static <T> T get(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new IOException("the browser does not answer: " + e, e);
    }
  }

  /** Sets the window's size, whether it has a finger, and the scheme: light or dark. */
  public void window(int width, int height, double ratio, boolean touch, String scheme)
      throws IOException {
    send(
        "Emulation.setDeviceMetricsOverride",
        String.format(
            Locale.ROOT,
            "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":%s,\"mobile\":%s}",
            width,
            height,
            ratio,
            touch));
    send("Emulation.setTouchEmulationEnabled", "{\"enabled\":" + touch + "}");
    send(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
  }

  /** Opens an address. */
  public void open(String address) throws IOException {
    send("Page.navigate", "{\"url\":" + JSON.writeValueAsString(address) + "}");
  }

  /** {@return what an expression gives, awaited if it is a promise} */
  public JsonNode eval(String expression) throws IOException {
    JsonNode result =
        send(
            "Runtime.evaluate",
            "{\"returnByValue\":true,\"awaitPromise\":true,\"expression\":"
                + JSON.writeValueAsString(expression)
                + "}");
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  public void until(String expression) throws IOException, InterruptedException {
    for (int i = 0; i < SECONDS * 50; i++) {
      if (eval("Boolean(" + expression + ")").asBoolean()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new IOException("never true: " + expression + "; " + problems);
  }

  /** Moves the mouse, with or without its left button. */
  public void mouse(String type, double x, double y, int buttons) throws IOException {
    send(
        "Input.dispatchMouseEvent",
        String.format(
            Locale.ROOT,
            "{\"type\":\"%s\",\"x\":%s,\"y\":%s,\"button\":\"%s\",\"buttons\":%d,\"clickCount\":%d}",
            type,
            x,
            y,
            type.equals("mouseMoved") && buttons == 0 ? "none" : "left",
            buttons,
            type.equals("mouseMoved") ? 0 : 1));
  }

  /** Presses the mouse at one place and lets go at another. */
  public void drag(double x, double y, double toX, double toY) throws IOException {
    mouse("mouseMoved", x, y, 0);
    mouse("mousePressed", x, y, 1);
    mouse("mouseMoved", (x + toX) / 2, (y + toY) / 2, 1);
    mouse("mouseMoved", toX, toY, 1);
    mouse("mouseReleased", toX, toY, 0);
  }

  /** Clicks. */
  public void click(double x, double y) throws IOException {
    mouse("mouseMoved", x, y, 0);
    mouse("mousePressed", x, y, 1);
    mouse("mouseReleased", x, y, 0);
  }

  /** Puts fingers on these places, moves them there, or with none lifts them. */
  public void touch(String type, double... xy) throws IOException {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xy.length; i += 2) {
      points.append(i == 0 ? "" : ",");
      points.append(
          String.format(Locale.ROOT, "{\"x\":%s,\"y\":%s,\"id\":%d}", xy[i], xy[i + 1], i));
    }
    send(
        "Input.dispatchTouchEvent", "{\"type\":\"" + type + "\",\"touchPoints\":[" + points + "]}");
  }

  /**
   * Presses a key.
   *
   * @param key as {@code KeyboardEvent.key}
   * @param modifiers 1 Alt, 2 Ctrl, 4 Meta, 8 Shift, added
   */
  public void key(String key, int modifiers) throws IOException {
    int code =
        switch (key) {
          case "Tab" -> 9;
          case "Enter" -> 13;
          case "Escape" -> 27;
          case "PageUp" -> 33;
          case "PageDown" -> 34;
          case "ArrowLeft" -> 37;
          case "ArrowUp" -> 38;
          case "ArrowRight" -> 39;
          case "ArrowDown" -> 40;
          case "Delete" -> 46;
          default -> Character.toUpperCase(key.charAt(0));
        };
    String text = key.equals("Enter") ? "\r" : key.length() == 1 && (modifiers & 6) == 0 ? key : "";
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event = JSON.createObjectNode();
      event.put("type", type).put("key", key).put("modifiers", modifiers);
      event.put("windowsVirtualKeyCode", code);
      if (type.equals("keyDown") && !text.isEmpty()) {
        event.put("text", text);
      }
      send("Input.dispatchKeyEvent", event.toString());
    }
  }

  /** {@return the window as PNG} */
  public byte[] screenshot() throws IOException {
    JsonNode made = send("Page.captureScreenshot", "{\"format\":\"png\"}");
    return Base64.getDecoder().decode(made.path("data").asText());
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
      text.append(data);
      if (end) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String message) {
      JsonNode tree;
      try {
        tree = JSON.readTree(message);
      } catch (IOException e) {
        problems.add(message);
        return;
      }
      CompletableFuture<JsonNode> waiting = answers.remove(tree.path("id").asInt());
      if (waiting != null) {
        if (tree.has("error")) {
          waiting.completeExceptionally(new IOException(tree.get("error").toString()));
        } else {
          waiting.complete(tree.path("result"));
        }
      }
      String method = tree.path("method").asText();
      boolean error =
          method.equals("Runtime.exceptionThrown")
              || (method.equals("Log.entryAdded")
                  && tree.at("/params/entry/level").asText().equals("error"))
              || (method.equals("Runtime.consoleAPICalled")
                  && tree.at("/params/type").asText().equals("error"));
      if (error) {
        problems.add(tree.path("params").toString());
      }
      if (method.equals("Page.javascriptDialogOpening")) {
        problems.add("a dialog: " + message);
      }
    }
  }

  /** Ends the browser and its processes. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> children = new ArrayList<>(process.descendants().toList());
    try {
      socket.abort();
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
