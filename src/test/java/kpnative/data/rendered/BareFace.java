package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean head without expression, hair or clothes in a pose, rendered in plain grey, with the
 * points that the geometry gives.
 */
final class BareFace {
  static final int SIDE = 200;

  final Canvas canvas = new Canvas(SIDE, SIDE, new float[3 * SIDE * SIDE]);

  private final float[] cheeks;

  /** x, y and depth, [68, 3]. */
  final float[] points;

  final View view;

  BareFace(TestHeads.Rendered of, double yawDegrees, double pitchDegrees, double rollDegrees) {
    Head head = of.head();
    FacePose pose =
        new FacePose(
            Math.toRadians(yawDegrees), Math.toRadians(pitchDegrees), Math.toRadians(rollDegrees));
    float[] position = of.model().mean().clone();
    Traits traits = TraitsDraw.person(new SplittableRandom(1));
    ExpressionCues none = new ExpressionCues(0, 0, 0, 0, 0);
    SkinLabels skin = SkinLabels.of(traits, of.atlas(), none, new SplittableRandom(2));
    FaceLabels labels = new FaceLabels(head, of.atlas(), LabelRules.GEOMETRY);
    View far = new View(150, 1, 0, 0, 0, 0);
    double[] e = RenderedFace.extent(labels.inPicture(position, skin, pose, far));
    double scale = 0.55 * SIDE / Math.max(e[2] - e[0], e[3] - e[1]);
    double middle = SIDE / 2.0;
    view =
        new View(
            150,
            scale,
            0,
            0,
            middle - scale * (e[0] + e[2]) / 2,
            middle - scale * (e[1] + e[3]) / 2);
    points = labels.inPicture(position, skin, pose, view);
    render(of, pose, position, canvas, select(of, true), select(of, false));
    Canvas other = new Canvas(SIDE, SIDE, new float[3 * SIDE * SIDE]);
    render(of, pose, position, other, select(of, true));
    cheeks = other.face;
  }

  /** Renders the head; of its face, {@code own} counts. */
  private void render(
      TestHeads.Rendered of, FacePose pose, float[] position, Canvas to, int[]... own) {
    Head head = of.head();
    Vertices v = new Vertices(position, head.normals(position), position, null, null);
    FaceScene scene = new FaceScene();
    Material grey = (hit, paint) -> paint.colour(0.5f, 0.5f, 0.5f);
    for (int[] triangles : own) {
      scene.surfaces.add(new Surface(v, triangles, grey, false));
    }
    for (int[] triangles : Arrays.asList(head.eyes, head.teeth, head.mouth, head.eyeSockets)) {
      scene.surfaces.add(new Surface(v, triangles, grey, true));
    }
    scene.own = scene.surfaces.size();
    scene.surfaces.add(new Surface(v, select(of, false), grey, false));
    scene.surfaces.add(new Surface(v, head.neck, grey, false));
    FaceShader.render(to, scene, view, pose, Lighting.draw(new SplittableRandom(3)));
  }

  /** {@return the face's triangles above the neck and before the ears, or the others} */
  private static int[] select(TestHeads.Rendered of, boolean inner) {
    float[] uv = of.model().uv();
    int[] face = of.head().face;
    int[] corners = of.head().faceUv;
    int[] found = new int[face.length];
    int n = 0;
    for (int t = 0; t < face.length; t += 3) {
      boolean beside = Math.abs(uv[2 * corners[t]] - 0.5) > 0.385;
      boolean below = uv[2 * corners[t] + 1] < 0.25;
      if (inner != (beside || below)) {
        System.arraycopy(face, t, found, n, 3);
        n += 3;
      }
    }
    return Arrays.copyOf(found, n);
  }

  double x(int k) {
    return points[3 * k];
  }

  double y(int k) {
    return points[3 * k + 1];
  }

  boolean[] visible() {
    return RenderedFaces.visible(points, canvas);
  }

  /** {@return how much of a pixel shows the face without ears and neck, 0 beyond the picture} */
  float mask(long x, long y) {
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : cheeks[(int) (y * SIDE + x)];
  }
}
