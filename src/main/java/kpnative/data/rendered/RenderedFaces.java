package kpnative.data.rendered;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * Faces rendered from a 3D head: each face's person, expression, pose, hair, things worn, light,
 * background and camera are a function of (seed, index), on any thread and in any order.
 *
 * <p>The 68 keypoints, in iBUG's order, stand where people put them ({@link LabelRules}), in the
 * picture's frame. Pictures are 128 to 220 pixels a side. Each read renders the picture again,
 * always with the same pixels. Immutable and thread-safe.
 */
public final class RenderedFaces {
  /** The number of keypoints. */
  public static final int KEYPOINTS = 68;

  private static final float GREY = 0.25f; // linear, where there is no background

  private final FaceMaker maker;
  private final long seed;

  private RenderedFaces(FaceMaker maker, long seed) {
    this.maker = maker;
    this.seed = seed;
  }

  /**
   * {@return the {@code n} faces with the indices 0 to n - 1}
   *
   * @param n at least 1
   * @param seed different seeds give different faces
   * @param keypoints 68 (iBUG's)
   * @param labels where the points stand
   * @throws IllegalArgumentException for another number of keypoints or faces
   */
  public static List<AnnotatedFace> faces(
      HeadModel head, int n, long seed, int keypoints, LabelPlaces labels) {
    return faces(head, n, seed, keypoints, labels, Ingredients.ALL);
  }

  /**
   * {@return the same faces of some ingredients}
   *
   * @param ingredients what they are made of
   * @throws IllegalArgumentException for another number of keypoints or faces
   */
  public static List<AnnotatedFace> faces(
      HeadModel head,
      int n,
      long seed,
      int keypoints,
      LabelPlaces labels,
      Ingredients ingredients) {
    if (n < 1) {
      throw new IllegalArgumentException("rendered faces need a count of 1 or more, got " + n);
    }
    if (keypoints != KEYPOINTS) {
      throw new IllegalArgumentException("rendered faces have 68 keypoints, got " + keypoints);
    }
    RenderedFaces all = of(head, seed, labels, ingredients);
    List<AnnotatedFace> faces = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      faces.add(all.annotated(i));
    }
    return faces;
  }

  /** {@return the faces of a head, each rendered when it is asked for} */
  public static RenderedFaces of(HeadModel head, long seed, LabelPlaces labels) {
    return of(head, seed, labels, Ingredients.ALL);
  }

  /** {@return the faces of a head, made of some ingredients} */
  public static RenderedFaces of(
      HeadModel head, long seed, LabelPlaces labels, Ingredients ingredients) {
    return new RenderedFaces(new FaceMaker(head, labels.rules(), ingredients), seed);
  }

  /** {@return the faces of a maker, which several may share} */
  static RenderedFaces of(FaceMaker maker, long seed) {
    return new RenderedFaces(maker, seed);
  }

  /** {@return what is known of one face without rendering it, in a hundredth of the time} */
  public PlannedFace plannedFace(int index) {
    Plan plan = plan(index);
    return new PlannedFace(plan.size, plan.keypoints(), plan.face.pose);
  }

  /** {@return one face, rendered} */
  public RenderedPicture render(int index) {
    return plan(index).render();
  }

  private AnnotatedFace annotated(int index) {
    Plan plan = plan(index);
    Picture picture = new Picture(this, index, plan.size);
    return new AnnotatedFace(
        picture,
        "rendered-" + seed + "-" + index,
        Optional.empty(),
        plan.keypoints(),
        Optional.empty(),
        picture.name(),
        List.of(),
        Optional.of(KeypointSchema.IBUG68));
  }

  private Plan plan(int index) {
    return new Plan(new Randomness(seed).stream(1, index, Randomness.Purpose.FACE));
  }

  /** What is drawn before rendering. */
  private final class Plan {
    final Size size;
    final double reach;
    final double x;
    final double y;
    final RenderedFace face;
    final SplittableRandom random;

    Plan(SplittableRandom random) {
      size = RenderedFace.size(random);
      int least = Math.min(size.width(), size.height());
      reach = least * (0.4 + 0.16 * random.nextDouble());
      x = size.width() / 2.0 + 0.04 * least * random.nextGaussian();
      y = size.height() * 0.54 + 0.04 * least * random.nextGaussian();
      face = maker.draw(RenderedFace.Turn.PORTRAIT, random.split());
      this.random = random;
    }

    Keypoints keypoints() {
      return RenderedFaces.keypoints(maker.points(face, reach, x, y));
    }

    RenderedPicture render() {
      Lighting drawn = Lighting.draw(random);
      Lighting lighting = ingredients().has(Ingredient.LIGHT) ? drawn : Lighting.even();
      float[] rgb = background(random.split());
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] *= lighting.surroundings();
      }
      Canvas canvas = new Canvas(size.width(), size.height(), rgb);
      FaceMaker.Made made = maker.paint(face, canvas, lighting, reach, x, y);
      return new RenderedPicture(
          develop(canvas, random.split()),
          RenderedFaces.keypoints(made.points()),
          visible(made.points(), canvas),
          face.pose,
          mask(canvas));
    }

    private float[] background(SplittableRandom from) {
      if (ingredients().has(Ingredient.BACKGROUND)) {
        return Backdrop.paint(size.width(), size.height(), from);
      }
      float[] grey = new float[3 * size.width() * size.height()];
      Arrays.fill(grey, GREY);
      return grey;
    }
  }

  private Ingredients ingredients() {
    return maker.ingredients();
  }

  private static Keypoints keypoints(float[] points) {
    double[] xy = new double[2 * KEYPOINTS];
    for (int k = 0; k < KEYPOINTS; k++) {
      xy[2 * k] = points[3 * k];
      xy[2 * k + 1] = points[3 * k + 1];
    }
    return Keypoints.of(xy);
  }

  /** How much nearer than a point something must be to hide it, cm; the jaw lies on an edge. */
  private static final float HIDES = 0.7f;

  private static final float HIDES_JAW = 1.6f;

  /** How much of a pixel must show the face, at least. */
  private static final float SHOWS = 0.4f;

  /**
   * {@return for each point whether the picture shows the face at its place, or a pixel beside it:
   * neither other things nor the face's own nearer parts hide it}
   */
  static boolean[] visible(float[] points, Canvas canvas) {
    boolean[] visible = new boolean[KEYPOINTS];
    for (int k = 0; k < KEYPOINTS; k++) {
      int reach = k < 17 ? 2 : 1; // the jaw's points lie on the outline, or just beyond
      float limit = points[3 * k + 2] - (k < 17 ? HIDES_JAW : HIDES);
      // the jaw's ends lie where the face's skin becomes the head's, which the mask leaves out
      float least = k < 3 || (k > 13 && k < 17) ? 0 : SHOWS;
      visible[k] =
          shows(
              canvas,
              Math.round(points[3 * k]),
              Math.round(points[3 * k + 1]),
              reach,
              least,
              limit);
    }
    return visible;
  }

  private static boolean shows(Canvas canvas, int x, int y, int reach, float least, float limit) {
    for (int b = Math.max(0, y - reach); b <= Math.min(canvas.height - 1, y + reach); b++) {
      for (int a = Math.max(0, x - reach); a <= Math.min(canvas.width - 1, x + reach); a++) {
        int p = b * canvas.width + a;
        if (canvas.face[p] >= least && canvas.depth[p] >= limit) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] mask(Canvas canvas) {
    byte[] mask = new byte[canvas.face.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) Math.round(255 * Math.min(1, canvas.face[i]));
    }
    return mask;
  }

  private BufferedImage develop(Canvas canvas, SplittableRandom random) {
    Exposure drawn = Exposure.draw(random.split());
    Exposure exposure = ingredients().has(Ingredient.CAMERA) ? drawn : drawn.clean();
    byte[] bytes =
        exposure.develop(
            canvas.rgb, canvas.width, canvas.height, canvas.faceLuminance(), random.split());
    return picture(bytes, new Size(canvas.width, canvas.height));
  }

  /** {@return a picture of bytes, [H, W, 3] in RGB} */
  static BufferedImage picture(byte[] bytes, Size size) {
    BufferedImage picture =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (bytes[3 * i] & 255) << 16 | (bytes[3 * i + 1] & 255) << 8 | (bytes[3 * i + 2] & 255);
    }
    return picture;
  }

  /** A face's picture; what it shows of the keypoints is kept from its first rendering on. */
  private static final class Picture implements PictureSource {
    private final RenderedFaces faces;
    private final int index;
    private final Size size;
    private volatile List<PointState> states = List.of();

    Picture(RenderedFaces faces, int index, Size size) {
      this.faces = faces;
      this.index = index;
      this.size = size;
    }

    @Override
    public Image read(Channels channels) {
      return Image.of(render().picture(), channels);
    }

    @Override
    public List<PointState> states() {
      if (states.isEmpty()) {
        render();
      }
      return states;
    }

    private RenderedPicture render() {
      RenderedPicture made = faces.render(index);
      PointState[] seen = new PointState[KEYPOINTS];
      for (int k = 0; k < KEYPOINTS; k++) {
        seen[k] = made.visible()[k] ? PointState.VISIBLE : PointState.HIDDEN;
      }
      states = List.of(seen);
      return made;
    }

    @Override
    public Size size() {
      return size;
    }

    @Override
    public String name() {
      return "rendered face " + index + " of seed " + faces.seed;
    }
  }
}
