package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderDamageTest {
  @TempDir Path folder;

  @BeforeAll
  static void load() {
    NativeRuntime.load();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture"), bytes);
  }

  private static byte[] sample(String format) {
    return EncodedPictures.encode(
        EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 12, 8), format);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> ImageReader.read(file, Channels.GRAY).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("absent.png"), "no such file");
  }

  @Test
  void aFolderIsNoPicture() {
    assertRefused(folder, "a folder");
  }

  @Test
  void anEmptyFileIsNoPicture() throws IOException {
    assertRefused(file(new byte[0]), "empty file");
  }

  @Test
  void textIsNoPicture() throws IOException {
    assertRefused(file("version: 1\n".getBytes(StandardCharsets.UTF_8)), "not a picture");
  }

  @Test
  void aHugeFileIsNotReadIntoMemory() throws IOException {
    Path sparse = folder.resolve("sparse.bmp");
    try (RandomAccessFile f = new RandomAccessFile(sparse.toFile(), "rw")) {
      f.setLength(ImageLimits.MAX_FILE_BYTES + 1);
    }
    assertRefused(sparse, "expected a picture file of at most 536870912 bytes, got 536870913");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif"})
  void everyTruncationIsDetected(String format) throws IOException {
    byte[] bytes = sample(format);
    int end =
        format.equals("gif") ? bytes.length - 1 : bytes.length; // a GIF's last byte is not needed
    for (int length = 1; length < end; length++) {
      Path cut = file(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ImageReader.read(cut, Channels.COLOR).close())
          .as(length + " of " + bytes.length + " bytes")
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".tiff", ".webp", ".ppm", ".sr"})
  void everyTruncationGivesAPictureOrAnError(String extension) throws IOException {
    byte[] bytes;
    try (Image image =
        Image.of(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), Channels.COLOR)) {
      bytes = EncodedPictures.encode(image.mat(), extension);
    }
    int read = 0;
    for (int length = 1; length < bytes.length; length += 1 + length / 100) {
      read += outcome(Arrays.copyOf(bytes, length));
    }
    assertThat(read).as("truncated files that were read, " + extension).isZero();
  }

  @Test
  void aTiffWithPixelsBeyondItsEndIsRejected() throws IOException {
    BufferedImage picture = EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 12, 8);
    byte[] bytes = EncodedPictures.tiff(picture, 1, false);
    int directory = 8 + 12 * 8 * 3 + 2;
    ByteBuffer tags = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    tags.putInt(directory + 12 + 8, 80); // rows
    tags.putInt(directory + 8 * 12 + 8, 80); // rows of the strip
    tags.putInt(directory + 9 * 12 + 8, 12 * 80 * 3); // bytes of the strip
    assertRefused(file(bytes), "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif", "tiff"})
  void noChangedByteCrashesTheReader(String format) throws IOException {
    byte[] bytes = sample(format);
    SplittableRandom random = new SplittableRandom(11);
    int read = 0;
    for (int round = 0; round < 150; round++) {
      byte[] changed = bytes.clone();
      for (int i = 0; i < 4; i++) {
        int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length);
        changed[at] = (byte) random.nextInt(256);
      }
      read += outcome(changed);
    }
    assertThat(read).as("modified files that were read").isLessThan(150);
  }

  /** {@return 1 for a picture, 0 for an IOException} Anything else fails the test. */
  private int outcome(byte[] bytes) throws IOException {
    try (Image image = ImageReader.read(file(bytes), Channels.COLOR)) {
      return image.bytes() > 0 ? 1 : 0;
    } catch (IOException refused) {
      assertThat(refused).hasMessageStartingWith(folder.toString());
      return 0;
    }
  }

  @Test
  void aHugeSizeIsRejectedBeforeMemoryIsAllocated() throws IOException {
    byte[] png = sample("png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    assertRefused(file(png), "60000 x 60000 pixels; at most 65500 per side and 300000000 in total");
    byte[] jpeg = sample("jpg");
    int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    assertRefused(file(jpeg), "65000 x 65000");
    byte[] bmp = sample("bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 2_000_000_000);
    assertRefused(file(bmp), "2000000000 x 8");
    byte[] gif = sample("gif");
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putInt(6, -1);
    assertRefused(file(gif), "65535 x 65535");
    assertRefused(
        file("P6 99999 99999 255\n".getBytes(StandardCharsets.US_ASCII)), "99999 x 99999");
    assertRefused(file("P5 0 7 255\n".getBytes(StandardCharsets.US_ASCII)), "0 x 7");
  }

  @Test
  void errorsLeaveNoNativeObjectBehind() throws IOException {
    byte[] bytes = sample("jpg");
    Path cut = file(Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(cut, "end marker");
    long before = NativeMemory.objects();
    for (int i = 0; i < 200; i++) {
      assertRefused(cut, "end marker");
    }
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private static int indexOf(byte[] bytes, byte first, byte second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == first && bytes[i + 1] == second) {
        return i;
      }
    }
    throw new AssertionError("marker not found");
  }
}
