package kpnative.data;

import java.util.List;
import kpnative.geometry.Warp;
import kpnative.image.Image;
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
  Warp crop(int i, Image photograph, FaceSampler sampler) {
    Warp known = crops[i];
    if (known == null) {
      known = sampler.crop(photograph.size(), faces[i]);
      crops[i] = known;
    }
    return known;
  }
}
