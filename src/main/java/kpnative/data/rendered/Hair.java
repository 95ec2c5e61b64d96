package kpnative.data.rendered;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Puts hair, beards and lashes on heads of one model. Thread-safe.
 *
 * <p>A mass of hair covers the skull from the hairline; locks grow from it, along the way that the
 * hair is combed, and fall under their weight, outside head and shoulders and beside the opening
 * for the face; single hairs soften their outlines.
 */
final class Hair {
  private final HeadGrid grid;
  private final BeardHair beard;
  private final Lashes lashes;

  Hair(Head head) {
    grid = new HeadGrid(head);
    beard = new BeardHair(head);
    lashes = new Lashes(head);
  }

  /**
   * Adds hair, beard and lashes to a scene; after what presses the hair, before glasses.
   *
   * @param texture the face's, which says where a beard grows
   * @param pressed for each vertex, the height y on the mean head, cm, above which a hat presses
   *     the hair to the skin; null for no hat
   * @param detail pixels a cm that the face will have in the picture: more, finer hairs for more
   */
  void add(
      FaceParts parts,
      FaceScene scene,
      SkinTexture texture,
      HairStyle style,
      float @Nullable [] pressed,
      float detail,
      SplittableRandom random) {
    new HairGrowth(new HeadBody(grid, parts.position), parts, style, pressed, detail, random)
        .grow(scene);
    beard.add(parts, scene, texture, detail, random);
    lashes.add(parts, scene, detail, random);
  }

  /** Adds lashes alone. */
  void addLashes(FaceParts parts, FaceScene scene, float detail, SplittableRandom random) {
    lashes.add(parts, scene, detail, random);
  }
}
