package kpnative.data.painted;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * Painted faces with exact keypoints. Each face's person, expression, pose, lighting and picture
 * size are a function of (seed, index).
 *
 * <p>The keypoints are points on the painted curves, in the painted picture's frame. Pictures are
 * 160 to 256 pixels a side. Each read paints the picture again, always with the same pixels.
 * Immutable and thread-safe.
 */
public final class SyntheticFaces {
  private static final int SMALLEST_SIDE = 160;
  private static final int LARGEST_SIDE = 256;

  private final long seed;

  SyntheticFaces(long seed) {
    this.seed = seed;
  }

  /**
   * {@return the {@code n} faces with the indices 0 to n - 1}
   *
   * @param n at least 1
   * @param seed different seeds give different faces
   * @param keypoints 58 (IMM's order) or 68 (iBUG's)
   * @throws IllegalArgumentException for another number of keypoints or faces
   */
  public static List<AnnotatedFace> faces(int n, long seed, int keypoints) {
    if (n < 1) {
      throw new IllegalArgumentException("synthetic faces need a count of 1 or more, got " + n);
    }
    check(keypoints);
    SyntheticFaces all = new SyntheticFaces(seed);
    List<AnnotatedFace> faces = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      faces.add(all.annotated(i, keypoints));
    }
    return faces;
  }

  /**
   * {@return the picture of one face, of {@link BufferedImage#TYPE_INT_RGB}}
   *
   * @param index from 0
   * @param seed as given to {@link #faces}
   */
  public static BufferedImage render(int index, long seed) {
    return new SyntheticFaces(seed).plan(index).paint();
  }

  /** {@return the picture of the face with this index} */
  BufferedImage picture(int index) {
    return plan(index).paint();
  }

  private static void check(int keypoints) {
    if (keypoints != 58 && keypoints != 68) {
      throw new IllegalArgumentException(
          "synthetic faces have 58 or 68 keypoints, got " + keypoints);
    }
  }

  AnnotatedFace annotated(int index, int count) {
    Plan plan = plan(index);
    Picture picture = new Picture(this, index, plan.size);
    return new AnnotatedFace(
        picture,
        "synthetic-" + seed + "-" + index,
        Optional.empty(),
        new SyntheticKeypoints(plan.shape).ofCount(count),
        Optional.empty(),
        picture.name(),
        List.of(),
        Optional.of(KeypointSchema.ofCount(count)));
  }

  private Plan plan(int index) {
    SplittableRandom random = new Randomness(seed).stream(0, index, Randomness.Purpose.FACE);
    SyntheticTraits traits = SyntheticTraits.draw(random);
    int side = SMALLEST_SIDE + random.nextInt(LARGEST_SIDE - SMALLEST_SIDE + 1);
    int other = Math.max(SMALLEST_SIDE, (int) (side * (0.8 + 0.2 * random.nextDouble())));
    Size size = random.nextBoolean() ? new Size(side, other) : new Size(other, side);
    SyntheticPose free = new SyntheticPose(traits.yaw(), traits.pitch(), traits.roll(), 1, 0, 0);
    Keypoints k = new SyntheticKeypoints(new SyntheticShape(traits, free)).ofCount(68);
    Box extent = k.extent();
    double reach = Math.max(extent.width(), extent.height());
    double share = 0.4 + 0.35 * random.nextDouble();
    double scale = share * Math.min(size.width(), size.height()) / reach;
    // the face is placed at random, but within the picture
    double x = placed(random, size.width(), scale * extent.width());
    double y = placed(random, size.height(), scale * extent.height());
    SyntheticPose pose =
        new SyntheticPose(
            traits.yaw(),
            traits.pitch(),
            traits.roll(),
            scale,
            x - scale * (extent.left() + extent.right()) / 2,
            y - scale * (extent.top() + extent.bottom()) / 2);
    return new Plan(new SyntheticShape(traits, pose), size, random.split());
  }

  private static double placed(SplittableRandom random, int side, double face) {
    double free = Math.max(0, side - face) / 2;
    double way = random.nextDouble() + random.nextDouble() - 1; // mostly near the middle
    return side / 2.0 + 0.9 * free * way;
  }

  /** What is drawn before painting, and the random stream for painting. */
  private record Plan(SyntheticShape shape, Size size, SplittableRandom random) {
    BufferedImage paint() {
      SyntheticLook look = SyntheticLook.draw(random);
      return new SyntheticPainter(shape, look, size, random).paint();
    }
  }

  private record Picture(SyntheticFaces faces, int index, Size size) implements PictureSource {
    @Override
    public Image read(Channels channels) {
      return Image.of(faces.plan(index).paint(), channels);
    }

    @Override
    public String name() {
      return "synthetic face " + index + " of seed " + faces.seed;
    }
  }
}
