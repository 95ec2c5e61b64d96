package kpnative.video;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.image.Photo;
import kpnative.natives.FilmNatives;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The frames of a film, decoded by FFmpeg. Owns all native memory; the pictures are Java's. */
final class FilmReader implements FrameSequence {
  /** What a frame's time differs at least from that of the one before, seconds. */
  private static final double LEAST_STEP = 1e-6;

  private final String name;
  private final Closeable source;
  private final FilmInput film;
  private final FilmPictures pictures;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final double tick; // seconds
  private final double rate;
  private long first = avutil.AV_NOPTS_VALUE;
  private double last = Double.NEGATIVE_INFINITY;
  private int frames;
  private boolean closed;

  private FilmReader(String name, Closeable source, FilmInput film) {
    this.name = name;
    this.source = source;
    this.film = film;
    this.pictures = new FilmPictures(name, film.stream());
    this.tick = (double) film.stream().time_base().num() / film.stream().time_base().den();
    this.rate = film.rate();
  }

  /** {@return the film in a file; the caller closes it} */
  static FilmReader of(Path file) throws IOException {
    FilmNatives.load();
    String name = FileNames.text(file);
    FileChannel channel = InputFile.channel(file, "a video");
    boolean done = false;
    try {
      FilmReader reader = new FilmReader(name, channel, FilmInput.of(name, channel));
      done = true;
      return reader;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  @Override
  public Optional<Frame> next() throws IOException {
    if (!film.next(frame)) {
      return Optional.empty();
    }
    Photo photo = Photo.of(pictures.of(frame)).named(name + " frame " + frames++);
    double seconds = seconds(frame.best_effort_timestamp());
    avutil.av_frame_unref(frame);
    return Optional.of(new Frame(photo, seconds));
  }

  /** {@return the time since the first frame: the film's own, and if it has none, the rate's} */
  private double seconds(long time) {
    double seconds = last == Double.NEGATIVE_INFINITY ? 0 : last + 1 / rate;
    if (time != avutil.AV_NOPTS_VALUE) {
      if (first == avutil.AV_NOPTS_VALUE) {
        first = time;
      }
      seconds = (time - first) * tick;
    }
    last = Math.max(seconds, last + LEAST_STEP);
    return last;
  }

  @Override
  public double rate() {
    return rate;
  }

  @Override
  public Optional<String> damage() {
    return film.damage();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      film.close();
      pictures.close();
      avutil.av_frame_free(frame);
      source.close();
    }
  }
}
