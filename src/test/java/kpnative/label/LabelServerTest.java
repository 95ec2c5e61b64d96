package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is served and saved. */
final class LabelServerTest extends ServedSet {
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
}
