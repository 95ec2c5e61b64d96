package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python program of docs/formats.md, where Python has OpenCV. */
class PythonSnippetTest {
  private static final Path WEIGHTS =
      Path.of("src/main/resources/kpnative/model/research.safetensors");
  private static final Path PICTURE = Path.of("docs/images/group.png");
  private static final Path PHOTOGRAPHS = Path.of("../shared/data/300w-originals");
  private static final Path ONNX = Path.of("../shared/peers/face_detection_yunet_2023mar.onnx");
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3", "python");
  private static final double MOST = 0.05; // pixels

  @TempDir static Path temp;
  private static String python = "";
  private static Path script = Path.of("");
  private static Path model = Path.of("");

  @BeforeAll
  static void extract() throws IOException, InterruptedException {
    for (String each : PYTHONS) {
      if (python.isEmpty() && run(each, "-c", "import cv2, numpy").isPresent()) {
        python = each;
      }
    }
    Assumptions.assumeFalse(python.isEmpty(), "no Python with OpenCV (python3-opencv)");
    Assumptions.assumeTrue(Files.exists(WEIGHTS), "this build has no model");
    String page = Files.readString(Path.of("docs/formats.md"));
    Matcher block = Pattern.compile("(?s)```python\n(.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    assertThat(block.group(1).lines()).hasSizeLessThanOrEqualTo(25);
    script = Files.writeString(temp.resolve("keypoints.py"), block.group(1));
    model = temp.resolve("face68.onnx");
    CommandRun export =
        CommandRun.of("export", "--weights", WEIGHTS, "--format", "onnx", "--out", model);
    assertThat(export.exit()).as(export.err()).isZero();
  }

  /** Boxes of every shape: small, large, wide, high, and across each edge of the picture. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "90,80,40,40",
        "100.25,60.5,150.125,180.75",
        "7,9,400,120",
        "300,5,60,400",
        "-90.3,-80.7,300.1,260.9",
        "350.6,200.2,700,800",
        "-300,-300,1500,1400"
      })
  void itGivesThePointsOfPredictInEveryBox(String box) throws IOException, InterruptedException {
    assertSame("--box", box, PICTURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfpw", "helen", "afw"})
  void itGivesThePointsOfPredictOnPhotographs(String set) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(PHOTOGRAPHS), PHOTOGRAPHS + " is absent");
    Assumptions.assumeTrue(Files.exists(ONNX), ONNX + " is absent");
    assertSame("--face-detector", ONNX, PHOTOGRAPHS.resolve(set));
  }

  private static void assertSame(Object... arguments) throws IOException, InterruptedException {
    Path list = temp.resolve("found.json");
    Files.deleteIfExists(list);
    List<Object> words = new ArrayList<>(List.of("predict", "--weights", WEIGHTS));
    words.addAll(List.of("--out", temp.resolve("out"), "--json", list));
    words.addAll(List.of(arguments));
    CommandRun predict = CommandRun.of(words.toArray());
    assertThat(predict.exit()).as(predict.err()).isZero();

    String[] lines =
        run(python, script.toString(), model.toString(), list.toString()).orElseThrow().split("\n");
    JsonNode pictures = new ObjectMapper().readTree(list.toFile());
    assertThat(lines).hasSameSizeAs(pictures);
    int faces = 0;
    for (int p = 0; p < lines.length; p++) {
      JsonNode theirs = new ObjectMapper().readTree(lines[p]);
      JsonNode ours = pictures.get(p).get("faces");
      assertThat(theirs).hasSameSizeAs(ours);
      for (int f = 0; f < ours.size(); f++) {
        faces++;
        for (int k = 0; k < 68; k++) {
          JsonNode a = ours.get(f).get("keypoints").get(k);
          JsonNode b = theirs.get(f).get(k);
          double x = a.get(0).asDouble() - b.get(0).asDouble();
          double y = a.get(1).asDouble() - b.get(1).asDouble();
          assertThat(Math.hypot(x, y)).isLessThan(MOST);
        }
      }
    }
    assertThat(faces).isPositive();
  }

  /** {@return what a program prints; empty if it cannot be started or fails} */
  private static Optional<String> run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) { // there is no such program
      return Optional.empty();
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
  }
}
