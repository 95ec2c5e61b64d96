package kpnative.data.rendered;

import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Opening;

/**
 * The mass of hair on a skull: the skin's grid raised, with its edge sunk into the skin. Where hair
 * hangs behind, the mass goes on down round the neck, outside the opening for the face.
 */
final class HairCap {
  private static final int COLUMNS = HeadGrid.COLUMNS;

  private final HeadBody body;
  private final HairStyle style;
  private final float[] above;
  private final float[] loose;
  private final float noise;
  private final float[] position = new float[3 * HeadGrid.CELLS];

  /** Above 0, there is hair, [ROWS, COLUMNS]. */
  private final float[] amount = new float[HeadGrid.CELLS];

  /**
   * @param above how far above the hairline each cell is, cm
   * @param loose 1 where no hat presses the hair, 0 where one does
   * @param noise a place in the noise that bumps are taken from
   */
  HairCap(HeadBody body, HairStyle style, float[] above, float[] loose, float noise) {
    this.body = body;
    this.style = style;
    this.above = above;
    this.loose = loose;
    this.noise = noise;
  }

  void add(HairMesh mesh) {
    shape();
    float[] normal = new float[position.length];
    HeadBody.normals(position, normal);
    int first = mesh.count();
    for (int k = 0; k < HeadGrid.CELLS; k++) {
      int v = 3 * k;
      float s = HeadGrid.s(k / COLUMNS);
      mesh.vertex(
          position[v], position[v + 1], position[v + 2], normal[v], normal[v + 1], normal[v + 2]);
      float open = 0.4f + 0.4f * Noise.step(-2, 8, s);
      mesh.look(8 * HeadGrid.angle(k % COLUMNS), s, noise, 0.1f, 0.8f, open);
    }
    for (int row = 0; row + 1 < HeadGrid.ROWS; row++) {
      for (int c = 0; c < COLUMNS; c++) {
        int a = row * COLUMNS + c;
        int b = row * COLUMNS + (c + 1) % COLUMNS;
        int d = a + COLUMNS;
        int e = b + COLUMNS;
        if (Math.max(Math.max(amount[a], amount[b]), Math.max(amount[d], amount[e])) > 0) {
          mesh.quad(first + a, first + b, first + d, first + e);
        }
      }
    }
  }

  private void shape() {
    Cap cap = style.cap();
    boolean hangs = style.opening().hangs();
    float[] radius = new float[COLUMNS];
    for (int row = HeadGrid.ROWS - 1; row >= 0; row--) {
      float s = HeadGrid.s(row);
      float most = cap.thick() + cap.top() * Noise.step(5, 11, s);
      for (int c = 0; c < COLUMNS; c++) {
        int k = row * COLUMNS + c;
        float angle = HeadGrid.angle(c);
        amount[k] = above[k];
        if (above[k] < -1.5f && !hangs) {
          continue;
        }
        float bump =
            cap.bump() * (2 * Noise.at(angle * 8 / cap.bumpSize() + noise, s / cap.bumpSize()) - 1);
        float thick = most * (1 + bump);
        thick = Math.min(thick, 0.1f) + loose[k] * Math.max(0, thick - 0.1f);
        float high =
            thick * Noise.step(0, cap.slope(), above[k]) - 0.3f * Noise.step(0.1f, -0.2f, above[k]);
        for (int i = 3 * k; i < 3 * k + 3; i++) {
          position[i] = body.skin[i] + high * body.normal[i];
        }
        if (hangs && s < 5) {
          hang(k, angle, s, radius, body.radius[k] + cap.thick() * 0.7f * (1 + bump));
        } else {
          radius[c] = body.radius[k] + 0.7f * thick;
        }
      }
    }
  }

  /** One cell of what hangs; {@code radius} holds that of the row above. */
  private void hang(int k, float angle, float s, float[] radius, float wide) {
    Opening opening = style.opening();
    int c = k % COLUMNS;
    float beside = opening.beside(angle, s) * HeadGrid.ARC - 0.3f; // cm
    float inside = Math.min(beside, s - opening.end());
    if (s < -8 && wide > radius[c] + 0.6f) { // shoulders are no place for a closed mass
      radius[c] = 99;
    }
    if (radius[c] > 90) {
      amount[k] = -1;
      return;
    }
    radius[c] = Math.max(wide, radius[c] - 0.15f * HeadGrid.STEP);
    if (above[k] < 0.3f) {
      float r = radius[c] - 2 * Noise.step(0.8f, -0.6f, beside);
      HeadBody.place(angle, s, r, position, 3 * k);
    }
    amount[k] = Math.max(above[k], inside);
  }
}
