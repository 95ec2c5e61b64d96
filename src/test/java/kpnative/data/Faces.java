package kpnative.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.keypoints.Keypoints;

/** Annotated faces without pictures. */
public final class Faces {
  private Faces() {}

  /** A face with one keypoint in the picture at this path. */
  public static AnnotatedFace face(String picture, double... xy) {
    Path path = Path.of(picture);
    return new AnnotatedFace(
        new PictureFile(path),
        PhotographNames.photograph(path),
        PhotographNames.person(path),
        Keypoints.of(xy.length == 0 ? new double[] {1, 2} : xy),
        Optional.empty(),
        picture + ".pts");
  }

  /** {@code count} faces in {@code <prefix><number>.jpg}, numbered from 1 with four digits. */
  static List<AnnotatedFace> numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> face(prefix + String.format(Locale.ROOT, "%04d", i) + ".jpg"))
        .toList();
  }
}
