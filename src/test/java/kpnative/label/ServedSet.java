package kpnative.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of five points on three pictures, and requests to it over real connections. */
abstract class ServedSet {
  static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  final HttpClient client = HttpClient.newHttpClient();
  LabelServer server;
  URI address;
  int port;
  String token;

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
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  String get(String path, String... headers) throws IOException {
    return raw(
        "GET "
            + path
            + " HTTP/1.1\r\nConnection: close\r\n"
            + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
            + "\r\n");
  }

  String host() {
    return "Host: 127.0.0.1:" + port;
  }

  static int status(String answer) {
    return Integer.parseInt(answer.split(" ")[1]);
  }

  HttpResponse<String> save(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .header("Origin", "http://127.0.0.1:" + port)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode picture(int n) throws Exception {
    return JSON.readTree(
        client
            .send(
                HttpRequest.newBuilder(address.resolve("api/picture/" + n)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  static String body(String revision, String... points) {
    return "{\"revision\":\"" + revision + "\",\"points\":[" + String.join(",", points) + "]}";
  }

  static String[] five(double firstX) {
    return new String[] {
      "[" + firstX + ",40,\"unknown\"]",
      "[70,40,\"unknown\"]",
      "[50.25,60,\"unknown\"]",
      "[35,75,\"unknown\"]",
      "[65,75,\"unknown\"]"
    };
  }
}
