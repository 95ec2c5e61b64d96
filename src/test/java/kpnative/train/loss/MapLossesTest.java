package kpnative.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import kpnative.codec.MapDecoding;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapLossesTest {
  private static final long SEED = 21;
  private static final int B = 2;
  private static final int K = 3;
  private static final int H = 8;
  private static final int W = 10;
  private static final double SIGMA = 0.12;
  private static final double SCALE = 2;
  private static final double REG = 0.7;
  private static final int OUTSIDE = 4; // of all B * K keypoints

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private enum Loss {
    MSE_OF_DISTRIBUTIONS,
    MSE_OF_PEAKS,
    KL,
    ADAPTIVE_WING,
    DSNT;

    Tensor of(Tensor maps, Tensor xy) {
      MapLosses losses = new MapLosses(SIGMA);
      return switch (this) {
        case MSE_OF_DISTRIBUTIONS -> losses.mseOfDistributions(maps, xy);
        case MSE_OF_PEAKS -> losses.mseOfPeaks(maps, xy);
        case KL -> losses.kl(maps, xy);
        case ADAPTIVE_WING -> losses.adaptiveWing(maps, xy);
        case DSNT -> losses.dsnt(maps, xy, SCALE, REG);
      };
    }

    boolean readsLogits() {
      return this != MSE_OF_PEAKS && this != ADAPTIVE_WING;
    }

    /** The step size of gradient descent, which depends on the loss's scale. */
    double rate() {
      return switch (this) {
        case MSE_OF_DISTRIBUTIONS -> 100;
        case MSE_OF_PEAKS -> 0.3;
        case KL, DSNT -> 20;
        case ADAPTIVE_WING -> 2;
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aPointThatIsAbsentIsAsOneOutside(Loss loss) {
    double[] xy = points();
    double[] absent = xy.clone();
    absent[2 * OUTSIDE] = Double.NaN;
    absent[2 * OUTSIDE + 1] = Double.NaN;
    double[] values = gaussian(B * K * H * W);
    Tensor maps = tensor(values, B, K, H, W).set_requires_grad(true);
    Tensor others = tensor(values, B, K, H, W).set_requires_grad(true);

    Tensor value = loss.of(maps, tensor(absent, B, 2 * K));
    value.backward();
    Tensor outside = loss.of(others, tensor(xy, B, 2 * K));
    outside.backward();

    assertThat(value.item_double()).isCloseTo(outside.item_double(), within(1e-6));
    assertThat(maps.grad().isnan().any().item_bool()).isFalse();
    assertThat(maps.grad().sub(others.grad()).abs().max().item_double()).isLessThan(1e-6);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void lossIsThePlainFormulaOverThePointsInside(Loss loss) {
    double[] maps = gaussian(B * K * H * W);
    double[] xy = points();
    double sum = 0;
    for (int m = 0; m < B * K; m++) {
      if (m != OUTSIDE) {
        sum += plain(loss, maps, m * H * W, xy[2 * m], xy[2 * m + 1]);
      }
    }
    boolean summed = loss == Loss.MSE_OF_DISTRIBUTIONS || loss == Loss.MSE_OF_PEAKS;
    double expected = sum / (summed ? B : B * K - 1);
    Tensor value = loss.of(tensor(maps, B, K, H, W), tensor(xy, B, 2 * K));
    assertThat(value.dim()).isZero();
    assertThat(value.item_double()).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void gradientDescentOnTheMapsLeadsToTheKeypoints(Loss loss) {
    Tensor maps = tensor(new double[B * K * H * W], B, K, H, W).set_requires_grad(true);
    double[] xy = points();
    Tensor truth = tensor(xy, B, 2 * K);
    double first = loss.of(maps, truth).item_double();
    for (int i = 0; i < 200; i++) {
      loss.of(maps, truth).backward();
      try (NoGradGuard guard = new NoGradGuard()) {
        maps.sub_(maps.grad().mul(new Scalar(loss.rate())));
        maps.grad().zero_();
      }
    }
    assertThat(loss.of(maps, truth).item_double()).isLessThan(0.5 * first);
    UnaryOperator<Tensor> decode =
        loss.readsLogits() ? MapDecoding::expectation : MapDecoding::darkOfPeaks;
    Tensor found = decode.apply(maps.detach());
    for (int i = 0; i < 2 * B * K; i++) {
      if (i / 2 != OUTSIDE) {
        assertThat(found.view(-1).get(i).item_double()).isCloseTo(xy[i], within(0.06));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aPointOutsideLeavesItsMapAsItIs(Loss loss) {
    Tensor maps = tensor(gaussian(B * K * H * W), B, K, H, W).set_requires_grad(true);
    loss.of(maps, tensor(points(), B, 2 * K)).backward();
    Tensor gradient = maps.grad().view(B * K, H * W);
    for (int m = 0; m < B * K; m++) {
      double largest = gradient.select(0, m).abs().max().item_double();
      if (m == OUTSIDE) {
        assertThat(largest).isZero();
      } else {
        assertThat(largest).isPositive();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void facesWithoutAPointInsideHaveNoLoss(Loss loss) {
    Tensor maps = tensor(gaussian(B * K * H * W), B, K, H, W).set_requires_grad(true);
    double[] xy = new double[2 * B * K];
    Arrays.fill(xy, -3);
    xy[0] = Double.NaN;
    Tensor value = loss.of(maps, tensor(xy, B, 2 * K));
    value.backward();
    assertThat(value.item_double()).isZero();
    assertThat(maps.grad().abs().max().item_double()).isZero();
  }

  /** A Gaussian of the recipe's width in all directions is what labels are compared with. */
  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"KL", "DSNT"})
  void answersOfTheLabelsSpreadHaveTheLabelsLoss(Loss loss) {
    Tensor maps = tensor(gaussian(B * K * H * W), B, K, H, W);
    Tensor xy = tensor(points(), B, 2 * K);
    double[] round = new double[3 * B * K];
    for (int i = 0; i < B * K; i++) {
      round[3 * i] = SIGMA * SIGMA;
      round[3 * i + 2] = SIGMA * SIGMA;
    }
    Tensor covariance = tensor(round, B, K, 3);
    MapLosses losses = new MapLosses(SIGMA);
    Tensor value =
        loss == Loss.KL
            ? losses.kl(maps, xy, covariance)
            : losses.dsnt(maps, xy, covariance, SCALE, REG);

    double expected = loss.of(maps, xy).item_double();
    assertThat(value.item_double()).isCloseTo(expected, within(1e-5 * expected));
  }

  /** If a distribution has values too small for float32, nothing becomes NaN. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void mapsFarFromTheTruthHaveAFiniteLossAndGradient(Loss loss) {
    double[] far = gaussian(B * K * H * W);
    for (int i = 0; i < far.length; i++) {
      far[i] *= 300;
    }
    Tensor maps = tensor(far, B, K, H, W).set_requires_grad(true);
    Tensor value = loss.of(maps, tensor(points(), B, 2 * K));
    value.backward();
    assertThat(value.item_double()).isFinite();
    assertThat(maps.grad().isfinite().all().item_bool()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void theMemoryFormatOfTheMapsDoesNotMatter(Loss loss) {
    Tensor maps = tensor(gaussian(B * K * H * W), B, K, H, W);
    Tensor truth = tensor(points(), B, 2 * K);
    double plain = loss.of(maps, truth).item_double();
    Tensor other = maps.contiguous(torch.MemoryFormat.ChannelsLast);
    assertThat(loss.of(other, truth).item_double()).isCloseTo(plain, within(1e-5 * plain));
  }

  private static double plain(Loss loss, double[] maps, int from, double x, double y) {
    double[] map = Arrays.copyOfRange(maps, from, from + H * W);
    double[] peak = new double[H * W];
    double[] px = new double[H * W];
    double[] py = new double[H * W];
    double peaks = 0;
    double exps = 0;
    for (int i = 0; i < H * W; i++) {
      int row = i / W;
      px[i] = (i % W + 0.5) / W;
      py[i] = (row + 0.5) / H;
      double dx = (px[i] - x) / SIGMA;
      double dy = (py[i] - y) / SIGMA;
      peak[i] = Math.exp(-0.5 * (dx * dx + dy * dy));
      peaks += peak[i];
      exps += Math.exp(map[i]);
    }
    double sum = 0;
    double ex = 0;
    double ey = 0;
    for (int i = 0; i < H * W; i++) {
      double q = peak[i] / peaks;
      double p = Math.exp(map[i]) / exps;
      double m = (p + q) / 2;
      ex += p * px[i];
      ey += p * py[i];
      sum +=
          switch (loss) {
            case MSE_OF_DISTRIBUTIONS -> (p - q) * (p - q);
            case MSE_OF_PEAKS -> (map[i] - peak[i]) * (map[i] - peak[i]);
            case KL -> q * Math.log(q / p);
            case ADAPTIVE_WING -> adaptiveWing(map[i], peak[i], grown(peak, i)) / (H * W);
            case DSNT -> REG * (p * Math.log(p / m) + q * Math.log(q / m)) / 2;
          };
    }
    return loss == Loss.DSNT ? sum + SCALE * (Math.abs(ex - x) + Math.abs(ey - y)) / 2 : sum;
  }

  private static double adaptiveWing(double map, double truth, double grown) {
    double d = Math.abs(truth - map);
    double p = 2.1 - truth;
    double a = 14 * p * Math.pow(0.5, p - 1) / (1 + Math.pow(0.5, p));
    double c = 0.5 * a - 14 * Math.log(1 + Math.pow(0.5, p));
    double plain = d < 0.5 ? 14 * Math.log(1 + Math.pow(d, p)) : a * d - c;
    return grown >= 0.2 ? 11 * plain : plain;
  }

  private static double grown(double[] peak, int i) {
    double largest = 0;
    for (int r = Math.max(0, i / W - 1); r <= Math.min(H - 1, i / W + 1); r++) {
      for (int c = Math.max(0, i % W - 1); c <= Math.min(W - 1, i % W + 1); c++) {
        largest = Math.max(largest, peak[r * W + c]);
      }
    }
    return largest;
  }

  private static double[] points() {
    double[] xy = new Random(SEED).doubles(2 * B * K, 0.35, 0.65).toArray();
    xy[2 * OUTSIDE] = -0.2;
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

  private static Tensor tensor(double[] values, long... shape) {
    return Tensor.create(values, shape).to(torch.ScalarType.Float);
  }
}
