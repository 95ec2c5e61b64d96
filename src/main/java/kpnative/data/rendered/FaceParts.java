package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/**
 * A head that is made, before anything is put on it: where its vertices are, and what of it hair
 * and clothes need to know. Not thread-safe.
 */
final class FaceParts {
  final Head head;
  final HeadShape shape;
  final Traits traits;

  /** Head's frame, cm, [V, 3], with the expression. */
  final float[] position;

  /** Of {@link #position}, length 1, [V, 3]. */
  final float[] normal;

  /** The share of light from all sides that arrives, [V]. */
  final float[] openness;

  /**
   * [V, 4]: above 0 in the first, hair's roots are seen on the skin, above 0 in the second, cloth;
   * both are distances from the edge in about cm. Those who add hair or clothes set them.
   */
  final float[] attributes;

  /**
   * For each vertex the height on the mean head, cm, above which a hat or scarf presses the hair to
   * the skin, [V]; null without. Set before hair is added.
   */
  float @Nullable [] pressed;

  /** How the body stands under the head. Set with the clothes, before all else. */
  BodyTurn turn = BodyTurn.NONE;

  /** The edge of a hat, which hides what hair is above; null without. */
  @Nullable HatEdge hat;

  /** Whether a scarf or hood hides all hair but what grows at the forehead. */
  boolean veiled;

  FaceParts(Head head, HeadShape shape, Traits traits) {
    this.head = head;
    this.shape = shape;
    this.traits = traits;
    position = shape.positions(head);
    normal = head.normals(position);
    int n = head.model.vertexCount();
    float jaw = Math.min(1, shape.expression()[head.model.expression("jawOpen")] / Head.JAW);
    openness = new float[n];
    attributes = head.attributes.clone();
    for (int i = 0; i < n; i++) {
      openness[i] = head.closedMouth[i] + jaw * (head.openMouth[i] - head.closedMouth[i]);
    }
  }

  /** {@return whether a vertex belongs to the skin of face, head or neck} */
  boolean isSkin(int vertex) {
    HeadPart part = head.model.parts()[vertex];
    return part == HeadPart.FACE || part == HeadPart.HEAD_NECK;
  }

  /** {@return the distance of the eyes' outer corners, cm} */
  float interOcular() {
    int a = 3 * head.model.landmarks()[36];
    int b = 3 * head.model.landmarks()[45];
    float x = position[a] - position[b];
    float y = position[a + 1] - position[b + 1];
    float z = position[a + 2] - position[b + 2];
    return (float) Math.sqrt(x * x + y * y + z * z);
  }
}
