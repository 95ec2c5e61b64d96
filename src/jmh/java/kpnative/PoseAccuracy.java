package kpnative;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.rendered.FacePose;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.PlannedFace;
import kpnative.data.rendered.RenderedFaces;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Camera;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.pose.HeadPose;
import kpnative.pose.PoseFit;

/**
 * How exact are poses? Medians and 95th percentiles of the errors of yaw, pitch and roll on
 * rendered faces, degrees, by how far the head is turned: from the true points of 2,000 faces, with
 * and without a camera, and from those that the built-in model finds in the first N of them.
 *
 * <p>Arguments: the head's file, N (0: true points only). {@code benchmarks/pose.sh} calls it.
 */
public final class PoseAccuracy {
  private static final long SEED = 1; // as render's
  private static final int TRUE = 2000;
  private static final double[] EDGES = {0, 15, 30, 45, 70};

  private PoseAccuracy() {}

  /** Absolute errors, and the true yaw. */
  private record Errors(double turn, double yaw, double pitch, double roll) {
    static Errors of(FacePose truth, HeadPose found) {
      return new Errors(
          Math.abs(Math.toDegrees(truth.yaw())),
          Math.abs(found.yaw() - Math.toDegrees(truth.yaw())),
          Math.abs(found.pitch() - Math.toDegrees(truth.pitch())),
          Math.abs(found.roll() - Math.toDegrees(truth.roll())));
    }
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    RenderedFaces faces =
        RenderedFaces.of(HeadModelFile.read(Path.of(args[0])), SEED, LabelPlaces.PEOPLE);
    List<Errors> without = new ArrayList<>();
    List<Errors> with = new ArrayList<>();
    for (int i = 0; i < TRUE; i++) {
      PlannedFace face = faces.plannedFace(i);
      for (Optional<Camera> camera :
          List.of(Optional.<Camera>empty(), Optional.of(Camera.ofSize(face.size())))) {
        HeadPose pose = PoseFit.of(face.keypoints(), camera).orElseThrow();
        (camera.isEmpty() ? without : with).add(Errors.of(face.pose(), pose));
      }
    }
    print("true points, no camera", without);
    print("true points, the camera guessed by size", with);
    int found = Integer.parseInt(args[1]);
    List<Errors> detected = new ArrayList<>();
    try (FaceKeypoints detector = FaceKeypoints.builtIn()) {
      for (int i = 0; i < found; i++) {
        PlannedFace truth = faces.plannedFace(i);
        Optional<Face> face =
            detector.find(Photo.of(faces.render(i).picture())).stream()
                .max(Comparator.comparingDouble(f -> f.box().overlap(truth.keypoints().extent())));
        Optional<HeadPose> pose = face.flatMap(f -> f.pose(Camera.ofSize(truth.size())));
        pose.ifPresent(p -> detected.add(Errors.of(truth.pose(), p)));
      }
    }
    if (found > 0) {
      print("points that the model finds in " + found, detected);
    }
  }

  private static void print(String title, List<Errors> errors) {
    System.out.println(title + ": yaw, pitch, roll: median (95 % below)");
    for (int i = 0; i < EDGES.length; i++) {
      boolean last = i == EDGES.length - 1;
      double from = last ? 0 : EDGES[i];
      double to = last ? 45 : EDGES[i + 1];
      List<Errors> band = errors.stream().filter(e -> e.turn >= from && e.turn < to).toList();
      System.out.printf(
          Locale.ROOT,
          "| %.0f to %.0f | %d | %s | %s | %s |%n",
          from,
          to,
          band.size(),
          text(band.stream().mapToDouble(Errors::yaw).toArray()),
          text(band.stream().mapToDouble(Errors::pitch).toArray()),
          text(band.stream().mapToDouble(Errors::roll).toArray()));
    }
  }

  private static String text(double[] errors) {
    if (errors.length == 0) {
      return "";
    }
    Arrays.sort(errors);
    return String.format(
        Locale.ROOT, "%.1f (%.1f)", errors[errors.length / 2], errors[errors.length * 95 / 100]);
  }
}
