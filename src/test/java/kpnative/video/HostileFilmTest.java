package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.image.ImageLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut, damaged and malicious films: readable frames are used, and nothing else is opened. */
class HostileFilmTest {
  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpeg2.ts", "vp8.webm", "av1.mkv", "mjpeg.avi", "varying.mkv"})
  void theFramesBeforeACutAreUsed(String name) throws IOException {
    byte[] whole = TestFilm.bytes(name);
    TestFilm film = TestFilm.read(file(name, Arrays.copyOf(whole, whole.length * 9 / 10)));

    assertThat(film.pictures()).hasSizeBetween(3, TestFilm.FRAMES - 1);
    for (int i = 0; i < 3; i++) {
      assertThat(film.farthestColor(i)).isLessThan(16);
    }
  }

  @Test
  void aFilmThatBreaksOffSaysSo() throws IOException {
    byte[] whole = TestFilm.bytes("varying.mkv");
    Path file = file("cut.mkv", Arrays.copyOf(whole, whole.length * 9 / 10));

    assertThat(TestFilm.read(file).damage().orElseThrow())
        .matches(
            "(?s).*cut.mkv: cut off: it ends after \\d+\\.\\d{3} s, and says that it has"
                + " 2\\d\\.\\d{3} s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"varying.mkv", "sound.mkv"})
  void aFilmThatBreaksOffBeforeItsFirstFrameSaysSo(String name) throws IOException {
    byte[] whole = TestFilm.bytes(name);
    int cluster = 0; // whose bytes are 1F 43 B6 75
    while (whole[cluster] != 0x1f || whole[cluster + 1] != 0x43) {
      cluster++;
    }
    Path file = file("cut.mkv", Arrays.copyOf(whole, cluster + 60));
    TestFilm read = TestFilm.read(file);

    assertThat(read.pictures()).isEmpty();
    assertThat(read.damage().orElseThrow()).startsWith(file + ": ").hasLineCount(1);
  }

  @Test
  void whatIsDamagedIsPassedOverAndSaidInALine() throws IOException {
    byte[] film = TestFilm.bytes("h264.mp4");
    int data = new String(film, StandardCharsets.ISO_8859_1).indexOf("mdat");
    Arrays.fill(film, data + 960, data + 1160, (byte) 0xff);
    Path file = file("damaged.mp4", film);
    TestFilm read = TestFilm.read(file);

    assertThat(read.pictures()).hasSizeBetween(3, TestFilm.FRAMES);
    assertThat(read.damage().orElseThrow())
        .startsWith(file + ": damaged or cut off: ")
        .hasLineCount(1);
  }

  @Test
  void aFilmWithoutItsIndexIsRefusedInALine() throws IOException {
    byte[] whole = TestFilm.bytes("h264.mp4"); // whose index is at the end
    Path file = file("cut.mp4", Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> TestFilm.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": not a film that can be read, or cut off before its index")
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 2000})
  void everyCutEndsInALine(int step) throws IOException {
    for (String name : new String[] {"h264.mp4", "vp9.webm", "mpeg2.ts", "mjpeg.avi"}) {
      byte[] whole = TestFilm.bytes(name);
      int last = step == 1 ? 100 : whole.length;
      for (int length = 0; length < last; length += step) {
        Path file = file("cut-" + name, Arrays.copyOf(whole, length));
        try {
          assertThat(TestFilm.read(file).pictures()).hasSizeLessThanOrEqualTo(TestFilm.FRAMES);
        } catch (IOException e) {
          assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        }
      }
    }
  }

  @Test
  void noChangedByteEndsTheProcess() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (String name : new String[] {"h264.mp4", "hevc-10-bits.mp4", "vp9.webm", "mpeg4.avi"}) {
      byte[] film = TestFilm.bytes(name);
      for (int round = 0; round < 60; round++) {
        byte[] changed = film.clone();
        for (int i = 0; i < 4; i++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        Path file = file("changed-" + name, changed);
        try {
          assertThat(TestFilm.read(file).pictures()).hasSizeLessThan(100);
        } catch (IOException e) {
          assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        }
      }
    }
  }

  /** Playlists and descriptions that lead FFmpeg, where it is allowed, to files and addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nSECRET\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXTINF:1,\nconcat:SECRET|SECRET\n",
        "ffconcat version 1.0\nfile SECRET\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period>"
            + "<BaseURL>SECRET</BaseURL></Period></MPD>"
      })
  void aFileThatLeadsToOthersIsNoFilm(String text) throws IOException {
    Path secret = TestFilm.copy("h264.mp4", folder);
    for (String ending : new String[] {"m3u8", "mp4", "sdp", "mpd", "avi"}) {
      Path file =
          file(
              "list." + ending,
              text.replace("SECRET", secret.toString()).getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> TestFilm.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void framesThatWouldTakeTooMuchMemoryAreRefusedBeforeTheyAreDecoded() throws IOException {
    String before = System.getProperty(ImageLimits.MAX_DECODING_BYTES_PROPERTY);
    System.setProperty(ImageLimits.MAX_DECODING_BYTES_PROPERTY, "100000");
    try {
      Path file = TestFilm.copy("h264.mp4", folder);
      assertThatThrownBy(() -> TestFilm.read(file))
          .isInstanceOf(IOException.class)
          .hasMessage(
              file
                  + ": 96 x 64 pixels a frame, more than the allowed 3571;"
                  + " -Dkpnative.image.maxBytes=BYTES allows more");
    } finally {
      if (before == null) {
        System.clearProperty(ImageLimits.MAX_DECODING_BYTES_PROPERTY);
      } else {
        System.setProperty(ImageLimits.MAX_DECODING_BYTES_PROPERTY, before);
      }
    }
  }

  @Test
  void aTerabyteOfZerosBehindAFilmIsNotRead() throws IOException {
    Path file = TestFilm.copy("h264.mp4", folder);
    try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "rw")) {
      tail.setLength(1L << 40); // sparse
    }

    assertThat(TestFilm.read(file).pictures()).hasSize(TestFilm.FRAMES);
  }
}
