package kpnative.data.rendered;

/**
 * Where people put the 68 points on a face that was made: the model's own vertices, but for the jaw
 * ({@link JawLine}), the brows, whose upper edge of hair is marked, and the lips, as they are
 * painted. Immutable and thread-safe.
 */
final class FaceLabels {
  private static final int COUNT = 68;

  private final Head head;
  private final JawLine jaw;
  private final LabelRules rules;

  FaceLabels(Head head, HeadAtlas atlas, LabelRules rules) {
    this.head = head;
    this.rules = rules;
    jaw = new JawLine(atlas, head.surface);
  }

  /**
   * {@return the points on the head's surface, head's frame, cm, [68, 3]; the jaw is the model's}
   */
  float[] onSurface(float[] position, SkinLabels skin) {
    float[] p = new float[3 * COUNT];
    int[] landmarks = head.model.landmarks();
    for (int k = 0; k < COUNT; k++) {
      System.arraycopy(position, 3 * landmarks[k], p, 3 * k, 3);
    }
    float[] brows = skin.brows();
    for (int k = 17; k < 27; k++) {
      head.surface.at(brows[2 * (k - 17)], brows[2 * (k - 17) + 1]).of(position, p, 3 * k);
    }
    float[] lips = skin.lips();
    for (int k = 49; k < 60; k++) {
      if (k != 54) { // the corners are vertices
        head.surface.at(lips[2 * (k - 48)], lips[2 * (k - 48) + 1]).of(position, p, 3 * k);
      }
    }
    return p;
  }

  /**
   * {@return x, y (pixels, whole numbers are pixel centres) and depth (cm) of each point, [68, 3]}
   */
  float[] inPicture(float[] position, SkinLabels skin, FacePose pose, View view) {
    float[] surface = onSurface(position, skin);
    float[] world = new float[surface.length];
    float[] out = new float[surface.length];
    float[] rotation = pose.matrix();
    Vertices.rotate(surface, rotation, FacePose.PIVOT_Z, world);
    view.project(world, 1, out);
    jaw.points(position, rotation, view, pose.roll(), out);
    rules.move(out);
    return out;
  }
}
