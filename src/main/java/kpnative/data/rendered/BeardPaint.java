package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.Beard;
import kpnative.data.rendered.Traits.BeardKind;

/**
 * A beard as far as it is painted: the shade of shaved hair, stubble, and the ground of long hair.
 */
final class BeardPaint {
  private final Traits traits;
  private final Beard beard;
  private final float moustache;
  private final float chin;
  private final float sides;
  private final float jaw;
  private final int dx;
  private final int dy;
  private final float patchy;

  BeardPaint(Traits traits, SplittableRandom random) {
    this.traits = traits;
    beard = traits.beard();
    BeardKind kind = beard.kind();
    boolean every = kind == BeardKind.FULL || kind == BeardKind.STUBBLE;
    boolean goatee = kind == BeardKind.GOATEE;
    boolean thin = random.nextDouble() < 0.3;
    moustache =
        kind == BeardKind.NONE || goatee && random.nextDouble() < 0.2
            ? 0
            : every && thin ? 0.6f : 1;
    chin = every || goatee ? 1 : 0;
    sides = every ? (thin ? 0.5f : 0.9f) : goatee && random.nextDouble() < 0.6 ? 0.9f : 0;
    jaw = every ? (thin ? 0.7f : 0.95f) : 0;
    patchy = (float) random.nextDouble() * (beard.strength() < 0.6f ? 0.3f : 0.12f);
    dx = random.nextInt(NoiseTile.PERIOD);
    dy = random.nextInt(NoiseTile.PERIOD);
  }

  /** {@return how densely hair grows at a place, 0 to 1, before strength and length} */
  float density(float u, float v) {
    if (beard.kind() == BeardKind.NONE || v > 0.75f || v < 0.15f) {
      return 0;
    }
    float most = 0;
    if (moustache > 0) {
      most = moustache * BeardArea.MOUSTACHE.at(u, v);
    }
    if (chin > 0) {
      most = Math.max(most, chin * BeardArea.CHIN.at(u, v));
    }
    if (sides > 0) {
      most = Math.max(most, sides * BeardArea.MOUTH_SIDES.at(u, v));
    }
    if (jaw > 0) {
      float cheek = Math.max(0, Math.min(1, (v - 0.36f) / 0.08f));
      cheek *= Math.max(0, Math.min(1, (0.62f - v) / 0.08f));
      most = Math.max(most, jaw * BeardArea.JAW.at(u, v - 0.03f * beard.cheekLine() * cheek));
    }
    return most;
  }

  void paint(Albedo out) {
    if (beard.kind() == BeardKind.NONE) {
      return;
    }
    boolean shaved = beard.length() < 0.04f;
    float most = shaved ? 0.55f : beard.length() < 0.3f ? 0.85f : 0.9f;
    float grain = shaved ? 0.12f : beard.length() < 0.3f ? 0.30f : 0.2f;
    float[] skin = traits.skin();
    float[] hair = traits.beardHair();
    float through = shaved ? 0.25f : 0.08f; // hair below the skin is seen through it
    float[] colour = SkinPalette.mix(hair, skin, through);
    int top = (int) Albedo.y(jaw > 0 ? 0.73f : 0.55f);
    int bottom = (int) Albedo.y(0.17f);
    int left = (int) Albedo.x(jaw > 0 ? 0.09f : 0.35f);
    int right = Albedo.SIZE - 1 - left;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float d = density(Albedo.u(x), Albedo.v(y));
        if (d > 0.01f) {
          float rough =
              1
                  + grain * NoiseTile.FINE.at(x + dx, y + dy)
                  + patchy * NoiseTile.CLOUD.at(x + dy, y + dx);
          float share = Math.max(0, Math.min(1, d * beard.strength() * rough)) * most;
          out.mix(x, y, colour, 1, share);
          out.shine(x, y, 1 - 0.7f * share);
        }
      }
    }
  }
}
