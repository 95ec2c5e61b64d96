package kpnative.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kpnative.codec.GridMaps;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridLossTest {
  private static final long SEED = 4;
  private static final int B = 2;
  private static final int K = 3;
  private static final int N = 2;
  private static final int H = 3;
  private static final int W = 4;
  private static final int CHANNELS = (3 + 2 * N) * K;
  private static final int OUTSIDE = 2; // of all B * K keypoints
  private static final int[][] NEAREST = {{1, 2}, {2, 0}, {0, 1}};

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
  void lossIsThePlainFormulaOverThePointsInside() {
    double[] raw = gaussian(B * CHANNELS * H * W);
    double[] xy = points();
    double sum = 0;
    for (int b = 0; b < B; b++) {
      for (int k = 0; k < K; k++) {
        if (b * K + k != OUTSIDE) {
          sum += plain(raw, xy, b, k);
        }
      }
    }
    assertThat(GridLoss.of(maps(raw), truth(xy), nearest()).item_double())
        .isCloseTo(sum / (B * K - 1), within(1e-5));
  }

  @Test // its own loss, and that of those whose neighbour it is
  void aPointThatIsAbsentGivesNoLossAndNoGradient() {
    double[] raw = gaussian(B * CHANNELS * H * W);
    double[] xy = points();
    double[] absent = xy.clone();
    int at = 2 * (K + 1); // the second face's second point
    absent[at] = Double.NaN;
    absent[at + 1] = Double.NaN;
    Tensor maps = maps(raw).set_requires_grad(true);

    Tensor loss = GridLoss.of(maps, truth(absent), nearest());
    loss.backward();

    double whole = GridLoss.of(maps(raw), truth(xy), nearest()).item_double();
    assertThat(loss.item_double()).isPositive().isNotCloseTo(whole, within(1e-6));
    assertThat(maps.grad().isnan().any().item_bool()).isFalse();
    assertThat(largest(maps.grad().select(0, 1), 1)).isZero();
    assertThat(largest(maps.grad().select(0, 1), 0)).isPositive();
  }

  @Test
  void gradientDescentOnTheMapsLeadsToTheKeypoints() {
    Tensor maps = maps(new double[B * CHANNELS * H * W]).set_requires_grad(true);
    double[] xy = points();
    for (int i = 0; i < 600; i++) {
      GridLoss.of(maps, truth(xy), nearest()).backward();
      try (NoGradGuard guard = new NoGradGuard()) {
        maps.sub_(maps.grad().mul(new Scalar(0.1)));
        maps.grad().zero_();
      }
    }
    Tensor found = GridMaps.of(maps.detach(), K).decode(nearest()).view(-1);
    for (int i = 2 * K; i < 2 * B * K; i++) { // of the face that is entirely inside
      assertThat(found.get(i).item_double()).isCloseTo(xy[i], within(0.02));
    }
  }

  @Test
  void aPointOutsideLeavesItsMapsAsTheyAre() {
    Tensor maps = maps(gaussian(B * CHANNELS * H * W)).set_requires_grad(true);
    GridLoss.of(maps, truth(points()), nearest()).backward();
    Tensor gradient = maps.grad().select(0, OUTSIDE / K);
    assertThat(largest(gradient, OUTSIDE)).isZero();
    assertThat(largest(gradient, K + OUTSIDE)).isZero();
    assertThat(largest(gradient, 3 * K + N * OUTSIDE)).isZero();
    assertThat(largest(gradient, 3 * K)).as("of a keypoint inside").isPositive();
  }

  @Test
  void withoutNeighboursScoresAndOffsetsAreLearned() {
    Tensor maps = torch.zeros(1, 3, 1, 1);
    Tensor xy = Tensor.create(new float[] {0.25f, 0.5f}, 1, 2);
    // one cell: score off by 1, offsets by 0.25 and 0.5
    assertThat(GridLoss.of(maps, xy, torch.zeros(1, 0)).item_double())
        .isCloseTo(10 + 0.375, within(1e-6));
  }

  private static double largest(Tensor maps, int channel) {
    return maps.select(0, channel).abs().max().item_double();
  }

  private static double plain(double[] raw, double[] xy, int b, int k) {
    double x = xy[2 * (b * K + k)] * W;
    double y = xy[2 * (b * K + k) + 1] * H;
    int column = (int) x;
    int row = (int) y;
    double scores = 0;
    for (int r = 0; r < H; r++) {
      for (int c = 0; c < W; c++) {
        double miss = at(raw, b, k, r, c) - (r == row && c == column ? 1 : 0);
        scores += 10 * miss * miss / (H * W);
      }
    }
    double offsets =
        Math.abs(at(raw, b, K + k, row, column) - (x - column))
            + Math.abs(at(raw, b, 2 * K + k, row, column) - (y - row));
    double neighbours = 0;
    for (int n = 0; n < N; n++) {
      int other = b * K + NEAREST[k][n];
      int channel = 3 * K + k * N + n;
      neighbours +=
          Math.abs(at(raw, b, channel, row, column) - (xy[2 * other] * W - column))
              + Math.abs(at(raw, b, channel + K * N, row, column) - (xy[2 * other + 1] * H - row));
    }
    return scores + offsets / 2 + neighbours / (2 * N);
  }

  private static double at(double[] raw, int b, int channel, int row, int column) {
    return raw[((b * CHANNELS + channel) * H + row) * W + column];
  }

  private static double[] points() {
    double[] xy = new Random(SEED).doubles(2 * B * K, 0.1, 0.9).toArray();
    xy[2 * OUTSIDE + 1] = 1.1;
    return xy;
  }

  private static double[] gaussian(int count) {
    Random random = new Random(SEED);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static Tensor maps(double[] raw) {
    return Tensor.create(raw, B, CHANNELS, H, W).to(torch.ScalarType.Float);
  }

  private static Tensor truth(double[] xy) {
    return Tensor.create(xy, B, 2 * K).to(torch.ScalarType.Float);
  }

  private static Tensor nearest() {
    return Tensor.create(new float[] {1, 2, 2, 0, 0, 1}, K, N).clone();
  }
}
