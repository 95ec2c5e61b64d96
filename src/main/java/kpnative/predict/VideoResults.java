package kpnative.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.files.FileNames;
import kpnative.video.FilmWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a followed video. None of the files exists, or each may be replaced.
 *
 * @param name of the video, for messages
 * @param film the film of the drawings, in a kind that {@link FilmWriter} can write
 * @param json a JSON object a frame, a line each
 * @param csv a line a keypoint
 * @param lines receives each frame's JSON as soon as it is known, with its line break
 */
public record VideoResults(
    String name,
    Optional<Path> film,
    Optional<Path> json,
    Optional<Path> csv,
    Optional<Consumer<String>> lines) {
  /** What follows the name of the files that {@link #in} writes. */
  public static final List<String> ENDINGS = List.of(".mp4", ".jsonl", ".csv");

  /** {@return all three files, with this name and {@link #ENDINGS}, in an existing folder} */
  public static VideoResults in(Path folder, String name) {
    return new VideoResults(
        name,
        Optional.of(FileNames.in(folder, name + ENDINGS.get(0))),
        Optional.of(FileNames.in(folder, name + ENDINGS.get(1))),
        Optional.of(FileNames.in(folder, name + ENDINGS.get(2))),
        Optional.empty());
  }

  /**
   * {@return the film's writer, which the caller closes; null if none is wanted}
   *
   * @param sound the film whose sound it gets; null for a silent one
   */
  @Nullable FilmWriter film(double rate, @Nullable Path sound) throws IOException {
    if (film.isEmpty()) {
      return null;
    }
    FilmWriter writer = new FilmWriter(film.get(), rate);
    boolean done = false;
    try {
      if (sound != null) {
        writer.copySound(sound);
      }
      done = true;
      return writer;
    } finally {
      if (!done) {
        writer.close();
      }
    }
  }

  /** Writes a frame's line. */
  void tell(LinesFile to, String line) throws IOException {
    to.write(line);
    lines.ifPresent(now -> now.accept(line));
  }
}
