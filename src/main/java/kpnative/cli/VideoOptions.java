package kpnative.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.find.FaceKeypoints;
import kpnative.track.FaceFollower;
import kpnative.track.OneEuroFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for tracking faces through a video. */
final class VideoOptions {
  private static final Set<String> ENDINGS =
      Set.of(
          "avi", "mp4", "m4v", "mov", "mkv", "webm", "mpg", "mpeg", "wmv", "flv", "ts", "m2ts",
          "mts", "3gp", "ogv", "mxf", "y4m");

  static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = "--video",
      paramLabel = "FILE|DIR|-",
      description =
          "Tracks the faces through a film or a folder of numbered frames, instead of detecting in"
              + " pictures; - is a film on standard input, such as Matroska. Writes NAME.mp4,"
              + " NAME.jsonl and NAME.csv into OUT. An argument that ends in .mp4, .avi and the"
              + " like means the same.")
  @Nullable Path video;

  @Option(
      names = "--camera",
      paramLabel = "DEVICE|ADDRESS|-",
      description =
          "Tracks the faces that a camera sees, such as /dev/video0, until it ends or Ctrl-C is"
              + " pressed: always in the newest frame. - is a film on standard input. Writes what"
              + " --json, --csv and --out name.")
  @Nullable String camera;

  @Option(
      names = "--allow-network",
      description =
          "Lets --camera open an address that begins with rtsp:, http: or https:. Without it,"
              + " nothing leaves this machine.")
  boolean network;

  @Option(
      names = "--audio",
      description =
          "Copies the film's sound into the film that is written, which is silent otherwise.")
  boolean audio;

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

  /**
   * {@return whether a video is followed, given by {@code --video} or {@code --camera} or as the
   * only argument}
   */
  boolean isVideo(List<Path> arguments) {
    if (video != null && camera != null) {
      throw new IllegalArgumentException("--video and --camera exclude each other");
    }
    if (video != null || camera != null) {
      if (!arguments.isEmpty()) {
        throw new IllegalArgumentException(
            (video != null ? "--video" : "--camera")
                + " cannot be combined with pictures, got "
                + FileNames.text(arguments.get(0)));
      }
      return true;
    }
    if (arguments.size() == 1 && isVideo(arguments.get(0))) {
      video = arguments.get(0);
      return true;
    }
    if (arguments.stream().anyMatch(VideoOptions::isVideo)) {
      throw new IllegalArgumentException(
          "expected either one video or only pictures, got several files with a video among them");
    }
    return false;
  }

  /** {@return whether a path's name is that of a video, or standard input} */
  static boolean isVideo(Path path) {
    if (path.equals(STANDARD_INPUT)) {
      return true;
    }
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
