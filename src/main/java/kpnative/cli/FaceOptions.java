package kpnative.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.data.FaceBox;
import kpnative.face.CascadeFinder;
import kpnative.face.FaceFinder;
import kpnative.face.YuNet;
import kpnative.infer.KeypointDetector;
import kpnative.find.FaceSearch;
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
   * What was chosen, closed by the caller.
   *
   * @param finder owned; empty for none
   * @param search with that finder
   */
  record Chosen(Optional<FaceFinder> finder, Optional<FaceSearch> search) implements AutoCloseable {
    @Override
    public void close() {
      finder.ifPresent(FaceFinder::close);
    }
  }

  /**
   * {@return the search, or none}
   *
   * @param boxGiven whether the face is known, so that nothing is searched
   * @throws IOException if YuNet's file cannot be read
   * @throws IllegalArgumentException if both a box and a finder were asked for, or the passes are
   *     out of range
   */
  Chosen choose(KeypointDetector detector, boolean boxGiven) throws IOException {
    if (boxGiven && finder != null && !finder.equals(NONE)) {
      throw new IllegalArgumentException(
          "--box says where the face is, so --face-detector can only be none, got " + finder);
    }
    boolean wholePictures = detector.spec().box().from() == FaceBox.From.PICTURE;
    String chosen = finder != null ? finder : wholePictures ? NONE : BUILT_IN;
    if (boxGiven || chosen.equals(NONE)) {
      return new Chosen(Optional.empty(), Optional.empty());
    }
    FaceFinder made = chosen.equals(BUILT_IN) ? new CascadeFinder() : YuNet.load(Path.of(chosen));
    boolean done = false;
    try {
      FaceSearch search = new FaceSearch(made, detector, passes);
      done = true;
      return new Chosen(Optional.of(made), Optional.of(search));
    } finally {
      if (!done) {
        made.close();
      }
    }
  }
}
