package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSequencesTest {
  @TempDir Path temp;

  @Test
  void theReaderReadsWhatTheWriterWrites() throws IOException {
    Path file = video(3);
    List<Double> times = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    try (FrameSequence frames = FrameSequences.open(file, 25)) {
      assertThat(frames.rate()).isEqualTo(12.5);
      for (Optional<FrameSequence.Frame> f = frames.next(); f.isPresent(); f = frames.next()) {
        times.add(f.get().seconds());
        widths.add(f.get().photo().size().width());
      }
    }

    assertThat(times).containsExactly(0.0, 0.08, 0.16);
    assertThat(widths).containsExactly(32, 32, 32);
  }

  @Test
  void theFileIsAsLongAsItsHeaderSays() throws IOException {
    byte[] bytes = Files.readAllBytes(video(3));
    int riff = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4);

    assertThat(riff + 8).isEqualTo(bytes.length);
  }

  @Test
  void aFrameThatReachesOverTheEndIsRefused() throws IOException {
    Path file = video(1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 300));

    assertThatThrownBy(() -> FrameSequences.open(file, 25))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": a damaged AVI file at byte 224");
  }

  @Test
  void anotherCodecIsRefusedWithAWayToConvertIt() throws IOException {
    Path file = video(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[112] = 'H'; // the header's codec
    Files.write(file, bytes);

    assertThatThrownBy(() -> FrameSequences.open(file, 25))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'HJPG', not MJPG; turn the video into");
  }

  @Test
  void everyTruncatedFileIsReadOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(video(2));
    Path file = temp.resolve("cut.avi");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      int frames = 0;
      try (FrameSequence sequence = FrameSequences.open(file, 25)) {
        while (sequence.next().isPresent()) {
          frames++;
        }
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
      assertThat(frames).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void framesOfAFolderAreInTheOrderOfTheirNumbers() throws IOException {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (String name : List.of("f10.png", "f9.png", "f0011.png")) {
      ImageIO.write(picture, "png", temp.resolve(name).toFile());
    }
    List<String> names = new ArrayList<>();
    try (FrameSequence frames = FrameSequences.open(temp, 10)) {
      for (Optional<FrameSequence.Frame> f = frames.next(); f.isPresent(); f = frames.next()) {
        names.add(Path.of(f.get().photo().name()).getFileName() + " " + f.get().seconds());
      }
    }

    assertThat(names).containsExactly("f9.png 0.0", "f10.png 0.1", "f0011.png 0.2");
  }

  private Path video(int frames) throws IOException {
    Path file = temp.resolve("clip.avi");
    try (MotionJpegWriter writer = new MotionJpegWriter(file, 12.5)) {
      for (int i = 0; i < frames; i++) {
        BufferedImage frame = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(i, 2, 0xFFFFFF);
        writer.add(frame);
      }
    }
    return file;
  }
}
