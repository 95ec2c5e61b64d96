package kpnative.data.rendered;

import java.util.SplittableRandom;

final class SkinTexture {
  final Traits t;
  final HeadAtlas a;

  SkinTexture(Traits t, HeadAtlas a) {
    this.t = t;
    this.a = a;
  }

  static SkinTexture paint(Traits t, HeadAtlas a, ExpressionCues c, SplittableRandom r) {
    return new SkinTexture(t, a);
  }

  void sample(float u, float v, float[] o) {
    o[0] = t.skin()[0];
    o[1] = t.skin()[1];
    o[2] = t.skin()[2];
    o[3] = 1;
  }

  float[] brows() {
    float[] b = new float[20];
    for (int k = 0; k < 10; k++) {
      b[2 * k] = a.u(17 + k);
      b[2 * k + 1] = a.v(17 + k) - .02f;
    }
    return b;
  }

  float[] lips() {
    float[] b = new float[24];
    for (int k = 0; k < 12; k++) {
      b[2 * k] = a.u(48 + k);
      b[2 * k + 1] = a.v(48 + k);
    }
    return b;
  }
}
