package kpnative.data.rendered;

/** How a point of a surface reflects; set by a {@link Material}, reused. */
final class Paint {
  /** Diffuse albedo, linear. */
  float red;

  float green;
  float blue;

  /** Strength of the highlight. */
  float specular;

  /** Sharpness of the highlight: 1 is a wide sheen, {@link Lamp#MIRROR} a mirror. */
  float gloss;

  /** How far light reaches beyond the terminator, as under skin: 0 to 1. */
  float wrap;

  /** More for red than for blue, as skin does. */
  boolean translucent;

  /** Highlights along strands that run down the surface instead of around the normal. */
  boolean hair;

  void reset() {
    red = 0;
    green = 0;
    blue = 0;
    specular = 0;
    gloss = 20;
    wrap = 0.1f;
    translucent = false;
    hair = false;
  }

  void colour(float r, float g, float b) {
    red = r;
    green = g;
    blue = b;
  }

  void colour(float[] rgb) {
    colour(rgb[0], rgb[1], rgb[2]);
  }

  /** Mixes a share {@code m} of another colour in. */
  void mix(float r, float g, float b, float m) {
    red += (r - red) * m;
    green += (g - green) * m;
    blue += (b - blue) * m;
  }
}
