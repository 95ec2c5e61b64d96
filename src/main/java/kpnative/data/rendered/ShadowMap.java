package kpnative.data.rendered;

import java.util.List;

/**
 * What the main light doesn't reach: the scene's depth as the light sees it, and how much of the
 * surroundings of a place are in front of it.
 */
final class ShadowMap {
  private static final int SIDE = 192;

  /** Cm of the scene that the map spans: head, hair and shoulders. */
  private static final float SPAN = 38;

  /** Cm by which something must be nearer to the light: hides the map's own coarseness. */
  private static final float SLACK = 0.3f;

  private final float[] depth = new float[SIDE * SIDE];
  private final float[] across;
  private final float[] along;
  private final float[] light;
  private final float radius; // samples
  private final float slack;

  /**
   * @param light to the light, length 1, camera's frame
   * @param softness how wide the shadow's edge is, cm
   */
  ShadowMap(List<Surface> surfaces, float[] light, float softness) {
    this.light = light.clone();
    float[] up = Math.abs(light[1]) < 0.9f ? new float[] {0, 1, 0} : new float[] {1, 0, 0};
    across = Direction.unit(Direction.cross(up, light));
    along = Direction.cross(across, light); // down, as in pictures
    radius = softness * SIDE / SPAN;
    slack = SLACK + 0.3f * softness;
    DepthBuffer map = new DepthBuffer(SIDE, SIDE);
    float[] screen = new float[0];
    int[] cells = new int[0];
    Vertices last = null;
    for (Surface surface : surfaces) {
      if (surface.casters().length == 0) {
        continue;
      }
      if (surface.vertices() != last) {
        last = surface.vertices();
        screen = project(last.world);
        cells = DepthBuffer.cells(screen);
      }
      map.draw(
          screen,
          cells,
          surface.casters(),
          0,
          surface.twoSided() ? DepthBuffer.Facing.BOTH : DepthBuffer.Facing.FRONT,
          0);
    }
    for (int k = 0; k < depth.length; k++) {
      depth[k] = map.depth(k);
    }
  }

  private float[] project(float[] world) {
    float[] screen = new float[world.length];
    float s = SIDE / SPAN;
    for (int i = 0; i < world.length; i += 3) {
      screen[i] = dot(world, i, across) * s + SIDE / 2f;
      screen[i + 1] = dot(world, i, along) * s + SIDE / 2f;
      screen[i + 2] = -dot(world, i, light);
    }
    return screen;
  }

  /** {@return the share of the light that reaches a place of the camera's frame, 0 to 1} */
  float lit(float x, float y, float z, float turn) {
    float s = SIDE / SPAN;
    float u = (x * across[0] + y * across[1] + z * across[2]) * s + SIDE / 2f;
    float v = (x * along[0] + y * along[1] + z * along[2]) * s + SIDE / 2f;
    float d = -(x * light[0] + y * light[1] + z * light[2]) - slack;
    // a turned square of places, so that few samples don't show as steps
    float c = radius * (1 - turn);
    float e = radius * turn;
    int open = open(u, v, d, c, e, 0, CROSS);
    if (open == 0 || open == CROSS / 2) {
      return open == 0 ? 0 : 1; // no edge is near
    }
    return (open + open(u, v, d, c, e, CROSS, TAPS.length)) * (2f / TAPS.length);
  }

  /** {@return how many places of some are lit} */
  private int open(float u, float v, float d, float c, float e, int from, int to) {
    int open = 0;
    for (int i = from; i < to; i += 2) {
      int a = (int) (u + TAPS[i] * c - TAPS[i + 1] * e);
      int b = (int) (v + TAPS[i] * e + TAPS[i + 1] * c);
      if (a < 0 || b < 0 || a >= SIDE || b >= SIDE || depth[b * SIDE + a] >= d) {
        open++;
      }
    }
    return open;
  }

  /** So many numbers of the first places, which are a cross. */
  private static final int CROSS = 10;

  private static final float[] TAPS = {
    0, 0, 1, 0, -1, 0, 0, 1, 0, -1, 0.6f, 0.6f, -0.6f, 0.6f, 0.6f, -0.6f, -0.6f, -0.6f
  };

  private static float dot(float[] a, int i, float[] b) {
    return a[i] * b[0] + a[i + 1] * b[1] + a[i + 2] * b[2];
  }
}
