package kpnative.data.load;

import java.io.IOException;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.geometry.Warp;
import kpnative.image.PhotographFrame;
import org.jspecify.annotations.Nullable;

/**
 * Faces and their crops. A crop is the same in every epoch and is computed at its first use.
 * Thread-safe.
 */
final class FaceCrops {
  private final AnnotatedFace[] faces;
  private final @Nullable Crop[] crops; // two threads may compute the same one, with equal results

  /**
   * The part of a photograph that the network sees, without augmentation.
   *
   * @param toInput from the photograph to the input
   * @param frame of the picture that was decoded
   * @param toPicture from the photograph to that picture
   * @param fromPicture from that picture to the input
   */
  record Crop(Warp toInput, PhotographFrame frame, Warp toPicture, Warp fromPicture) {}

  FaceCrops(List<AnnotatedFace> faces) {
    this.faces = faces.toArray(AnnotatedFace[]::new);
    this.crops = new @Nullable Crop[this.faces.length];
  }

  AnnotatedFace face(int i) {
    return faces[i];
  }

  /** {@return the crop of a face in a decoded picture of this frame} */
  Crop crop(int i, PhotographFrame frame, FaceSampler sampler) {
    Crop known = crops[i];
    if (known == null || !known.frame.equals(frame)) { // the file has changed since
      Warp toInput = sampler.crop(frame.photograph(), faces[i]).toInput();
      known = new Crop(toInput, frame, frame.toPicture(), frame.fromPicture(toInput));
      crops[i] = known;
    }
    return known;
  }

  /**
   * {@return the factor by which to reduce a face's picture during decoding: 1, 2, 4 or 8}
   *
   * @param enlargement the largest factor of the augmentation
   * @throws IOException if that depends on the photograph's size and it cannot be read
   */
  int reduction(int i, FaceSampler sampler, double enlargement) throws IOException {
    Crop known = crops[i];
    Warp toInput = known == null ? sampler.crop(faces[i]).toInput() : known.toInput;
    return DecodeReduction.of(toInput, enlargement);
  }
}
