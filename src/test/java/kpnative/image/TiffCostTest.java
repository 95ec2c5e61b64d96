package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import kpnative.geometry.Size;
import kpnative.natives.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What decoding a TIFF takes is known from its tags, which don't contradict each other. */
class TiffCostTest {
  @TempDir Path folder;

  @BeforeAll
  static void load() {
    NativeRuntime.loadForDetection();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture"), bytes);
  }

  private void assertRefused(byte[] bytes, String... reasons) throws IOException {
    PictureCostTest.assertRefused(file(bytes), reasons);
  }

  @ParameterizedTest
  @MethodSource("tiffTags")
  void aTiffTagThatIsGivenTwiceOrAsAListIsRefused(int index) throws IOException {
    byte[] tiff =
        EncodedPictures.tiff(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), 1, false);
    ByteBuffer tags = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = tags.getInt(4) + 2;
    byte[] twice = tiff.clone();
    int other = directory + 12 * ((index + 5) % 10); // another tag becomes this one
    System.arraycopy(tiff, directory + 12 * index, twice, other, 12);
    assertRefused(twice, "damaged: a TIFF with tag ", " twice");
    int tag = tags.getShort(directory + 12 * index);
    if (tag == 256 || tag == 257 || tag == 274 || tag == 277 || tag == 278) {
      byte[] list = tiff.clone();
      ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 12 * index + 4, 2);
      assertRefused(list, "damaged: a TIFF whose tag " + tag + " has 2 values");
      byte[] typed = tiff.clone();
      ByteBuffer.wrap(typed)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putShort(directory + 12 * index + 2, (short) 11);
      assertRefused(typed, "damaged: a TIFF whose tag " + tag + " is of type 11");
    }
  }

  static Stream<Integer> tiffTags() {
    return Stream.iterate(0, i -> i < 10, i -> i + 1);
  }

  /** BYTE, SHORT and LONG, as many as stand in the tag and more. */
  @ParameterizedTest
  @CsvSource({"1,2", "1,4", "1,5", "3,2", "3,3", "4,2", "4,3"})
  void ofTheBitsOfATiffsSamplesTheMostCount(int type, int count) throws IOException {
    int bytes = type == 1 ? 1 : type == 3 ? 2 : 4;
    byte[] made =
        EncodedPictures.tiff(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), 1, false);
    byte[] tiff = Arrays.copyOf(made, made.length + count * bytes);
    ByteBuffer tags = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int bits = tags.getInt(4) + 2 + 12 * 2;
    tags.putShort(bits + 2, (short) type).putInt(bits + 4, count).putInt(bits + 8, made.length);
    int first = count * bytes <= 4 ? bits + 8 : made.length;
    for (int i = 0; i < count; i++) {
      tags.put(first + i * bytes, (byte) (i < count - 1 ? 8 : 65));
      for (int high = 1; high < bytes; high++) {
        tags.put(first + i * bytes + high, (byte) 0);
      }
    }
    assertRefused(tiff, "damaged: a TIFF whose tag 258 is 65");
  }

  @Test
  void aTiffTileLargerThanThePictureCostsWhatTheTileDoes() throws IOException {
    byte[] tiff =
        EncodedPictures.tiff(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), 1, false);
    ByteBuffer tags = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = tags.getInt(4) + 2;
    tags.putShort(directory + 12 * 6, (short) 322).putShort(directory + 12 * 6 + 2, (short) 4);
    tags.putInt(directory + 12 * 6 + 8, 60_000); // instead of the orientation
    tags.putShort(directory + 12 * 8, (short) 323).putInt(directory + 12 * 8 + 8, 60_000);
    assertRefused(tiff, "decoding its 48 x 32 pixels would take about");
  }

  @Test
  void furtherPicturesOfATiffAreNotCounted() throws IOException {
    byte[] tiff =
        EncodedPictures.tiff(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), 1, false);
    int directory = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    ByteBuffer.wrap(tiff)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(tiff.length - 4, directory); // a circle
    try (Image image = ImageReader.read(file(tiff), Channels.COLOR)) {
      assertThat(image.size()).isEqualTo(new Size(48, 32));
    }
  }
}
