package kpnative.cli;

import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.face.FaceFinders;
import kpnative.files.FileNames;
import kpnative.find.FindOptions;
import kpnative.infer.DetectorSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds the faces of a picture. */
final class FaceOptions {
  private static final String BUILT_IN = "builtin";
  private static final String CASCADES = "cascades";
  private static final String NONE = "none";

  @Option(
      names = "--face-detector",
      paramLabel = "FILE|builtin|cascades|none",
      description =
          "The face finder: builtin; a finder's weights (safetensors) or YuNet's ONNX file;"
              + " cascades, those of OpenCV, which are slow and find fewer; or none, where one face"
              + " fills each picture. By default builtin, or none for networks trained on whole"
              + " pictures.")
  @Nullable String finder;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Inference passes per face; each later pass crops around the keypoints of the one before."
              + " By default 2.")
  @Within(least = 1, most = 10)
  int passes = 2;

  @Option(
      names = "--min-confidence",
      paramLabel = "0..1",
      description =
          "Keeps only faces whose keypoints are this sure on average; 0 also keeps those that are"
              + " not. By default 0.5. Weights without a calibration have no confidence: for them,"
              + " values above 0.5 are an error, and lesser ones change nothing, but 0 with YuNet.")
  @Within(least = 0, most = 1)
  double minConfidence = FindOptions.DEFAULT.leastConfidence();

  @Option(
      names = "--turned",
      description =
          "Searches each picture four ways, as it stands and turned by quarters: for photographs"
              + " that lie on their side or stand on their head and don't say so. Takes four times"
              + " as long; results are in the picture's own frame.")
  boolean turned;

  @Option(
      names = "--faces-from",
      paramLabel = "PIXELS",
      description =
          "Also searches parts of each picture, so that faces from this size on are found in large"
              + " ones: 24 is about the least that the keypoints confirm. Takes about 0.17 s a"
              + " megapixel with 24, 0.07 s with 48. By default pictures are searched as"
              + " a whole, shrunk to 640 pixels.")
  @Within(least = 8, most = 10_000)
  @Nullable Double from;

  /** {@return the options for finding faces with {@code finder}} */
  FindOptions find(FaceFinders chosen) {
    Double size = from;
    return FindOptions.DEFAULT
        .withFinder(size == null ? chosen : FaceFinders.tiled(chosen, size))
        .withPasses(passes)
        .withTurned(turned)
        .withLeastConfidence(minConfidence);
  }

  /** {@return what to try where no face was found} */
  String advice() {
    boolean ours = finder == null || finder.equals(BUILT_IN) || finder.equals(CASCADES);
    return "Where no face was found, try "
        + (ours ? "--face-detector yunet.onnx (it may find more), " : "")
        + (minConfidence > 0 ? "--min-confidence 0 (keeps unsure ones), " : "")
        + "--face-detector none (one face fills each picture) or --box x,y,w,h (you know where)";
  }

  /**
   * {@return a factory of the face detector; empty if none is used}
   *
   * @param boxGiven whether the user gave the face's box, so that no face detector is needed
   * @throws IllegalArgumentException if both a box and a face detector were given
   */
  Optional<FaceFinders> finders(DetectorSpec spec, boolean boxGiven) {
    if (boxGiven && finder != null && !finder.equals(NONE)) {
      throw new IllegalArgumentException(
          "--box gives the face, so --face-detector must be none, got " + finder);
    }
    boolean wholePictures = spec.box().from() == BoxRule.From.PICTURE;
    String chosen = finder != null ? finder : wholePictures ? NONE : BUILT_IN;
    if (boxGiven || chosen.equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (chosen) {
          case BUILT_IN -> FaceFinders.builtIn();
          case CASCADES -> FaceFinders.cascades();
          default -> FaceFinders.ofFile(FileNames.path(chosen));
        });
  }
}
