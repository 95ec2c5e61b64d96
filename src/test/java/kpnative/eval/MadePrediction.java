package kpnative.eval;

import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;

/** Builds predictions for faces without a picture. */
public final class MadePrediction {
  private MadePrediction() {}

  /** {@return a prediction for a face whose picture has a name but no pixels} */
  public static Prediction of(
      Keypoints truth, Keypoints predicted, Warp toInput, Size input, String name) {
    AnnotatedFace face =
        new AnnotatedFace(new Named(name), name, Optional.empty(), truth, Optional.empty(), name);
    return new Prediction(face, predicted, toInput, input);
  }

  private record Named(String name) implements PictureSource {
    @Override
    public Image read(Channels channels) {
      throw new UnsupportedOperationException(name + " has no pixels");
    }

    @Override
    public Size size() {
      throw new UnsupportedOperationException(name + " has no pixels");
    }
  }
}
