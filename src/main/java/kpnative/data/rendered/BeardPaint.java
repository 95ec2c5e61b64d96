package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.Beard;
import kpnative.data.rendered.Traits.BeardKind;

/**
 * A beard as far as it is painted: the shade of shaved hair, stubble, and the ground of long hair.
 */
final class BeardPaint {
  private static final int GRID = Albedo.SIZE / 4 + 1;

  private final Traits traits;
  private final float[] grid;
  private final Beard beard;
  private final float moustache;
  private final float chin;
  private final float sides;
  private final float jaw;
  private final int dx;
  private final int dy;
  private final float patchy;

  BeardPaint(Traits traits, LipPaint lip, SplittableRandom random) {
    this.traits = traits;
    beard = traits.beard();
    BeardKind kind = beard.kind();
    boolean every = kind == BeardKind.FULL || kind == BeardKind.STUBBLE;
    boolean goatee = kind == BeardKind.GOATEE;
    boolean thin = random.nextDouble() < 0.3;
    moustache =
        kind == BeardKind.NONE || (goatee && random.nextDouble() < 0.2)
            ? 0
            : every && thin ? 0.6f : 1;
    chin = every || goatee ? 1 : 0;
    sides = every ? (thin ? 0.5f : 0.9f) : goatee && random.nextDouble() < 0.6 ? 0.9f : 0;
    jaw = every ? (thin ? 0.7f : 0.95f) : 0;
    patchy = (float) random.nextDouble() * (beard.strength() < 0.6f ? 0.3f : 0.12f);
    dx = random.nextInt(NoiseTile.PERIOD);
    dy = random.nextInt(NoiseTile.PERIOD);
    grid = new float[kind == BeardKind.NONE ? 0 : GRID * GRID];
    if (kind != BeardKind.NONE) {
      grow(lip);
    }
  }

  /** {@return how densely hair grows at a place, 0 to 1, before strength and length} */
  float density(float u, float v) {
    if (beard.kind() == BeardKind.NONE) {
      return 0;
    }
    float x = Math.max(0, Math.min(GRID - 1.001f, u * (GRID - 1)));
    float y = Math.max(0, Math.min(GRID - 1.001f, (1 - v) * (GRID - 1)));
    int i = (int) x;
    int j = (int) y;
    return between(j * GRID + i, x - i, y - j);
  }

  private float between(int at, float fx, float fy) {
    float above = grid[at] + fx * (grid[at + 1] - grid[at]);
    float below = grid[at + GRID] + fx * (grid[at + GRID + 1] - grid[at + GRID]);
    return above + fy * (below - above);
  }

  private void grow(LipPaint lip) {
    for (int y = 0; y < GRID; y++) {
      float v = 1 - (float) y / (GRID - 1);
      if (v > 0.75f || v < 0.15f) {
        continue;
      }
      float cheek = Math.max(0, Math.min(1, (v - 0.36f) / 0.08f));
      cheek *= Math.max(0, Math.min(1, (0.62f - v) / 0.08f));
      float raised = v - 0.03f * beard.cheekLine() * cheek;
      for (int x = 0; x < GRID; x++) {
        float u = (float) x / (GRID - 1);
        float most = jaw > 0 ? jaw * BeardArea.JAW.at(u, raised) : 0;
        if (v < 0.56f && u > 0.34f && u < 0.66f) {
          most = Math.max(most, moustache * BeardArea.MOUSTACHE.at(u, v));
          most = Math.max(most, chin * BeardArea.CHIN.at(u, v));
          most = Math.max(most, sides * BeardArea.MOUTH_SIDES.at(u, v));
          most *= 1 - lip.cover(u, v);
        }
        grid[y * GRID + x] = most;
      }
    }
  }

  void paint(Albedo out) {
    if (beard.kind() == BeardKind.NONE) {
      return;
    }
    boolean shaved = beard.length() < 0.04f;
    float most = shaved ? 0.55f : beard.length() < 0.3f ? 0.85f : 0.9f;
    float grain = shaved ? 0.12f : beard.length() < 0.3f ? 0.30f : 0.2f;
    float level = beard.length() < 0.3f ? 1 : 0.75f; // long hair shades its ground
    float[] skin = traits.skin();
    float[] hair = traits.beardHair();
    float through = shaved ? 0.25f : 0.08f; // hair below the skin is seen through it
    float[] colour = SkinPalette.mix(hair, skin, through);
    int top = (int) Albedo.y(jaw > 0 ? 0.73f : 0.55f);
    int bottom = (int) Albedo.y(0.17f);
    int left = (int) Albedo.x(jaw > 0 ? 0.09f : 0.35f);
    int right = Albedo.SIZE - 1 - left;
    float[] rough = new float[Albedo.SIZE];
    float scale = (GRID - 1f) / Albedo.SIZE;
    for (int y = top; y <= bottom; y++) {
      float down = (y + 0.5f) * scale;
      int j = (int) down;
      int row = j * GRID;
      Arrays.fill(rough, 1);
      NoiseTile.FINE.add(rough, grain, dx, dy, y);
      NoiseTile.CLOUD.add(rough, patchy, dy, dx, y);
      for (int x = left; x <= right; x++) {
        float along = (x + 0.5f) * scale;
        int i = (int) along;
        float d = between(row + i, along - i, down - j);
        if (d > 0.01f) {
          float share = Math.max(0, Math.min(1, d * beard.strength() * rough[x])) * most;
          out.mix(x, y, colour, level, share);
          out.shine(x, y, 1 - 0.7f * share);
        }
      }
    }
  }
}
