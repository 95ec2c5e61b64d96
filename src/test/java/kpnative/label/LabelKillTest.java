package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kpnative.keypoints.KeypointSchema;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in a process of its own, which is killed while it saves. */
final class LabelKillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KeypointSchema FIVE = KeypointSchema.ofCount(5);
  private static final int KILLS = 2;
  private static final int LONGEST = 400; // milliseconds of saving before a kill

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Serves a set until it is killed. */
  public static void main(String[] args) throws Exception {
    System.out.println(SmallSet.serve(open(args[0])).address());
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Does something after a while. */
  private record Later(int milliseconds, Runnable work) implements Runnable {
    @Override
    public void run() {
      try {
        Thread.sleep(milliseconds);
        work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static LabelSets.Opened open(String data) throws IOException {
    return LabelSets.open(data, Optional.of(FIVE), Optional.empty(), note -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"pts:", "coco:"})
  void whatWasSavedIsThereAfterAKill(String kind) throws Exception {
    SmallSet.pts(folder);
    String data = kind.equals("pts:") ? kind + folder : kind + folder.resolve("labels.json");
    Random random = new Random(1);
    double saved = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      Process server =
          JavaProcess.of(List.of("-XX:TieredStopAtLevel=1"), LabelKillTest.class, data).start();
      ExecutorService killer = Executors.newSingleThreadExecutor();
      try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
        URI address = URI.create(lines.readLine());
        save(address, saved + 1); // the first, so that there is something to kill
        saved++;
        Runnable end = server::destroyForcibly;
        killer.execute(new Later(random.nextInt(LONGEST), end));
        while (true) {
          save(address, saved + 1);
          saved++;
        }
      } catch (IOException e) {
        assertThat(server.waitFor()).isNotZero();
      } finally {
        killer.shutdownNow();
        server.destroyForcibly();
      }
      // the last answer may have been cut off after the file was written
      LabelStore store = open(data).store();
      assertThat(store.faces(0)).hasSize(1);
      assertThat(store.faces(0).get(0).points().get(0).x()).isBetween(saved, saved + 1);
      saved = store.faces(0).get(0).points().get(0).x();
    }
    assertThat(saved).isGreaterThanOrEqualTo(KILLS - 1); // one at least before each
  }

  /** Saves x of the first picture's first point; returns when the server says that it is saved. */
  private void save(URI address, double x) throws IOException, InterruptedException {
    JsonNode faces =
        JSON.readTree(
                client
                    .send(
                        HttpRequest.newBuilder(address.resolve("api/picture/0")).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .body())
            .path("faces");
    String revision = faces.isEmpty() ? "new" : faces.get(0).path("revision").asText();
    String body =
        "{\"revision\":\""
            + revision
            + "\",\"points\":[["
            + x
            + ",40,\"unknown\"],[70,40,\"unknown\"],[50,60,\"unknown\"],[35,75,\"unknown\"],"
            + "[65,75,\"unknown\"]]}";
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve("api/face/0/0"))
                .header("Content-Type", "application/json")
                .header("Origin", "http://127.0.0.1:" + address.getPort())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
