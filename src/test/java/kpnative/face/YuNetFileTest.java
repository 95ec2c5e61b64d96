package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches OpenCV of a face detector's file. */
class YuNetFileTest {
  private static final Path ONNX = Path.of("../shared/peers/face_detection_yunet_2023mar.onnx");
  private static final Path PHOTOGRAPH =
      Path.of("../shared/data/300w-originals/lfpw/trainset/image_0230.png");
  private static final long SEED = 5;

  @TempDir Path temp;

  @Test
  @OwnProcess(options = "-Dmutants=1500")
  void noMutantOfASmallNetworkEndsTheProcess() throws IOException {
    loadMutants(MadeOnnx.bytes());
  }

  @Test
  @OwnProcess(options = "-Dmutants=300")
  void noMutantOfThePublishedNetworkEndsTheProcess() throws IOException {
    assumeTrue(Files.exists(ONNX), "no YuNet under ../shared");
    loadMutants(Files.readAllBytes(ONNX));
  }

  /** Loads each file of one, two or nine changed bytes; those that load also run. */
  private void loadMutants(byte[] whole) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Integer> structure = structure(whole);
    int loaded = 0;
    int refused = 0;
    for (int m = Integer.getInteger("mutants"); m > 0; m--) {
      byte[] mutant = whole.clone();
      for (int n = new int[] {1, 2, 9}[random.nextInt(3)]; n > 0; n--) {
        // weights are most of a file, and the least dangerous part
        int at = structure.get(random.nextInt(structure.size()));
        mutant[at] = (byte) random.nextInt(256);
      }
      Path file = Files.write(temp.resolve("mutant.onnx"), mutant);
      try {
        YuNet.load(file).close();
        loaded++;
      } catch (IOException e) {
        assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(loaded).isPositive();
    assertThat(refused).isPositive();
  }

  /** The bytes in which a change of any bit is more than a change of a finite weight. */
  private static List<Integer> structure(byte[] whole) throws IOException {
    byte[] without = whole.clone();
    OnnxModel model = OnnxModel.read(whole, "whole");
    for (OnnxModel.Tensor tensor : model.tensors().values()) {
      int at = tensor.bytes().length < 64 ? -1 : indexOf(whole, tensor.bytes());
      for (int i = 0; at >= 0 && i < tensor.bytes().length; i++) {
        without[at + i] = (byte) (whole[at + i] ^ 1);
      }
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == without[i] || i % 50 == 0) {
        places.add(i);
      }
    }
    return places;
  }

  private static int indexOf(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  @Test
  void writtenAnewItIsTheSameNetwork() throws IOException {
    byte[] written = YuNetFile.checked(MadeOnnx.bytes(), "made", YuNet.outputs());

    assertThat(YuNetFile.checked(written, "written", YuNet.outputs())).hasSize(written.length);
    assertThat(OnnxModel.read(written, "written").nodes())
        .extracting(OnnxModel.Node::op)
        .isEqualTo(
            OnnxModel.read(MadeOnnx.bytes(), "made").nodes().stream()
                .map(OnnxModel.Node::op)
                .toList());
  }

  @Test
  void thePublishedNetworkFindsWhatItFoundBefore() throws IOException {
    assumeTrue(Files.exists(ONNX) && Files.exists(PHOTOGRAPH), "no YuNet under ../shared");
    try (YuNet finder = YuNet.load(ONNX);
        Image picture = ImageReader.read(PHOTOGRAPH, Channels.COLOR)) {
      FaceCandidate face = finder.find(picture).get(0);
      // as OpenCV read the file itself, at 9ae7cac
      assertThat(face.score()).isCloseTo(SCORE, within(1e-6));
    }
  }

  private static final double SCORE = 0.9468774360249305;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sigmoid | Softmax | one of [Add, Conv",
        "kernel_shape | kernel_shap_ | no attribute 'kernel_shap_'",
        "nearest | neerest | rows and columns repeated twice",
        "up16 | xx16 | input 1 to be computed before it",
        "cls_8_s | cls_8_x | input 1 to be a tensor in the file"
      })
  void aChangedWordIsNamed(String from, String to, String said) {
    byte[] changed =
        new String(MadeOnnx.bytes(), StandardCharsets.ISO_8859_1)
            .replaceFirst(from.strip(), to.strip())
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> YuNetFile.checked(changed, "made.onnx", YuNet.outputs()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("made.onnx: ")
        .hasMessageContaining(said.strip());
  }

  @Test
  void aWeightThatIsNotANumberIsNamed() {
    byte[] changed = MadeOnnx.bytes();
    byte[] scales = {0, 0, (byte) 0x80, 0x3f, 0, 0, (byte) 0x80, 0x3f}; // 1, 1
    int at = indexOf(changed, scales);
    changed[at + 3] = 0x7f;

    assertThatThrownBy(() -> YuNetFile.checked(changed, "made.onnx", YuNet.outputs()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tensor 'scales' of finite numbers");
  }

  @Test
  void everyCutIsRefusedInOneLine() {
    byte[] whole = MadeOnnx.bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> YuNetFile.checked(cut, "cut.onnx", YuNet.outputs()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cut.onnx: ")
          .message()
          .doesNotContain("\n");
    }
  }
}
