package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finders on a real photograph, if it is present under {@code ../shared}. */
class FaceFinderTest {
  private static final Path ONNX = Path.of("../shared/peers/face_detection_yunet_2023mar.onnx");
  private static final Path PHOTOGRAPH =
      Path.of("../shared/data/300w-originals/lfpw/trainset/image_0230.png");

  /** The bounding box of the annotated keypoints, to a pixel. */
  private static final Box FACE = annotated();

  @TempDir Path temp;

  @Test
  void yunetFindsTheAnnotatedFaceAndItsMarks() throws IOException {
    assumeShared(ONNX);
    try (FaceFinder finder = YuNet.load(ONNX);
        Image picture = ImageReader.read(PHOTOGRAPH, Channels.COLOR)) {
      FaceCandidate face = finder.find(picture).get(0);

      assertThat(face.box().overlap(FACE)).isGreaterThan(0.7);
      assertThat(face.marks().get(0).x()).isLessThan(face.marks().get(1).x());
      assertThat(face.score()).isBetween(0.6, 1.0);
    }
  }

  @Test
  void theCascadesFindTheAnnotatedFace() throws IOException {
    assumeShared(PHOTOGRAPH);
    try (FaceFinder finder = new CascadeFinder();
        Image picture = ImageReader.read(PHOTOGRAPH, Channels.COLOR)) {
      assertThat(finder.find(picture)).anyMatch(face -> face.box().overlap(FACE) > 0.6);
    }
  }

  @Test
  void aTruncatedOnnxFileIsRejectedInOneLine() throws IOException {
    assumeShared(ONNX);
    byte[] whole = Files.readAllBytes(ONNX);
    for (int length : new int[] {0, 1, 100, 50_000, whole.length - 1}) {
      Path cut = Files.write(temp.resolve("cut.onnx"), Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> YuNet.load(cut))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(cut.toString())
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void aNetworkWithOtherOutputsIsRefused() throws IOException {
    byte[] name = "scores".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream output = field(1, name); // the output's name
    ByteArrayOutputStream graph = field(12, output.toByteArray());
    Path file = temp.resolve("other.onnx");
    Files.write(file, field(7, graph.toByteArray()).toByteArray());

    assertThatThrownBy(() -> YuNet.load(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": not YuNet: expected an output cls_8, got 1 others");
  }

  private static ByteArrayOutputStream field(int number, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(number << 3 | 2);
    bytes.write(content.length);
    bytes.writeBytes(content);
    return bytes;
  }

  private static Box annotated() {
    Path points = Path.of(PHOTOGRAPH.toString().replace(".png", ".pts"));
    if (!Files.exists(points)) {
      return new Box(0, 0, 1, 1);
    }
    try {
      List<double[]> all =
          Files.readAllLines(points).stream()
              .filter(line -> line.matches("[-0-9.]+ [-0-9.]+\\s*"))
              .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble))
              .map(numbers -> numbers.map(n -> n - 1).toArray()) // the format counts from 1
              .toList();
      return new Box(
          all.stream().mapToDouble(p -> p[0]).min().orElseThrow(),
          all.stream().mapToDouble(p -> p[1]).min().orElseThrow(),
          all.stream().mapToDouble(p -> p[0]).max().orElseThrow(),
          all.stream().mapToDouble(p -> p[1]).max().orElseThrow());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assumeShared(Path file) {
    Assumptions.assumeTrue(Files.exists(file), file + " is absent: nothing to find faces with");
  }
}
