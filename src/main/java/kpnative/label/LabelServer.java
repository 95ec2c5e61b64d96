package kpnative.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Rectangle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.checks.ItemFailure;
import kpnative.checks.Reason;
import kpnative.text.SpecMapper;

/**
 * Serves the page and the set on 127.0.0.1, to who knows the address. Every route is one of those
 * below, matched against the path as it was sent; none names a file.
 */
final class LabelServer implements AutoCloseable {
  /** The largest request, bytes: a face of 10,000 points. */
  static final int MAX_BODY = 1 << 20;

  // a request that is sent slowly holds a thread, and its sender may not know the secret
  private static final int THREADS = 256;
  private static final int IDLE_SECONDS = 30;
  private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime"; // seconds
  private static final String REQUEST_SECONDS = "5";
  private static final int BACKLOG = 64;
  private static final int PATIENCE_SECONDS = 2;
  private static final Pattern ROUTE =
      Pattern.compile(
          "(api/picture|api/drafts|api/draft|thumb|view|api/face)/(\\d{1,7})(/\\d{1,5})?");
  private static final Pattern PART =
      Pattern.compile("x=(\\d{1,6})&y=(\\d{1,6})&w=(\\d{1,6})&h=(\\d{1,6})(?:&side=(\\d{1,4}))?");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  static {
    if (System.getProperty(LONGEST_REQUEST) == null) {
      System.setProperty(LONGEST_REQUEST, REQUEST_SECONDS); // the JDK's server has no other way
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestGuard guard;
  private final LabelApi api;
  private final PageFiles page = new PageFiles();
  private volatile long asked = System.nanoTime();

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is taken
   */
  LabelServer(LabelApi api, int port) throws IOException {
    this.api = api;
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      server = HttpServer.create(new InetSocketAddress(here, port), BACKLOG);
    } catch (IOException e) {
      throw new IOException("port " + port + " of 127.0.0.1 cannot be used: " + e.getMessage(), e);
    }
    guard = new RequestGuard(server.getAddress().getPort());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "kpnative-label");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** {@return the address to open, with its secret} */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + guard.token() + "/";
  }

  /** {@return how long nobody has asked for anything} */
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  /** What is sent back. */
  private record Answer(int status, String type, byte[] bytes, boolean kept) {
    static Answer json(int status, JsonNode tree) throws JsonProcessingException {
      byte[] text = SpecMapper.json().writeValueAsBytes(tree);
      return new Answer(status, "application/json", text, false);
    }

    static Answer error(int status, String reason) throws JsonProcessingException {
      return json(status, LabelJson.object().put("error", reason));
    }

    static Answer jpeg(byte[] bytes) {
      return new Answer(200, "image/jpeg", bytes, true);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = route(exchange);
      } catch (IllegalArgumentException e) {
        answer = Answer.error(400, Reason.of(e));
      } catch (IOException | RuntimeException | Error e) {
        if (e instanceof Error fatal && ItemFailure.endsAll(fatal)) {
          throw fatal;
        }
        answer = Answer.error(500, Reason.of(e));
      }
      send(exchange, answer);
    }
  }

  private Answer route(HttpExchange exchange) throws IOException {
    Optional<String> path = guard.admitted(exchange);
    if (path.isEmpty()) {
      return Answer.error(403, "refused");
    }
    asked = System.nanoTime();
    Matcher route = ROUTE.matcher(path.get());
    boolean numbered = route.matches();
    boolean writes = numbered && route.group(1).equals("api/face");
    if (numbered
        && (!api.has(Integer.parseInt(route.group(2))) || writes != (route.group(3) != null))) {
      return Answer.error(404, "no such picture");
    }
    if (!exchange.getRequestMethod().equals(writes ? "POST" : "GET")) {
      exchange.getResponseHeaders().set("Allow", writes ? "POST" : "GET");
      return Answer.error(405, "expected " + (writes ? "POST" : "GET"));
    }
    if (writes) {
      return save(exchange, route);
    }
    if (numbered) {
      return numbered(route.group(1), Integer.parseInt(route.group(2)), query(exchange));
    }
    if (path.get().equals("api/set")) {
      return Answer.json(200, api.set());
    }
    Optional<PageFiles.PageFile> file = page.named(path.get());
    return file.isPresent()
        ? new Answer(200, file.get().type(), file.get().bytes(), false)
        : Answer.error(404, "no such page");
  }

  private Answer numbered(String route, int picture, String query) throws IOException {
    return switch (route) {
      case "api/picture" -> Answer.json(200, api.picture(picture));
      case "api/drafts" -> Answer.json(200, api.drafts(picture));
      case "api/draft" -> Answer.json(200, api.draft(picture, part(query)));
      case "thumb" -> Answer.jpeg(api.thumbnail(picture));
      default -> Answer.jpeg(api.view(picture, part(query), side(query)));
    };
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  private static Matcher asked(String query) {
    Matcher part = PART.matcher(query);
    if (!part.matches()) {
      throw new IllegalArgumentException("expected x=N&y=N&w=N&h=N");
    }
    return part;
  }

  private static Rectangle part(String query) {
    Matcher asked = asked(query);
    int[] n = new int[4];
    for (int i = 0; i < n.length; i++) {
      n[i] = Integer.parseInt(asked.group(i + 1));
    }
    if (n[2] < 1 || n[3] < 1) {
      throw new IllegalArgumentException("expected a part with pixels");
    }
    return new Rectangle(n[0], n[1], n[2], n[3]);
  }

  private static int side(String query) {
    String side = asked(query).group(5);
    if (side == null) {
      throw new IllegalArgumentException("expected side=N");
    }
    return Integer.parseInt(side);
  }

  private Answer save(HttpExchange exchange, Matcher route) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!"application/json".equals(type)) {
      return Answer.error(415, "expected application/json");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Answer.error(413, "expected at most " + MAX_BODY + " bytes");
    }
    JsonNode tree;
    try {
      tree = SpecMapper.tree(new String(body, StandardCharsets.UTF_8), "the request");
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    LabelSession.Outcome outcome =
        api.save(
            Integer.parseInt(route.group(2)), Integer.parseInt(route.group(3).substring(1)), tree);
    ObjectNode faces = LabelApi.outcome(outcome.faces());
    return Answer.json(outcome.written() ? 200 : 409, faces);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", answer.kept ? "private, max-age=3600" : "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status, head ? -1 : answer.bytes.length);
    if (!head) {
      exchange.getResponseBody().write(answer.bytes);
    }
  }

  /** Ends after the requests that are being answered, within two seconds. Idempotent. */
  /* The server's own stop waits its whole time, whether there are requests or not. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
