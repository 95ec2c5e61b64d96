package kpnative.cli;

import java.nio.file.Path;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.face.FaceFinders;
import kpnative.infer.DetectorSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What finds the faces of a picture. */
final class FaceOptions {
  private static final String BUILT_IN = "builtin";
  private static final String NONE = "none";

  @Option(
      names = "--face-detector",
      paramLabel = "FILE|builtin|none",
      description = {
        "What finds the faces: YuNet's ONNX file, which finds more and is faster; or builtin,",
        "OpenCV's cascades, each face confirmed by the keypoints; or none, where one face fills",
        "each picture. By default builtin; none for networks that learned whole pictures."
      })
  @Nullable String finder;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Looks at each face, the later ones where its keypoints were; 2 by default.")
  int passes = 2;

  /**
   * {@return what finds the faces; empty for none}
   *
   * @param boxGiven whether the face is known, so that nothing is searched
   * @throws IllegalArgumentException if both a box and a finder were asked for
   */
  Optional<FaceFinders> finders(DetectorSpec spec, boolean boxGiven) {
    if (boxGiven && finder != null && !finder.equals(NONE)) {
      throw new IllegalArgumentException(
          "--box says where the face is, so --face-detector can only be none, got " + finder);
    }
    boolean wholePictures = spec.box().from() == BoxRule.From.PICTURE;
    String chosen = finder != null ? finder : wholePictures ? NONE : BUILT_IN;
    if (boxGiven || chosen.equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        chosen.equals(BUILT_IN) ? FaceFinders.cascades() : FaceFinders.yuNet(Path.of(chosen)));
  }
}
