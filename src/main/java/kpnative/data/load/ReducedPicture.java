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
 * A picture that a training uses, in the size in which it uses it.
 *
 * @param picture the file
 * @param reduction 1, 2, 4 or 8: how many pixels along each side may become one
 */
public record ReducedPicture(PictureFile picture, int reduction) {
  /**
   * {@return the pictures in files that a loader asks for when it visits these faces, each once, in
   * the faces' order; one whose size is needed and cannot be read is left out}
   *
   * @param enlargement the largest by the augmentation; 1 for none
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
          // whoever uses it says so
        }
      }
    }
    return new ArrayList<>(wanted);
  }
}
