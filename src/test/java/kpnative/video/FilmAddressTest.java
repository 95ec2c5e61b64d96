package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import kpnative.natives.FilmNatives;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FFmpeg frees a film's context, and the allocator gives its address to the next film while the
 * first one is still closed: what belongs to the first must not end the second.
 */
class FilmAddressTest {
  @TempDir Path folder;
  private AVFormatContext film;

  @BeforeEach
  void begin() {
    FilmNatives.load();
    film = avformat.avformat_alloc_context();
  }

  @AfterEach
  void free() {
    avformat.avformat_free_context(film);
  }

  @Test
  void aFilmAtTheAddressOfOneThatIsClosedIsRead() throws Exception {
    try (FileChannel file = FileChannel.open(TestFilm.copy("vp8.webm", folder))) {
      FilmBytes before = FilmBytes.reading(film, file);
      try (FilmBytes now = FilmBytes.reading(film, file);
          BytePointer into = new BytePointer(4)) {
        before.close();
        assertThat(avformat.avio_read(film.pb(), into, 4)).isEqualTo(4);
        assertThat(into.get(0)).isEqualTo((byte) 0x1a); // EBML's magic
      }
    }
  }

  @Test
  void aFilmAtTheAddressOfOneThatIsClosedIsNotInterrupted() {
    FilmInterrupt before = new FilmInterrupt(film);
    try (FilmInterrupt now = new FilmInterrupt(film)) {
      before.interrupt();
      assertThat(asked()).isZero();
      before.close();
      now.interrupt();
      assertThat(asked()).isOne();
    }
    assertThat(asked()).isZero();
  }

  private int asked() {
    return film.interrupt_callback().callback().call(film);
  }
}
