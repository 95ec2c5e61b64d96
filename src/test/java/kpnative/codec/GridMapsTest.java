package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridMapsTest {
  private static final long SEED = 3;
  private static final int B = 2;
  private static final int K = 5;
  private static final int N = 2;
  private static final int H = 3;
  private static final int W = 4;

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void anyGridIsDecodedAsByPlainArithmetic() {
    float[] raw = random(B * (3 + 2 * N) * K * H * W);
    // no point has point 4 as a neighbour
    int[][] nearest = {{1, 2}, {0, 2}, {1, 0}, {2, 1}, {0, 3}};
    float[] found = NativeFloats.floats(GridMaps.of(tensor(raw, N), K).decode(neighbours(nearest)));
    for (int b = 0; b < B; b++) {
      double[] plain = plain(raw, b, nearest);
      for (int i = 0; i < 2 * K; i++) {
        assertThat((double) found[b * 2 * K + i]).isCloseTo(plain[i], within(1e-5));
      }
    }
  }

  @Test
  void withoutNeighboursAPointIsItsOwnPrediction() {
    float[] raw = random(B * 3 * K * H * W);
    float[] found =
        NativeFloats.floats(GridMaps.of(tensor(raw, 0), K).decode(neighbours(new int[K][0])));
    for (int b = 0; b < B; b++) {
      double[] plain = plain(raw, b, new int[K][0]);
      for (int i = 0; i < 2 * K; i++) {
        assertThat((double) found[b * 2 * K + i]).isCloseTo(plain[i], within(1e-5));
      }
    }
  }

  /** A network that predicts exactly the targets is decoded to the points. */
  @Test
  void decodingTheTargetsGivesThePointsBack() {
    double[] xy = new Random(SEED).doubles(2 * K, 0, 1).toArray();
    int[][] nearest = NearestPoints.of(xy, N);
    GridTargets targets =
        GridTargets.of(NativeFloats.tensor(xy, 1, 2 * K), neighbours(nearest), H, W);
    long[] cells = new long[K];
    float[] raw = new float[(3 + 2 * N) * K * H * W];
    float[] own = NativeFloats.floats(targets.offsets());
    float[] others = NativeFloats.floats(targets.neighbours());
    for (int k = 0; k < K; k++) {
      cells[k] = targets.cell().select(1, k).item_long();
      int cell = (int) cells[k];
      raw[k * H * W + cell] = 1;
      raw[(K + k) * H * W + cell] = own[2 * k];
      raw[(2 * K + k) * H * W + cell] = own[2 * k + 1];
      for (int n = 0; n < N; n++) {
        int i = k * N + n;
        raw[(3 * K + i) * H * W + cell] = others[2 * i];
        raw[(3 * K + K * N + i) * H * W + cell] = others[2 * i + 1];
      }
    }
    Tensor maps = NativeFloats.tensor(raw, 1, (3 + 2 * N) * K, H, W);
    float[] found = NativeFloats.floats(GridMaps.of(maps, K).decode(neighbours(nearest)));
    assertThat(found)
        .containsExactly(NativeFloats.floats(NativeFloats.tensor(xy, 10)), within(1e-5f));
  }

  @Test
  void targetsAreThePlainFormulaAndPointsOutsideHaveNone() {
    Tensor xy = NativeFloats.tensor(new double[] {0.3, 0.9, 1.2, 0.5, 1, 1}, 1, 6);
    GridTargets targets = GridTargets.of(xy, neighbours(new int[][] {{1}, {0}, {1}}), H, W);
    assertThat(NativeFloats.floats(targets.inside())).containsExactly(1, 0, 1);
    // 0.3 * 4 = 1.2 and 0.9 * 3 = 2.7; (1, 1) is the bottom-right corner of the last cell
    assertThat(targets.cell().select(1, 0).item_long()).isEqualTo(2 * W + 1);
    assertThat(targets.cell().select(1, 2).item_long()).isEqualTo(2 * W + 3);
    float[] offsets = NativeFloats.floats(targets.offsets());
    assertThat(offsets[0]).isCloseTo(0.2f, within(1e-5f));
    assertThat(offsets[1]).isCloseTo(0.7f, within(1e-5f));
    assertThat(offsets[4]).isEqualTo(1);
    // the neighbour lies outside, at (4.8, 1.5) cells, and is not moved to the edge
    float[] around = NativeFloats.floats(targets.neighbours());
    assertThat(around[0]).isCloseTo(3.8f, within(1e-5f));
    assertThat(around[1]).isCloseTo(-0.5f, within(1e-5f));
  }

  @Test
  void aChannelCountThatDoesNotMatchTheKeypointsIsRefused() {
    assertThatThrownBy(() -> GridMaps.of(NativeFloats.tensor(new float[4], 1, 4, 1, 1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grid needs 3, 5, 7, ... channels for each of 1 keypoints, got 4");
  }

  private static double[] plain(float[] raw, int face, int[][] nearest) {
    int n = nearest[0].length;
    int channels = (3 + 2 * n) * K;
    double[] sum = new double[2 * K];
    double[] count = new double[K];
    for (int k = 0; k < K; k++) {
      int best = 0;
      for (int c = 0; c < H * W; c++) {
        if (raw[at(face, channels, k, c)] > raw[at(face, channels, k, best)]) {
          best = c;
        }
      }
      int column = best % W;
      int row = best / W;
      sum[2 * k] += column + raw[at(face, channels, K + k, best)];
      sum[2 * k + 1] += row + raw[at(face, channels, 2 * K + k, best)];
      count[k]++;
      for (int i = 0; i < n; i++) {
        int other = nearest[k][i];
        sum[2 * other] += column + raw[at(face, channels, 3 * K + k * n + i, best)];
        sum[2 * other + 1] += row + raw[at(face, channels, 3 * K + K * n + k * n + i, best)];
        count[other]++;
      }
    }
    for (int k = 0; k < K; k++) {
      sum[2 * k] /= count[k] * W;
      sum[2 * k + 1] /= count[k] * H;
    }
    return sum;
  }

  private static int at(int face, int channels, int channel, int cell) {
    return (face * channels + channel) * H * W + cell;
  }

  private static Tensor tensor(float[] raw, int n) {
    return NativeFloats.tensor(raw, B, (3L + 2L * n) * K, H, W);
  }

  private static Tensor neighbours(int[][] nearest) {
    float[] flat = new float[nearest.length * nearest[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = nearest[i / nearest[0].length][i % nearest[0].length];
    }
    return NativeFloats.tensor(flat, nearest.length, nearest[0].length);
  }

  private static float[] random(int count) {
    Random random = new Random(SEED);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
