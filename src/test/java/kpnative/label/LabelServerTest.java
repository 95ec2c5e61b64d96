package kpnative.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real connections. */
final class LabelServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private LabelServer server;
  private URI address;
  private int port;
  private String token;

  @BeforeEach
  void serve() throws IOException {
    SmallSet.pts(folder.resolve("set"));
    Files.writeString(folder.resolve("secret.txt"), "nobody's business");
    server =
        SmallSet.serve(
            LabelSets.open(
                "pts:" + folder.resolve("set"), Optional.empty(), Optional.empty(), note -> {}));
    address = URI.create(server.address());
    port = address.getPort();
    token = address.getPath().replace("/", "");
  }

  @AfterEach
  void end() {
    server.close();
  }

  /** What comes back for a request as it stands, without what a client adds. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private String get(String path, String... headers) throws IOException {
    return raw(
        "GET "
            + path
            + " HTTP/1.1\r\nConnection: close\r\n"
            + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
            + "\r\n");
  }

  private String host() {
    return "Host: 127.0.0.1:" + port;
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ")[1]);
  }

  private HttpResponse<String> save(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .header("Origin", "http://127.0.0.1:" + port)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode picture(int n) throws Exception {
    return JSON.readTree(
        client
            .send(
                HttpRequest.newBuilder(address.resolve("api/picture/" + n)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static String body(String revision, String... points) {
    return "{\"revision\":\"" + revision + "\",\"points\":[" + String.join(",", points) + "]}";
  }

  private static String[] five(double firstX) {
    return new String[] {
      "[" + firstX + ",40,\"unknown\"]",
      "[70,40,\"unknown\"]",
      "[50.25,60,\"unknown\"]",
      "[35,75,\"unknown\"]",
      "[65,75,\"unknown\"]"
    };
  }

  @Test
  void thePageAndTheSetAreServedToWhoHasTheAddress() throws Exception {
    String page = get("/" + token + "/", host());
    assertThat(status(page)).isEqualTo(200);
    assertThat(page).contains("<title>Label</title>").contains("default-src 'none'");
    assertThat(status(get("/" + token + "/main.js", "Host: localhost:" + port))).isEqualTo(200);
    String set = get("/" + token + "/api/set", host());
    assertThat(set).contains("a.png", "b.png", "c.png").contains("\"format\":\"PTS\"");
    assertThat(picture(0).at("/faces/0/points/2/0").asDouble()).isEqualTo(50.25);
  }

  @Test
  void aPictureComesInTheSizeThatIsShown() throws Exception {
    byte[] jpeg =
        client
            .send(
                HttpRequest.newBuilder(address.resolve("view/0?x=20&y=10&w=60&h=80&side=40"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getHeight()).isEqualTo(40);
    byte[] thumb =
        client
            .send(
                HttpRequest.newBuilder(address.resolve("thumb/2")).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    assertThat(ImageIO.read(new ByteArrayInputStream(thumb)).getWidth()).isEqualTo(SmallSet.WIDTH);
  }

  @Test
  void aPartOutsideThePictureIsRefused() throws IOException {
    for (String query :
        List.of(
            "x=100&y=0&w=60&h=80&side=40",
            "x=0&y=0&w=0&h=10&side=40",
            "x=0&y=0&w=10&h=10&side=5",
            "x=0&y=0&w=10&h=10",
            "x=-1&y=0&w=10&h=10&side=40",
            "file=/etc/passwd")) {
      assertThat(status(get("/" + token + "/view/0?" + query, host()))).as(query).isEqualTo(400);
    }
  }

  @Test
  void aWrongTokenIsRefused() throws IOException {
    for (String path :
        List.of(
            "/",
            "/api/set",
            "/x" + token + "/api/set",
            "/" + token.toLowerCase(Locale.ROOT) + "/api/set",
            "/" + token + "x/api/set",
            "//" + token + "/api/set",
            "/" + token)) {
      assertThat(status(get(path, host()))).as(path).isEqualTo(403);
    }
  }

  @Test
  void aNameThatOnlyPointsHereIsRefused() throws IOException {
    for (String name :
        List.of(
            "evil.example:" + port,
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:1",
            "[::1]:" + port,
            "localhost.evil.example:" + port,
            "127.0.0.1:" + port + ".evil.example",
            "")) {
      assertThat(status(get("/" + token + "/api/set", "Host: " + name))).as(name).isEqualTo(403);
    }
    assertThat(status(get("/" + token + "/api/set"))).as("no Host").isIn(400, 403);
    assertThat(status(get("/" + token + "/api/set", host(), "Host: evil.example")))
        .as("two Hosts")
        .isIn(400, 403);
  }

  @Test
  void aPageOfAnotherSiteIsRefused() throws Exception {
    String path = "/" + token + "/api/set";
    assertThat(status(get(path, host(), "Origin: http://evil.example"))).isEqualTo(403);
    assertThat(status(get(path, host(), "Sec-Fetch-Site: cross-site"))).isEqualTo(403);
    assertThat(status(get(path, host(), "Sec-Fetch-Site: same-site"))).isEqualTo(403);
    assertThat(status(get(path, host(), "Sec-Fetch-Site: same-origin"))).isEqualTo(200);
  }

  @Test
  void nobodyWritesFromAnotherOriginOrWithoutOne() throws Exception {
    String revision = picture(0).at("/faces/0/revision").asText();
    String body = body(revision, five(1));
    for (String origin :
        List.of(
            "Origin: http://evil.example\r\n",
            "Origin: null\r\n",
            "Origin: http://127.0.0.1:1\r\n",
            "Origin: https://127.0.0.1:" + port + "\r\n",
            "")) {
      String answer =
          raw(
              "POST /"
                  + token
                  + "/api/face/0/0 HTTP/1.1\r\nConnection: close\r\n"
                  + host()
                  + "\r\n"
                  + origin
                  + "Content-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      assertThat(status(answer)).as(origin).isEqualTo(403);
    }
    assertThat(folder.resolve("set/a.pts")).hasContent(SmallSet.FIVE);
  }

  @Test
  void aFormOfAnotherPageCannotWrite() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve("api/face/0/0"))
                .header("Content-Type", "text/plain")
                .header("Origin", "http://127.0.0.1:" + port)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "%2e%2e%2fsecret.txt",
        "..%5csecret.txt",
        "....//secret.txt",
        "view/../secret.txt",
        "api/picture/0/../../../secret.txt",
        "thumb/0%00.txt",
        "a.png",
        "a.pts",
        "set/a.png",
        "thumb/a.png",
        "thumb/-1",
        "thumb/99",
        "thumb/0/0",
        "thumb/9999999",
        "thumb/00000000000",
        "view/0/1",
        "api/face/0",
        "LabelServer.class",
        "../report/report.css",
        "label.css/x",
        "api",
        "api/",
        "API/SET",
        "main.js%00",
        "/etc/passwd",
        "index.html/../../secret.txt"
      })
  void whatIsNoRouteIsNotThere(String path) throws IOException {
    String answer = get("/" + token + "/" + path, host());
    assertThat(status(answer)).as(path).isIn(400, 403, 404);
    assertThat(answer).doesNotContain("nobody's business");
  }

  @Test
  void otherMethodsAreRefused() throws IOException {
    for (String method : List.of("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "POST")) {
      String answer =
          raw(
              method
                  + " /"
                  + token
                  + "/api/set HTTP/1.1\r\nConnection: close\r\n"
                  + host()
                  + "\r\nOrigin: http://127.0.0.1:"
                  + port
                  + "\r\nContent-Length: 0\r\n\r\n");
      assertThat(status(answer)).as(method).isEqualTo(405);
    }
    assertThat(status(get("/" + token + "/api/face/0/0", host()))).isEqualTo(405);
  }

  @Test
  void aBodyThatIsTooLargeOrNoFaceIsRefused() throws Exception {
    String large = "{\"x\":\"" + "y".repeat(LabelServer.MAX_BODY) + "\"}";
    assertThat(save("api/face/0/0", large).statusCode()).isEqualTo(413);
    String revision = picture(0).at("/faces/0/revision").asText();
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "null",
            "{\"revision\":1,\"points\":[]}",
            body(revision),
            body(revision, "[1,2,\"unknown\"]"),
            body(revision, five(1)).replace("unknown", "nonsense"),
            body(revision, five(1)).replace("unknown", "hidden"),
            body(revision, five(1e300)),
            body(revision, five(1)).replace("70", "\"70\""),
            body(revision, five(1)).replace("70", "NaN"),
            "{\"revision\":\"x\",\"points\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
      assertThat(save("api/face/0/0", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(folder.resolve("set/a.pts")).hasContent(SmallSet.FIVE);
  }

  @Test
  void aChangeIsInTheFileWhenTheAnswerComes() throws Exception {
    String revision = picture(0).at("/faces/0/revision").asText();
    HttpResponse<String> answer = save("api/face/0/0", body(revision, five(33.5)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(folder.resolve("set/a.pts")).hasContent(SmallSet.FIVE.replace("31 41", "34.5 41"));
    assertThat(folder.resolve("set/b.pts")).hasContent(SmallSet.FIVE);
    JsonNode now = JSON.readTree(answer.body());
    assertThat(now.at("/faces/0/revision").asText()).isNotEqualTo(revision);
  }

  @Test
  void theFirstFaceOfAPictureMakesItsFile() throws Exception {
    assertThat(picture(2).path("faces")).isEmpty();
    assertThat(save("api/face/2/0", body("new", five(10))).statusCode()).isEqualTo(200);
    assertThat(folder.resolve("set/c.pts"))
        .hasContent("version: 1\nn_points: 5\n{\n11 41\n71 41\n51.25 61\n36 76\n66 76\n}\n");
  }

  @Test
  void theLaterOfTwoWindowsIsToldWhatTheOtherHasSaved() throws Exception {
    String seen = picture(0).at("/faces/0/revision").asText();
    assertThat(save("api/face/0/0", body(seen, five(1))).statusCode()).isEqualTo(200);
    HttpResponse<String> late = save("api/face/0/0", body(seen, five(2)));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(late.body()).at("/faces/0/points/0/0").asDouble()).isEqualTo(1);
    assertThat(save("api/face/2/0", body("new", five(1))).statusCode()).isEqualTo(200);
    assertThat(save("api/face/2/0", body("new", five(2))).statusCode()).isEqualTo(409);
  }

  @Test
  void anEditorsChangeIsSeenToo() throws Exception {
    String seen = picture(1).at("/faces/0/revision").asText();
    Files.writeString(folder.resolve("set/b.pts"), SmallSet.FIVE.replace("71 41", "72 41"));
    assertThat(save("api/face/1/0", body(seen, five(1))).statusCode()).isEqualTo(409);
  }

  @Test
  void ofManyWindowsThatSaveAtOnceNoChangeIsLost() throws Exception {
    int windows = 8;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(windows);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int w = 0; w < windows; w++) {
        work.add(() -> addOneEach(each));
      }
      for (Future<Integer> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(picture(0).at("/faces/0/points/0/0").asInt()).isEqualTo(30 + windows * each);
  }

  /** Adds 1 to the first point's x, as a window that starts again where it was too late. */
  private int addOneEach(int times) throws Exception {
    int done = 0;
    while (done < times) {
      JsonNode face = picture(0).at("/faces/0");
      double x = face.at("/points/0/0").asDouble();
      if (save("api/face/0/0", body(face.path("revision").asText(), five(x + 1))).statusCode()
          == 200) {
        done++;
      }
    }
    return done;
  }

  @Test
  void onlyThisMachineIsAnswered() throws IOException {
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress own : card.inetAddresses().toList()) {
        if (!own.isLoopbackAddress()) {
          assertThat(isOpen(own)).as(own.toString()).isFalse();
        }
      }
    }
  }

  private boolean isOpen(InetAddress own) {
    try (Socket socket = new Socket(own, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void halfRequestsWithoutTheSecretKeepNobodyFromBeingAnsweredAndAreEnded() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket half = new Socket(InetAddress.getLoopbackAddress(), port);
        halves.add(half);
        half.setSoTimeout(20_000);
        half.getOutputStream().write("GET / HTTP/1.1\r\nHost".getBytes(ISO_8859_1));
        half.getOutputStream().flush();
      }
      assertThat(status(get("/" + token + "/api/set", host()))).isEqualTo(200);
      for (Socket half : halves) {
        assertThat(isEnded(half)).isTrue();
      }
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void whoIsRefusedDoesNotKeepTheServerAwake() throws Exception {
    assertThat(status(get("/" + token + "/api/set", host()))).isEqualTo(200);
    Thread.sleep(200);
    assertThat(status(get("/", host()))).isEqualTo(403);
    assertThat(status(get("/" + token + "/api/set", "Host: evil.example"))).isEqualTo(403);
    assertThat(server.idle()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }
}
