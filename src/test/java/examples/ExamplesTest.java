package examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;
import kpnative.network.NetworkSpec;
import kpnative.network.TorchModule;
import kpnative.testing.JavaProcess;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ExamplesTest {
  @TempDir static Path folder;
  private static Path weights = Path.of("");
  private static Path picture = Path.of("");

  /** A network of random weights, and a painted face. */
  @BeforeAll
  static void write() throws IOException {
    NativeThreads.set(1);
    DetectorSpec spec = spec();
    weights = folder.resolve("weights.safetensors");
    try (TorchModule module = new TorchModule(spec.graph(), 7)) {
      SafetensorsFile.write(weights, module.state(), Map.of(DetectorSpec.KEY, spec.toJson()));
    }
    picture = folder.resolve("face.png");
    ImageIO.write(SyntheticFaces.render(0, 7), "png", picture.toFile());
  }

  @Test
  void detectFacePrintsWhatTheDetectorFinds() throws Exception {
    List<String> lines =
        printed(DetectFace.class, arguments("30", "40", "80", "60")).lines().toList();

    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Keypoints found =
          detector.detect(Photo.of(picture), Box.ofPixels(30, 40, 80, 60)).keypoints();
      assertThat(lines).hasSize(68);
      assertThat(lines.get(30))
          .isEqualTo(String.format(Locale.ROOT, "30 %.1f %.1f", found.x(30), found.y(30)));
    }
  }

  @Test
  void findFacesPrintsALineForEachFace() throws Exception {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    String painted = Path.of("examples", "painted-face.jpg").toString();
    List<String> lines = printed(FindFaces.class, new String[] {painted}).lines().toList();

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).matches(Pattern.quote(painted) + " [0-9.]+ [0-9.]+ [01][.][0-9]{2}");
  }

  @Test
  void latencyTellsThePercentilesOfEveryCall() throws Exception {
    String out =
        printed(
            Latency.class,
            arguments(
                "30",
                "40",
                "80",
                "60",
                "--rate",
                "200",
                "--seconds",
                "0.5",
                "--warm-up",
                "0.2",
                "--threads",
                "2"));

    assertThat(out)
        .startsWith("100 calls on 2 threads")
        .containsPattern("from when due +p50 +\\d+\\.\\d+ ms +p99 .* p99\\.9 .* max ")
        .contains("the call alone");
    int counted =
        out.lines()
            .filter(line -> line.endsWith("#"))
            .mapToInt(line -> Integer.parseInt(line.strip().split(" +")[2]))
            .sum();
    assertThat(counted).as("the histogram's calls").isEqualTo(100);
  }

  @Test
  void missingNumbersAreToldWithWhatCame() {
    assertThatThrownBy(() -> DetectFace.main(arguments("30")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 6 arguments")
        .hasMessageContaining("30");
  }

  private static String[] arguments(String... more) {
    String[] all = new String[2 + more.length];
    all[0] = weights.toString();
    all[1] = picture.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }

  private static String printed(Class<?> example, String[] arguments) throws Exception {
    JavaProcess process = JavaProcess.run(List.of(), example, arguments);
    assertThat(process.exit()).as(process.output()).isZero();
    return process.output();
  }

  private static DetectorSpec spec() {
    return new DetectorSpec(
        "1",
        "made",
        KeypointSchema.IBUG68,
        IntStream.range(0, 68).boxed().toList(),
        new InputFormat(16, 16, Channels.GRAY, 0.5, 1),
        new BoxRule(BoxRule.From.POINTS, 1.25),
        new CoordinateCodec(0),
        new NetworkSpec.Cnn(
            List.of(3),
            List.of(3),
            List.of(1),
            List.of(2),
            NetworkSpec.Padding.SAME,
            false,
            List.of()),
        false,
        Collections.nCopies(2 * 68, 0.5));
  }
}
