package kpnative.data;

import java.io.IOException;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import org.jspecify.annotations.Nullable;

/**
 * Faces, and each one's crop, which is the same in every epoch and worked out at its first use.
 * Thread-safe.
 */
final class LoadedFaces {
  private final AnnotatedFace[] faces;
  private final @Nullable Warp[] crops; // two threads may both make one; they make the same

  LoadedFaces(List<AnnotatedFace> faces) {
    this.faces = faces.toArray(AnnotatedFace[]::new);
    this.crops = new @Nullable Warp[this.faces.length];
  }

  AnnotatedFace face(int i) {
    return faces[i];
  }

  /** {@return the warp from a face's photograph to the input, without augmentation} */
  Warp crop(int i, Size photograph, FaceSampler sampler) {
    Warp known = crops[i];
    if (known == null) {
      known = sampler.crop(photograph, faces[i]);
      crops[i] = known;
    }
    return known;
  }

  /**
   * {@return how far a face's picture is to be reduced while it is decoded}
   *
   * @param enlargement the largest by the augmentation
   * @throws IOException if that depends on the size of the photograph and it cannot be read
   */
  int reduction(int i, FaceSampler sampler, double enlargement) throws IOException {
    Warp known = crops[i];
    if (known == null) {
      known = sampler.crop(faces[i]);
      crops[i] = known;
    }
    return DecodeReduction.of(known, enlargement);
  }
}
