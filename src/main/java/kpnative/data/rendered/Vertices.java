package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/**
 * Vertices that surfaces share: where they are in the head's frame (cm, y up, z out of the face),
 * and, after {@link #pose}, in the camera's frame and in the picture.
 *
 * <p>Arrays are not copied. Not thread-safe.
 */
final class Vertices {
  final int count;
  final float[] position;
  final float[] normal;

  /** Where each vertex is on the mean head without expression, so that patterns stay in place. */
  final float[] rest;

  /** The share of light from all sides that arrives; all of it if null. */
  final float @Nullable [] openness;

  /** Four numbers a vertex, which mean something to the material. */
  final float @Nullable [] attributes;

  final float[] world;
  final float[] worldNormal;
  final float[] screen;

  /** {@link DepthBuffer#cells} of {@link #screen}, once it is where it stays. */
  final int[] cells;

  Vertices(
      float[] position,
      float[] normal,
      float[] rest,
      float @Nullable [] openness,
      float @Nullable [] attributes) {
    count = position.length / 3;
    if (normal.length != position.length
        || rest.length != position.length
        || (openness != null && openness.length != count)
        || (attributes != null && attributes.length != 4 * count)) {
      throw new IllegalArgumentException("arrays of " + count + " vertices differ in length");
    }
    this.position = position;
    this.normal = normal;
    this.rest = rest;
    this.openness = openness;
    this.attributes = attributes;
    world = new float[position.length];
    worldNormal = new float[position.length];
    screen = new float[position.length];
    cells = new int[position.length];
  }

  /** Fills {@link #world}, {@link #worldNormal} and {@link #screen}. */
  void pose(float[] rotation, View view, int samples) {
    rotate(position, rotation, FacePose.PIVOT_Z, world);
    rotate(normal, rotation, 0, worldNormal);
    view.project(world, samples, screen);
  }

  /** Rotates about (0, 0, pivot), which becomes the origin. */
  static void rotate(float[] from, float[] m, float pivot, float[] to) {
    for (int i = 0; i < from.length; i += 3) {
      float x = from[i];
      float y = from[i + 1];
      float z = from[i + 2] - pivot;
      to[i] = m[0] * x + m[1] * y + m[2] * z;
      to[i + 1] = m[3] * x + m[4] * y + m[5] * z;
      to[i + 2] = m[6] * x + m[7] * y + m[8] * z;
    }
  }
}
