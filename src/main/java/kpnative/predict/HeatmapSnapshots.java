package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import kpnative.data.AnnotatedFace;
import kpnative.draw.HeatmapPicture;
import kpnative.draw.PngFile;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.train.EpochMetrics;
import kpnative.train.Run;
import kpnative.train.TrainingListener;

/**
 * Draws the heatmaps of a network during training into the run's folder: {@code
 * heatmaps/epoch-NNNN-sum.png}, and {@code -point.png} for the tip of the nose, or for the first
 * keypoint if the network does not learn that one.
 */
public final class HeatmapSnapshots implements TrainingListener {
  private final TrainingListener next;

  /**
   * Creates a listener that draws and delegates.
   *
   * @param next receives every event
   */
  public HeatmapSnapshots(TrainingListener next) {
    this.next = next;
  }

  @Override
  public void heatmaps(int epoch, Run run, DetectorSpec spec, AnnotatedFace face, FaceHeatmaps maps)
      throws IOException {
    BufferedImage photograph;
    try (Image image = face.picture().read(Channels.COLOR)) {
      photograph = image.toBufferedImage();
    }
    Path folder = Files.createDirectories(run.folder().resolve("heatmaps"));
    String stem = String.format(Locale.ROOT, "epoch-%04d-", epoch);
    write(photograph, maps, spec, OptionalInt.empty(), folder.resolve(stem + "sum.png"));
    write(photograph, maps, spec, OptionalInt.of(shown(spec)), folder.resolve(stem + "point.png"));
    next.heatmaps(epoch, run, spec, face, maps);
  }

  private static void write(
      BufferedImage photograph,
      FaceHeatmaps maps,
      DetectorSpec spec,
      OptionalInt keypoint,
      Path png)
      throws IOException {
    PngFile.write(HeatmapPicture.draw(photograph, maps, spec.input().size(), keypoint), png);
  }

  /** {@return the position of the tip of the nose among the heatmaps, or 0} */
  private static int shown(DetectorSpec spec) {
    int[] nose = spec.keypointSchema().indices("nose_tip").orElse(new int[0]);
    return nose.length == 0 ? 0 : Math.max(0, spec.keypoints().indexOf(nose[0]));
  }

  @Override
  public void stepDone(double progress, double loss, double imagesPerSecond) {
    next.stepDone(progress, loss, imagesPerSecond);
  }

  @Override
  public void epochDone(EpochMetrics metrics, boolean best) {
    next.epochDone(metrics, best);
  }

  @Override
  public boolean profiles() {
    return next.profiles();
  }

  @Override
  public void note(String line) {
    next.note(line);
  }
}
