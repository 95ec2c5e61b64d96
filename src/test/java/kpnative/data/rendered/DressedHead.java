package kpnative.data.rendered;

import java.util.SplittableRandom;

/** A head without hair, to put one thing on it and to see which of its points are hidden. */
final class DressedHead {
  private static final int SIDE = 176;

  final RenderedFace face;
  final FaceParts parts;
  final FaceScene scene = new FaceScene();

  DressedHead(long seed) {
    Head head = KnownHead.get();
    SplittableRandom random = new SplittableRandom(seed);
    face = RenderedFace.draw(head.model, RenderedFace.Turn.PORTRAIT, random);
    parts = new FaceParts(head, face.shape, face.traits);
    Vertices v =
        new Vertices(
            parts.position, parts.normal, head.model.mean(), parts.openness, parts.attributes);
    Material skin = new Plastic(face.traits.skin(), 0, 1);
    scene.surfaces.add(new Surface(v, head.face, skin, false));
    scene.surfaces.add(new Surface(v, head.eyes, skin, false));
    scene.own = 2;
    scene.surfaces.add(new Surface(v, head.neck, skin, false));
  }

  private View view() {
    return new View(120, 5.5, 0, 0, SIDE / 2.0, SIDE / 2.0);
  }

  /** {@return for each of the model's 68 points whether skin is seen there, or a pixel beside} */
  boolean[] visible() {
    Canvas canvas = canvas();
    int[] marks = parts.head.model.landmarks();
    float[] at = new float[3 * marks.length];
    for (int k = 0; k < marks.length; k++) {
      System.arraycopy(parts.position, 3 * marks[k], at, 3 * k, 3);
    }
    float[] world = new float[at.length];
    Vertices.rotate(at, new FacePose(0, 0, 0).matrix(), FacePose.PIVOT_Z, world);
    float[] points = new float[at.length];
    view().project(world, 1, points);
    boolean[] visible = new boolean[marks.length];
    for (int k = 0; k < marks.length; k++) {
      int x = Math.round(points[3 * k]);
      int y = Math.round(points[3 * k + 1]);
      for (int i = 0; i < 9; i++) {
        visible[k] |= canvas.face[(y - 1 + i / 3) * SIDE + x - 1 + i % 3] > 0.5f;
      }
    }
    return visible;
  }

  /** {@return how many of the points from {@code from} to {@code to} are seen} */
  int seen(int from, int to) {
    boolean[] visible = visible();
    int n = 0;
    for (int k = from; k <= to; k++) {
      n += visible[k] ? 1 : 0;
    }
    return n;
  }

  Canvas canvas() {
    Canvas canvas = new Canvas(SIDE, SIDE, new float[3 * SIDE * SIDE]);
    Lighting light = Lighting.draw(new SplittableRandom(5));
    FaceShader.render(canvas, scene, view(), new FacePose(0, 0, 0), light);
    return canvas;
  }
}
