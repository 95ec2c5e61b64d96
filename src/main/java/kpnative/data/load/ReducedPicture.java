package kpnative.data.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.PictureFile;

/**
 * A picture file, and the reduction at which a training run uses it.
 *
 * @param picture the file
 * @param reduction 1, 2, 4 or 8: the largest factor by which each side may be reduced
 */
public record ReducedPicture(PictureFile picture, int reduction) {
  /**
   * {@return the picture files that a loader requests for these faces, each once, in the faces'
   * order; a picture whose size is needed and cannot be read is left out}
   *
   * @param enlargement the largest factor of the augmentation; 1 for none
   */
  public static List<ReducedPicture> of(
      List<AnnotatedFace> faces, FaceSampler sampler, double enlargement) {
    Set<ReducedPicture> wanted = new LinkedHashSet<>();
    for (AnnotatedFace face : faces) {
      if (face.picture() instanceof PictureFile file) {
        try {
          wanted.add(
              new ReducedPicture(
                  file, DecodeReduction.of(sampler.crop(face).toInput(), enlargement)));
        } catch (IOException unreadable) {
          // the loader reports it
        }
      }
    }
    return new ArrayList<>(wanted);
  }
}
