package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One picture or annotation of many cannot be used: it is one line with its name, and is counted;
 * the exit code is 1, and the others are done.
 */
class OneBadPictureTest {
  private static final int GOOD = 10;

  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void annotate() throws IOException {
    data = temp.resolve("data");
    Annotations.faces(data, "good", GOOD, 68);
  }

  /** What is wrong with a picture, or with its annotation. */
  enum Fault {
    TRUNCATED("bad.png"),
    TEXT("bad.png"),
    EMPTY("bad.png"),
    UNREADABLE_PIXELS("bad.png"),
    HUGE("bad.png"),
    FOLDER("bad.pts"),
    ANNOTATION("bad.pts");

    private final String named;

    Fault(String named) {
      this.named = named;
    }

    void make(Path data) throws IOException {
      Annotations.faces(data, "x", 1, 68);
      Path picture = Files.move(data.resolve("x0.png"), data.resolve("bad.png"));
      Path annotation = Files.move(data.resolve("x0.pts"), data.resolve("bad.pts"));
      byte[] png = Files.readAllBytes(picture);
      switch (this) {
        case TRUNCATED -> Files.write(picture, Arrays.copyOf(png, png.length / 2));
        case TEXT -> Files.writeString(picture, "no picture\n");
        case EMPTY -> Files.write(picture, new byte[0]);
        case UNREADABLE_PIXELS -> {
          Arrays.fill(png, 45, png.length - 20, (byte) 0x5a); // within the compressed pixels
          Files.write(picture, png);
        }
        case HUGE -> {
          Arrays.fill(png, 16, 24, (byte) 0x7f); // width and height
          Files.write(picture, png);
        }
        case FOLDER -> {
          Files.delete(picture);
          Files.createDirectory(picture);
        }
        case ANNOTATION -> Files.writeString(annotation, "version: 1\nn_points: 68\n{\n1 2\n}\n");
      }
    }
  }

  static Stream<Arguments> cases() {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("evaluate", List.of());
    commands.put("doctor", List.of());
    commands.put("cache", List.of());
    commands.put("calibrate", List.of("--split=all", "--out=OUT.safetensors"));
    commands.put("quantize", List.of("--faces=3", "--out=OUT.safetensors"));
    commands.put(
        "bench", List.of("--threads=1", "--seconds=0.2", "--quiet", "--json=OUT.safetensors"));
    commands.put("heatmaps", List.of("--count=99", "--out=OUT"));
    commands.put("suggest", List.of("--out=OUT.safetensors"));
    commands.put("preview", List.of("--count=40", "--out=OUT.png"));
    return commands.entrySet().stream()
        .flatMap(
            c -> Stream.of(Fault.values()).map(f -> Arguments.of(c.getKey(), c.getValue(), f)));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("cases")
  void theOthersAreDone(String command, List<String> options, Fault fault) throws IOException {
    fault.make(data);
    Path out = temp.resolve("out");
    List<Object> words = new ArrayList<>(List.of(command, "--data=pts:" + data));
    if (List.of("calibrate", "quantize").contains(command)) {
      words.add("--weights=" + model(temp.resolve("model.safetensors")));
    }
    options.forEach(option -> words.add(option.replace("OUT", out.toString())));

    CommandRun run = CommandRun.of(words.toArray());

    String all = run.out() + run.err();
    assertThat(run.exit()).as(all).isEqualTo(ExitCode.FAILED);
    assertThat(all.lines().filter(line -> line.contains(fault.named) && !line.contains("/x")))
        .as(all)
        .isNotEmpty();
    assertThat(all).doesNotContain("\tat ").doesNotContain("Exception");
    switch (command) {
      case "evaluate" -> assertThat(run.out()).containsPattern("\nn +" + GOOD + " ");
      case "doctor" ->
          assertThat(run.out()).containsPattern("(annotations|pictures) that cannot be read +1\n");
      case "cache" -> assertThat(run.out()).contains(": " + GOOD + " of ");
      case "heatmaps" -> assertThat(out.toFile().list()).hasSize(GOOD);
      case "preview" -> assertThat(temp.resolve("out.png")).exists();
      default -> assertThat(temp.resolve("out.safetensors")).exists();
    }
    if (!command.equals("doctor")) {
      assertThat(run.err()).contains("kp-native: left out 1 face or file, named above");
      assertThat(run.err().lines().filter(line -> line.startsWith("kp-native: left out: ")))
          .as(all)
          .hasSize(1);
    }
  }

  @Test
  void pathsWithoutPicturesAreLeftOutByHeatmaps() throws IOException {
    Path absent = temp.resolve("absent.png");
    Path empty = Files.createDirectory(temp.resolve("empty"));
    Path out = temp.resolve("out");

    CommandRun run =
        CommandRun.of(
            "heatmaps",
            absent,
            data.resolve("good0.png"),
            empty,
            data.resolve("good1.png"),
            "--quiet",
            "--out",
            out);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines().filter(line -> line.startsWith("kp-native: left out: ")))
        .satisfiesExactly(
            line -> assertThat(line).contains(absent.toString()),
            line -> assertThat(line).contains(empty.toString()));
    assertThat(out.toFile().list()).hasSize(2);
  }

  /** Writes the built-in model to {@code file}; {@return that} */
  static Path model(Path file) throws IOException {
    DetectorFile model = BuiltInModel.ofJar().read();
    SafetensorsFile.write(file, model.tensors(), model.metadata());
    return file;
  }
}
