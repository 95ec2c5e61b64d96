package kpnative.data.rendered;

/** A point of a surface that the camera sees; filled by {@link FaceShader}, reused. */
final class Hit {
  /** Camera's frame, cm. */
  float x;

  float y;
  float z;

  /** The normal, camera's frame, length 1, towards the camera. */
  float nx;

  float ny;
  float nz;

  /** From the point to the camera, length 1. */
  float vx;

  float vy;
  float vz;

  /** The place on the mean head without expression, head's frame, cm. */
  float restX;

  float restY;
  float restZ;

  /** Texture coordinates, or 0. */
  float u;

  float v;

  /** The share of light from all sides that arrives, 0 to 1. */
  float openness;

  /** The vertices' attributes, or 0. */
  final float[] attributes = new float[4];
}
