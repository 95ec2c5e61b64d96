package kpnative.video;

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
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An AVI file is read to its last frame and no further, whatever follows or its lengths say. */
class HostileAviTest {
  private static final int RIFF_LENGTH = 4;
  private static final int MOVI = 212; // see MotionJpegWriter
  private static final int FIRST_FRAME = 224;

  @TempDir Path folder;

  private byte[] film() throws IOException {
    Path file = folder.resolve("film.avi");
    try (MotionJpegWriter out = new MotionJpegWriter(file, 10)) {
      for (int i = 0; i < 3; i++) {
        out.add(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB));
      }
    }
    return Files.readAllBytes(file);
  }

  private Path changed(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("changed.avi"), bytes);
  }

  private static int frames(Path file) throws IOException {
    int n = 0;
    try (FrameSequence frames = FrameSequences.open(file, 25)) {
      while (frames.next().isPresent()) {
        n++;
      }
    }
    return n;
  }

  private static void put(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }

  @Test
  void aTerabyteOfZerosBehindTheIndexIsNotRead() throws IOException {
    Path file = changed(film());
    try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "rw")) {
      tail.setLength(1L << 40); // sparse
    }

    assertThat(frames(file)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 11, 12, 13})
  void aFewBytesBehindTheEndChangeNothing(int bytes) throws IOException {
    for (String behind : List.of("\0".repeat(16), "RIFF\1\0\0\0AVIXmore")) {
      byte[] film = film();
      byte[] longer = Arrays.copyOf(film, film.length + bytes);
      byte[] tail = behind.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(tail, 0, longer, film.length, bytes);

      assertThat(frames(changed(longer))).isEqualTo(3);
    }
  }

  @Test
  void zerosAfterFramesOfARecordingThatWasCutOffAreItsEnd() throws IOException {
    byte[] film = film();
    put(film, RIFF_LENGTH, 0);
    put(film, MOVI + 4, 0);
    Path file = changed(film);
    try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "rw")) {
      tail.setLength(1L << 40);
    }

    assertThat(frames(file)).isEqualTo(3);
  }

  @Test
  void whateverLengthsSayTheReaderComesToAnEnd() throws IOException {
    byte[] film = film();
    for (int length : new int[] {0, 1, 4, 100, 0x7fff_ffff, 0x8000_0000, -9, -1}) {
      for (int at : new int[] {RIFF_LENGTH, 16, 28, 104, MOVI + 4, film.length - 52}) {
        byte[] changed = film.clone();
        put(changed, at, length);
        assertEnds(changed);
      }
    }
  }

  @Test
  void framesBeyondTheLengthThatRiffGivesAreRead() throws IOException {
    byte[] film = film();
    byte[] longer = longer(film);
    for (int length = 4; length < film.length - 8; length += 2) {
      put(film, RIFF_LENGTH, length);
      assertThat(frames(changed(film))).isEqualTo(3);
      put(longer, RIFF_LENGTH, length);
      assertThat(frames(changed(longer))).isEqualTo(6);
    }
  }

  @Test
  void framesOfTheSecondRiffAreReadWhateverLengthItGives() throws IOException {
    byte[] film = film();
    byte[] longer = longer(film);
    assertThat(frames(changed(longer))).isEqualTo(6);
    for (int length : new int[] {0, 4, 100, -1}) {
      put(longer, film.length + RIFF_LENGTH, length);
      assertThat(frames(changed(longer))).isEqualTo(6);
    }
  }

  /** {@return a film and its frames once more, in a RIFF of the type AVIX, as OpenDML has them} */
  private static byte[] longer(byte[] film) {
    byte[] longer = Arrays.copyOf(film, film.length + 12 + film.length - MOVI);
    byte[] head = "RIFF....AVIX".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, longer, film.length, head.length);
    put(longer, film.length + RIFF_LENGTH, 4 + film.length - MOVI);
    System.arraycopy(film, MOVI, longer, film.length + 12, film.length - MOVI);
    return longer;
  }

  @Test
  void aFrameLongerThanTheFileIsAnError() throws IOException {
    byte[] film = film();
    put(film, FIRST_FRAME + 4, 1 << 20);
    Path file = changed(film);

    assertThatThrownBy(() -> frames(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": a damaged AVI file at byte 224: a frame of 1048576 bytes");
  }

  @Test
  void anIndexThatLiesChangesNothing() throws IOException {
    byte[] film = film();
    Arrays.fill(film, film.length - 48, film.length, (byte) 0xff);

    assertThat(frames(changed(film))).isEqualTo(3);
  }

  @Test
  void listsWithinListsWithoutEndAreRead() throws IOException {
    byte[] lists = new byte[12 * 100_000];
    for (int at = 0; at < lists.length; at += 12) {
      System.arraycopy("LIST".getBytes(StandardCharsets.US_ASCII), 0, lists, at, 4);
      put(lists, at + 4, -1);
      System.arraycopy("movi".getBytes(StandardCharsets.US_ASCII), 0, lists, at + 8, 4);
    }
    byte[] film = film();
    byte[] all = Arrays.copyOf(film, MOVI + lists.length);
    System.arraycopy(lists, 0, all, MOVI, lists.length);
    put(all, RIFF_LENGTH, 0);
    assertEnds(all);
  }

  @Test
  void noChangedByteKeepsTheReaderBusy() throws IOException {
    byte[] film = film();
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      byte[] changed = film.clone();
      for (int i = 0; i < 4; i++) {
        changed[random.nextInt(FIRST_FRAME + 16)] = (byte) random.nextInt(256);
      }
      assertEnds(changed);
    }
  }

  private void assertEnds(byte[] bytes) throws IOException {
    Path file = changed(bytes);
    try {
      assertThat(frames(file)).isBetween(0, 3);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
    }
  }
}
