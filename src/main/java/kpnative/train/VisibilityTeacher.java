package kpnative.train;

import java.io.IOException;
import java.util.List;
import kpnative.augment.Entry;
import kpnative.data.AnnotatedFace;
import kpnative.keypoints.PointState;
import kpnative.recipe.Recipe;

/** Whether anything in a training teaches a network which keypoints are hidden. */
final class VisibilityTeacher {
  /** The number of faces that are looked at: hidden points are not rare where they are marked. */
  private static final int FACES = 200;

  private VisibilityTeacher() {}

  /**
   * {@return whether the network outputs visibility, and augmentation lays patches or some of the
   * first faces have hidden points}
   *
   * @param faces the training faces
   */
  static boolean isIn(Recipe recipe, List<AnnotatedFace> faces) throws IOException {
    if (!recipe.hasVisibility()) {
      return false;
    }
    Entry.Occlusion patches = recipe.augment().occlusion();
    if (patches.p() > 0 && patches.side() > 0) {
      return true;
    }
    for (AnnotatedFace face : faces.subList(0, Math.min(FACES, faces.size()))) {
      if (face.knownStates().contains(PointState.HIDDEN)) {
        return true;
      }
    }
    return false;
  }
}
