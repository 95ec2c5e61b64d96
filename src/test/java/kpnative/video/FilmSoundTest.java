package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import kpnative.natives.FilmNatives;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sound of a film goes into another as it is. */
class FilmSoundTest {
  private static final BufferedImage PICTURE =
      new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);

  @TempDir Path folder;

  /** A packet's time in milliseconds, and its bytes, in hexadecimal. */
  private record Part(long time, String bytes) {}

  private static List<Part> sound(Path film) throws IOException {
    FilmNatives.load();
    List<Part> parts = new ArrayList<>();
    AVFormatContext none = avformat.avformat_alloc_context();
    try (FilmSound sound = new FilmSound(film, FilmFormats.Output.MKV)) {
      sound.addTo(none);
      AVStream stream = none.streams(0);
      stream.time_base(avutil.av_make_q(1, 1000));
      sound.until(
          1000,
          stream,
          packet -> {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            parts.add(new Part(packet.pts(), HexFormat.of().formatHex(bytes)));
          });
    } finally {
      avformat.avformat_free_context(none);
    }
    return parts;
  }

  private static void write(Path out, Path film, int frames) throws IOException {
    try (FilmWriter writer = new FilmWriter(out, 25)) {
      writer.copySound(film);
      for (int i = 0; i < frames; i++) {
        writer.add(PICTURE, i / 25.0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"audio.mov, mp4", "audio.mov, mov", "audio.mov, mkv", "sound.mkv, mp4"})
  void itIsCopiedPacketByPacketAtItsTimes(String name, String ending) throws IOException {
    Path film = TestFilm.copy(name, folder);
    List<Part> all = sound(film);
    Path out = folder.resolve("out." + ending);
    write(out, film, 200);

    assertThat(all).hasSizeGreaterThan(5);
    List<Part> copied = sound(out);
    // MP4 leaves out a last packet that is padding alone
    assertThat(copied).hasSizeBetween(all.size() - (ending.equals("mp4") ? 1 : 0), all.size());
    assertThat(bytes(copied)).isEqualTo(bytes(all).subList(0, copied.size()));
    for (int i = 0; i < copied.size(); i++) {
      assertThat(copied.get(i).time()).isBetween(all.get(i).time() - 1, all.get(i).time() + 1);
    }
    assertThat(TestFilm.read(out).pictures()).hasSize(200);
  }

  private static List<String> bytes(List<Part> parts) {
    return parts.stream().map(Part::bytes).toList();
  }

  @Test
  void itEndsWithTheLastFrame() throws IOException {
    Path film = TestFilm.copy("sound.mkv", folder);
    Path out = folder.resolve("out.mkv");
    write(out, film, 25);

    List<Part> copied = sound(out);
    assertThat(copied.get(copied.size() - 1).time()).isBetween(950L, 999L);
    assertThat(bytes(copied)).isEqualTo(bytes(sound(film)).subList(0, copied.size()));
  }

  @ParameterizedTest
  @CsvSource({
    "h264.mp4, mp4, no sound in it to copy: leave out --audio",
    "audio.mov, webm, its sound (aac) cannot be in a film of the kind webm: write .mkv",
  })
  void whatCannotBeCopiedIsOneLineBeforeAnythingIsWritten(String name, String ending, String says)
      throws IOException {
    Path film = TestFilm.copy(name, folder);
    Path out = folder.resolve("out." + ending);

    assertThatThrownBy(() -> write(out, film, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(film + ": " + says)
        .message()
        .hasLineCount(1);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(film);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.9})
  void aCutFilmsSoundIsCopiedAsFarAsItGoes(double part) throws IOException {
    byte[] whole = TestFilm.bytes("sound.mkv");
    Path film = folder.resolve("cut.mkv");
    Files.write(film, Arrays.copyOf(whole, (int) (part * whole.length)));
    Path out = folder.resolve("out.mkv");
    write(out, film, 200);

    assertThat(bytes(sound(out))).isEqualTo(bytes(sound(film)));
  }
}
