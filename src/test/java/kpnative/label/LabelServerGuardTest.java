package kpnative.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who and what is refused. */
final class LabelServerGuardTest extends ServedSet {
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
