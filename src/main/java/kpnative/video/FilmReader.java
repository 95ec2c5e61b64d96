package kpnative.video;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.image.Photo;
import kpnative.natives.FilmNatives;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/*
 * Closing while another thread waits for bytes that may never come must not free what that thread uses:
 * then the waiting thread frees it when it returns.
 */
/**
 * The frames of a film, decoded by FFmpeg. Owns all native memory; the pictures are Java's. One
 * thread at a time reads; any may close.
 */
final class FilmReader implements FrameSequence {
  /** What a frame's time differs at least from that of the one before, seconds. */
  private static final double LEAST_STEP = 1e-6;

  /** Sound may last a little longer than the frames: what is less is no sign of a cut. */
  private static final double LEAST_SHORTAGE = 1; // seconds

  private static final double LEAST_SHORT_PART = 0.1; // of the whole

  private final String name;
  private final Closeable source;
  private final FilmInput film;
  private final FilmPictures pictures;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final double tick; // of the film's times: tick / ticks seconds
  private final double ticks;
  private final double rate;
  private final ReentrantLock reading = new ReentrantLock();
  private long first = avutil.AV_NOPTS_VALUE;
  private double last = Double.NEGATIVE_INFINITY;
  private int frames;
  private volatile Optional<String> damage = Optional.empty();
  private volatile boolean closing;
  private boolean freed;

  private FilmReader(String name, Closeable source, FilmInput film) {
    this.name = name;
    this.source = source;
    this.film = film;
    this.pictures = new FilmPictures(name, film.stream());
    this.tick = film.stream().time_base().num();
    this.ticks = film.stream().time_base().den();
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

  /** {@return the film that comes in a stream, which stays the caller's; the caller closes both} */
  static FilmReader of(InputStream stream, String name) throws IOException {
    FilmNatives.load();
    return new FilmReader(name, () -> {}, FilmInput.of(name, Channels.newChannel(stream)));
  }

  /** {@return the film at an address; the caller closes it} */
  static FilmReader ofAddress(String address) throws IOException {
    FilmNatives.load();
    return new FilmReader(address, () -> {}, FilmInput.ofAddress(address));
  }

  /** {@return what a camera shows; the caller closes it} */
  static FilmReader ofDevice(String device, String driver) throws IOException {
    FilmNatives.loadCameras();
    return new FilmReader(device, () -> {}, FilmInput.ofDevice(device, driver));
  }

  @Override
  public Optional<Frame> next() throws IOException {
    reading.lock();
    try {
      return freed || closing ? Optional.empty() : read();
    } finally {
      reading.unlock();
      freeIfClosing();
    }
  }

  private Optional<Frame> read() throws IOException {
    boolean another = film.next(frame);
    damage = film.damage();
    if (!another) {
      damage = damage.or(this::shortage);
      return Optional.empty();
    }
    try {
      Photo photo = Photo.of(pictures.of(frame)).named(name + " frame " + frames++);
      return Optional.of(new Frame(photo, seconds(frame.best_effort_timestamp())));
    } finally {
      avutil.av_frame_unref(frame);
    }
  }

  /** {@return a line where much less came than the film says it has: a recording broke off} */
  private Optional<String> shortage() {
    if (frames == 0) {
      return Optional.of(name + ": damaged or cut off: no frame of it could be decoded");
    }
    double end = Math.max(last + 1 / rate, film.end());
    double said = film.duration();
    return said - end > Math.max(LEAST_SHORTAGE, LEAST_SHORT_PART * said)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: cut off: it ends after %.3f s, and says that it has %.3f s",
                name,
                end,
                said))
        : Optional.empty();
  }

  /** {@return the time since the first frame: the film's own, and if it has none, the rate's} */
  private double seconds(long time) {
    double seconds = last == Double.NEGATIVE_INFINITY ? 0 : last + 1 / rate;
    if (time != avutil.AV_NOPTS_VALUE) {
      if (first == avutil.AV_NOPTS_VALUE) {
        first = time;
      }
      seconds = (time - first) * tick / ticks;
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
    return damage;
  }

  /** Frees all, or lets the thread do so that reads. Idempotent. */
  @Override
  public void close() throws IOException {
    closing = true;
    film.interrupt();
    freeIfClosing();
  }

  private void freeIfClosing() throws IOException {
    if (closing && reading.tryLock()) {
      try {
        if (!freed) {
          freed = true;
          film.close();
          pictures.close();
          avutil.av_frame_free(frame);
          source.close();
        }
      } finally {
        reading.unlock();
      }
    }
  }
}
