package kpnative.data.rendered;

/**
 * A lamp far away.
 *
 * @param x to the lamp, length 1, camera's frame
 * @param red its light, linear
 */
record Lamp(float x, float y, float z, float red, float green, float blue) {
  /** A {@link Paint#gloss} from which a surface mirrors. */
  static final float MIRROR = 200;

  static Lamp[] of(Lighting lighting) {
    Lamp[] lamps = new Lamp[lighting.lamps()];
    for (int i = 0; i < lamps.length; i++) {
      float[] d = lighting.direction(i);
      float[] c = lighting.colour(i);
      lamps[i] = new Lamp(d[0], d[1], d[2], c[0], c[1], c[2]);
    }
    return lamps;
  }

  float[] direction() {
    return new float[] {x, y, z};
  }

  float cosine(Hit hit) {
    return hit.nx * x + hit.ny * y + hit.nz * z;
  }

  /** {@return Blinn's highlight, with Schlick's rational power} */
  float highlight(Hit hit, Paint paint, float cosine) {
    if (paint.specular <= 0 || cosine <= 0) {
      return 0;
    }
    float hx = x + hit.vx;
    float hy = y + hit.vy;
    float hz = z + hit.vz;
    float t = (hit.nx * hx + hit.ny * hy + hit.nz * hz) * Direction.inverseLength(hx, hy, hz);
    if (t <= 0) {
      return 0;
    }
    float gloss = paint.gloss;
    if (gloss >= MIRROR) { // a lamp's picture: a disc with a soft edge
      return paint.specular * Noise.step(0.988f, 0.997f, t);
    }
    float power = t / (gloss - gloss * t + t);
    return paint.specular * (gloss + 8) * 0.06f * power * Noise.step(0, 0.2f, cosine);
  }

  /** {@return Kajiya and Kay's highlight of strands that run down the surface} */
  float alongStrands(Hit hit, Paint paint) {
    // down the surface: (0, -1, 0) less its part along the normal
    float tx = hit.ny * hit.nx;
    float ty = hit.ny * hit.ny - 1;
    float tz = hit.ny * hit.nz;
    float l = Direction.inverseLength(tx, ty, tz);
    return strand(tx * l, ty * l, tz * l, hit.vx, hit.vy, hit.vz)
        * paint.specular
        * Noise.step(-0.1f, 0.4f, cosine(hit));
  }

  /** {@return the strength of the highlight on a strand of direction t, seen from v} */
  float strand(float tx, float ty, float tz, float vx, float vy, float vz) {
    float hx = x + vx;
    float hy = y + vy;
    float hz = z + vz;
    float t = (tx * hx + ty * hy + tz * hz) * Direction.inverseLength(hx, hy, hz);
    float s = Math.max(0, 1 - t * t);
    return s / (12 - 12 * s + s); // as sine to the 24th or so
  }
}
