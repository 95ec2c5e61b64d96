package kpnative.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import kpnative.find.FaceKeypoints;
import kpnative.track.FaceFollower;
import kpnative.track.OneEuroFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Frames to follow faces on. */
final class VideoOptions {
  private static final Set<String> ENDINGS =
      Set.of("avi", "mp4", "m4v", "mov", "mkv", "webm", "mpg", "mpeg", "wmv", "flv");

  @Option(
      names = "--video",
      paramLabel = "FILE|DIR",
      description = {
        "Follows the faces along a Motion-JPEG AVI file or a folder of numbered frames, instead",
        "of pictures: OUT/NAME.avi, NAME.jsonl and NAME.csv. An argument that ends in .avi, .mp4",
        "and the like is taken so too."
      })
  @Nullable Path video;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "25",
      description = "Frames a second of a folder; 25 by default. A file tells its own.")
  double rate = 25;

  @Option(
      names = "--smooth",
      description = "Takes the jitter out of the keypoints with a One-Euro filter.")
  boolean smooth;

  @Option(
      names = "--min-cutoff",
      paramLabel = "HZ",
      defaultValue = "1",
      description = "The filter's cutoff for a still face; less is smoother. 1 by default.")
  double minCutoff = 1;

  @Option(
      names = "--beta",
      paramLabel = "HZ",
      defaultValue = "10",
      description = {
        "How much the cutoff grows for each face size a second that a keypoint moves; more lags",
        "less. 10 by default."
      })
  double beta = 10;

  /** {@return whether a path's name is that of a video} */
  static boolean isVideo(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** {@return what follows faces, smoothing or not} */
  FaceFollower follower(FaceKeypoints faces) {
    return smooth
        ? new FaceFollower(faces, () -> new OneEuroFilter(minCutoff, beta))
        : new FaceFollower(faces);
  }
}
