package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kpnative.natives.NativeRuntime;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoders print no line of their own, which would name no file. */
class DecoderLinesTest {
  private static final int ROUNDS = 150;

  @TempDir Path folder;

  /** Reads damaged pictures of all formats. */
  static final class Damaged {
    private Damaged() {}

    /** Writes into the folder {@code args[0]}. */
    public static void main(String[] args) throws IOException {
      NativeRuntime.loadForDetection();
      Path file = Path.of(args[0], "picture");
      SplittableRandom random = new SplittableRandom(29);
      int read = 0;
      for (Map.Entry<String, byte[]> format : PictureCostTest.formats().entrySet()) {
        boolean jpeg = format.getKey().endsWith("jpg");
        for (int round = 0; round < ROUNDS; round++) {
          byte[] bytes = format.getValue().clone();
          // damage to a JPEG's coded pixels is met only by the decoder, which prints a line about
          // it
          int end = jpeg ? 20 : bytes.length;
          for (int i = 0; i <= round % 4; i++) {
            bytes[random.nextInt(end)] = (byte) random.nextInt(256);
          }
          read += outcome(Files.write(file, bytes));
        }
      }
      String jpeg =
          new String(PictureCostTest.formats().get("jpg"), StandardCharsets.ISO_8859_1)
              .replaceFirst("(?s)^(..)(.*)", "$1garbage between segments$2");
      read += outcome(Files.write(file, jpeg.getBytes(StandardCharsets.ISO_8859_1)));
      System.out.println("read " + (read > 0));
    }

    private static int outcome(Path file) throws IOException {
      try (Image image = ImageReader.read(file, Channels.COLOR)) {
        return image.bytes() > 0 ? 1 : 0;
      } catch (IOException refused) {
        return 0;
      }
    }
  }

  @Test
  void damagedPicturesOfEveryFormatLeaveTheStreamsAlone() throws Exception {
    JavaProcess ended = JavaProcess.run(List.of(), Damaged.class, folder.toString());

    assertThat(ended.output().lines()).containsExactly("read true");
    assertThat(ended.exit()).isZero();
  }
}
