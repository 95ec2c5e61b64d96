package kpnative.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kpnative.image.Channels;
import kpnative.image.Image;

/** A film of {@code src/test/resources/kpnative/video}, where make.sh says what it shows. */
record TestFilm(List<BufferedImage> pictures, List<Double> seconds, Optional<String> damage) {
  static final int FRAMES = 12;
  private static final int[] QUARTERS = {0xC82828, 0x28B43C, 0x283CC8, 0xA0A0A0};

  /** {@return a copy of such a film in a folder} */
  static Path copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes(name));
    return file;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = TestFilm.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** {@return all frames of a film} */
  static TestFilm read(Path file) throws IOException {
    try (FrameSequence frames = FrameSequences.open(file, 25)) {
      return read(frames);
    }
  }

  static TestFilm read(FrameSequence frames) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (var f = frames.next(); f.isPresent(); f = frames.next()) {
      try (Image image = f.get().photo().image(Channels.COLOR)) {
        pictures.add(image.toBufferedImage());
      }
      seconds.add(f.get().seconds());
    }
    return new TestFilm(pictures, seconds, frames.damage());
  }

  /** {@return how far the middles of a frame's quarters are from the true colours at most} */
  int farthestColor(int frame) {
    BufferedImage p = pictures.get(frame);
    int farthest = 0;
    for (int q = 0; q < 4; q++) {
      int x = (q % 2 * 2 + 1) * p.getWidth() / 4;
      int y = q < 2 ? p.getHeight() / 8 : p.getHeight() * 7 / 8;
      for (int shift = 0; shift < 24; shift += 8) {
        int got = p.getRGB(x, y) >> shift & 0xff;
        farthest = Math.max(farthest, Math.abs(got - (QUARTERS[q] >> shift & 0xff)));
      }
    }
    return farthest;
  }

  /** {@return the column of the white square's middle in the middle row} */
  double squareAt(int frame) {
    BufferedImage p = pictures.get(frame);
    double sum = 0;
    double weight = 0;
    for (int x = 0; x < p.getWidth(); x++) {
      int rgb = p.getRGB(x, p.getHeight() / 2);
      int least = Math.min(rgb & 0xff, Math.min(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
      if (least > 205) {
        sum += x;
        weight++;
      }
    }
    return sum / weight;
  }
}
