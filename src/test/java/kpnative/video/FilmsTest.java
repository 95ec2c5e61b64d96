package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films that ffmpeg made, one of each codec and trap, go in and out. */
class FilmsTest {
  private static final List<Double> STEADY =
      IntStream.range(0, TestFilm.FRAMES).mapToObj(i -> i / 25.0).toList();
  private static final List<Double> VARYING =
      List.of(0.0, 0.04, 0.08, 0.12, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "h264.mp4, 96, 64, mp4",
    "hevc-10-bits.mp4, 96, 64, webm",
    "vp8.webm, 96, 64, mkv",
    "vp9.webm, 96, 64, mp4",
    "av1.mkv, 96, 64, mov",
    "mpeg4.avi, 96, 64, mp4",
    "mjpeg.avi, 96, 64, webm",
    "mpeg2.ts, 96, 64, avi",
    "audio.mov, 96, 64, mp4",
    "late.mkv, 96, 64, mkv",
    "sound.mkv, 96, 64, mp4",
    "fields.ts, 96, 64, mp4",
    "odd.mp4, 95, 63, webm",
    "varying.mkv, 96, 64, mp4",
    "turned.mp4, 64, 96, mp4",
  })
  void aFilmGoesInAndOut(String name, int width, int height, String ending) throws IOException {
    TestFilm film = TestFilm.read(TestFilm.copy(name, folder));
    assertShows(film, name, width, height);
    Path out = folder.resolve("out." + ending);
    write(film, out);
    assertShows(TestFilm.read(out), name, width, height);
  }

  private static void assertShows(TestFilm film, String name, int width, int height) {
    assertThat(film.damage()).isEmpty();
    assertThat(film.pictures()).hasSize(TestFilm.FRAMES);
    List<Double> times = name.startsWith("varying") ? VARYING : STEADY;
    for (int i = 0; i < TestFilm.FRAMES; i++) {
      assertThat(film.seconds().get(i))
          .as("time of frame %d", i)
          .isCloseTo(times.get(i), within(0.0011));
      BufferedImage picture = film.pictures().get(i);
      assertThat(picture.getWidth()).isEqualTo(width);
      assertThat(picture.getHeight()).isEqualTo(height);
      if (!name.startsWith("turned")) {
        assertThat(film.farthestColor(i)).as("colours of frame %d", i).isLessThan(16);
        assertThat(film.squareAt(i))
            .as("square of frame %d", i)
            .isCloseTo(8 * i + 3.5, within(2.0));
      }
    }
  }

  @Test
  void aTurnedFilmIsUpright() throws IOException {
    TestFilm stored = TestFilm.read(TestFilm.copy("h264.mp4", folder));
    TestFilm shown = TestFilm.read(TestFilm.copy("turned.mp4", folder));

    for (int i = 0; i < TestFilm.FRAMES; i++) {
      BufferedImage from = stored.pictures().get(i);
      BufferedImage to = shown.pictures().get(i);
      for (int y = 0; y < from.getHeight(); y++) {
        for (int x = 0; x < from.getWidth(); x++) {
          // what ffmpeg's rotate=90 says: counterclockwise
          assertThat(to.getRGB(y, from.getWidth() - 1 - x)).isEqualTo(from.getRGB(x, y));
        }
      }
    }
  }

  private static void write(TestFilm film, Path out) throws IOException {
    try (FilmWriter writer = new FilmWriter(out, 25)) {
      for (int i = 0; i < film.pictures().size(); i++) {
        writer.add(film.pictures().get(i), film.seconds().get(i));
      }
    }
  }
}
