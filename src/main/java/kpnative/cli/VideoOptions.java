package kpnative.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import kpnative.files.FileTree;
import kpnative.find.FaceKeypoints;
import kpnative.track.FaceFollower;
import kpnative.track.OneEuroFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for tracking faces through a video. */
final class VideoOptions {
  private static final Set<String> ENDINGS =
      Set.of("avi", "mp4", "m4v", "mov", "mkv", "webm", "mpg", "mpeg", "wmv", "flv");

  @Option(
      names = "--video",
      paramLabel = "FILE|DIR",
      description =
          "Tracks the faces through a Motion-JPEG AVI file or a folder of numbered frames, instead"
              + " of detecting in pictures; writes NAME.avi, NAME.jsonl and NAME.csv into OUT. An"
              + " argument that ends in .avi, .mp4 and the like means the same.")
  @Nullable Path video;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "25",
      description = "Frames per second of a folder; by default 25. A video file has its own rate.")
  @Within(least = 0.01, most = 10_000)
  double rate = 25;

  @Option(
      names = "--smooth",
      description = "Smooths the jitter of the keypoints with a One-Euro filter.")
  boolean smooth;

  @Option(
      names = "--min-cutoff",
      paramLabel = "HZ",
      defaultValue = "1",
      description =
          "The filter's cutoff frequency for a still face; lower is smoother. By default 1.")
  @Within(least = 1e-6, most = 1e6)
  double minCutoff = OneEuroFilter.MIN_CUTOFF;

  @Option(
      names = "--beta",
      paramLabel = "HZ",
      defaultValue = "80",
      description =
          "Increase of the cutoff per unit of keypoint speed, in face sizes per second; higher"
              + " reduces the lag. By default 80.")
  @Within(least = 0, most = 1e6)
  double beta = OneEuroFilter.BETA;

  /** {@return whether a path's name is that of a video} */
  static boolean isVideo(Path path) {
    String name = FileTree.nameOf(path).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** {@return a face tracker, which smooths the keypoints if {@code --smooth} was given} */
  FaceFollower follower(FaceKeypoints faces) {
    return smooth
        ? new FaceFollower(faces, () -> new OneEuroFilter(minCutoff, beta))
        : new FaceFollower(faces);
  }
}
