package kpnative.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.natives.FilmNatives;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures as a film: H.264 in MP4, MOV or MKV, VP9 in WebM, Motion JPEG in AVI, by the
 * file's ending. They go to a temporary file beside it, which {@link #close} completes and renames,
 * so that a film which ends early can be played. Owns all native memory. Not thread-safe.
 */
public final class FilmWriter implements AutoCloseable {
  private final Path file;
  private final Path beside;
  private final FileChannel channel;
  private final FilmFormats.Output how;
  private final double rate;
  private @Nullable FilmSound sound;
  private @Nullable FilmEncoder encoder; // from the first picture, whose size it has
  private boolean closed;

  /**
   * Creates the temporary file.
   *
   * @param file ends in .mp4, .m4v, .mov, .mkv, .webm or .avi
   * @param rate frames a second, about: each frame keeps its own time, but in AVI
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if no kind of film ends so
   * @throws IllegalStateException if FFmpeg is not on the class path
   */
  public FilmWriter(Path file, double rate) throws IOException {
    this.file = file;
    this.rate = rate;
    this.how =
        FilmFormats.output(FileTree.nameOf(file))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        FileNames.text(file)
                            + ": a film is written as .mp4, .mov, .mkv, .webm or .avi"));
    FilmNatives.load();
    this.beside = AtomicFile.beside(file);
    this.channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** {@return whether a file of this name can be written} */
  public static boolean canWrite(Path file) {
    return FilmFormats.output(FileTree.nameOf(file)).isPresent();
  }

  /**
   * Copies the sound of a film, as it is and as long as there are frames; before the first.
   *
   * @param film the file from whose pictures those of this film are made, at the same times
   * @throws IOException if it cannot be read, has no sound, or this kind of film cannot hold it
   * @throws IllegalStateException if there are frames already
   */
  public void copySound(Path film) throws IOException {
    if (encoder != null || sound != null || closed) {
      throw new IllegalStateException("the sound comes before the first frame, once");
    }
    sound = new FilmSound(film, how);
  }

  /**
   * Adds a frame.
   *
   * @param picture of any type; one of another size than the first is scaled to that. H.264 leaves
   *     out the last column or row of an odd size
   * @param seconds its time since the film's beginning, greater than that of the frame before
   * @throws IOException if it cannot be encoded or written
   */
  public void add(BufferedImage picture, double seconds) throws IOException {
    FilmEncoder into = encoder;
    if (into == null) {
      into =
          new FilmEncoder(
              FileNames.text(file),
              channel,
              how,
              picture.getWidth(),
              picture.getHeight(),
              rate,
              sound);
      encoder = into;
    }
    into.add(picture, seconds);
  }

  /**
   * Completes the film, and replaces or creates the file; without a frame there is none.
   * Idempotent.
   *
   * @throws IOException if that fails; an older file is then unchanged
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    boolean done = false;
    try (channel;
        FilmSound heard = sound;
        FilmEncoder last = encoder) {
      if (last != null) {
        last.finish();
        done = true;
      }
    } finally {
      if (!done) {
        Files.deleteIfExists(beside);
      }
    }
    if (done) {
      AtomicFile.replace(file, beside);
    }
  }
}
