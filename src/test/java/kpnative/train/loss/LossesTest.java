package kpnative.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import kpnative.natives.NativeScope;
import kpnative.recipe.LossSettings;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {
  private static final long SEED = 11;
  private static final double WIDTH = 0.5;
  private static final double CURVATURE = 0.125;
  private static final double BETA = 0.25;
  private static final Offset<Double> ROUNDING = within(1e-5);

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"MSE", "L1", "SMOOTH_L1", "WING"})
  void lossIsTheMeanOfThePlainFormula(LossSettings.Kind kind) {
    float[] output = gaussian(SEED, 12);
    float[] target = gaussian(SEED + 1, 12);
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += plain(kind).applyAsDouble(3.0 * (output[i] - target[i]));
    }
    Tensor loss = Losses.ofCoordinates(settings(kind, 3)).apply(rows(output), rows(target));
    assertThat(loss.dim()).isZero();
    assertThat(loss.item_double()).isCloseTo(sum / output.length, ROUNDING);
  }

  /**
   * At the threshold of Wing and smooth L1 the outer formula applies; at zero the gradient is 0.
   */
  @ParameterizedTest
  @EnumSource(names = {"MSE", "L1", "SMOOTH_L1", "WING"})
  void gradientIsRightAtAndAroundTheThresholds(LossSettings.Kind kind) {
    float tiny = 1e-4f;
    float[] errors = {
      0, tiny, -tiny, 0.25f, 0.25f - tiny, 0.25f + tiny, 0.5f, -0.5f, 0.5f - tiny, 0.5f + tiny, 9
    };
    Tensor output = Tensor.create(errors, 1, errors.length).set_requires_grad(true);
    Tensor target = Tensor.create(new float[errors.length], 1, errors.length);
    Losses.ofCoordinates(settings(kind, 1)).apply(output, target).backward();
    for (int i = 0; i < errors.length; i++) {
      double x = errors[i];
      double slope =
          switch (kind) {
            case MSE -> 2 * x;
            case L1 -> Math.signum(x);
            case SMOOTH_L1 -> Math.abs(x) < BETA ? x / BETA : Math.signum(x);
            case WING ->
                Math.signum(x) * (Math.abs(x) < WIDTH ? WIDTH / (CURVATURE + Math.abs(x)) : 1);
            default -> throw new IllegalArgumentException(kind + " is a loss of maps");
          };
      assertThat(output.grad().view(-1).get(i).item_double() * errors.length)
          .as("slope at %s", x)
          .isCloseTo(slope, within(1e-4));
    }
  }

  @Test
  void wingIsContinuousWhereItsPartsMeet() {
    Losses wing = Losses.ofCoordinates(settings(LossSettings.Kind.WING, 1));
    double below = wing.apply(rows(new float[] {0.49999f, 0.49999f}), zeros(2)).item_double();
    double above = wing.apply(rows(new float[] {0.50001f, 0.50001f}), zeros(2)).item_double();
    assertThat(above - below).isBetween(0.0, 5e-5);
  }

  @Test
  void aNaNPredictionGivesANaNLoss() {
    Losses wing = Losses.ofCoordinates(settings(LossSettings.Kind.WING, 1));
    assertThat(wing.apply(rows(new float[] {Float.NaN, 0}), zeros(2)).item_double()).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = {"MSE", "L1", "SMOOTH_L1", "WING"})
  void absentTargetsAreLeftOutOfTheMeanAndGiveNoGradient(LossSettings.Kind kind) {
    float[] some = gaussian(SEED, 8);
    float[] others = gaussian(SEED + 1, 8);
    float[] absent = others.clone();
    absent[2] = Float.NaN;
    absent[3] = Float.NaN;
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += i == 2 || i == 3 ? 0 : plain(kind).applyAsDouble(3.0 * (some[i] - others[i]));
    }
    Tensor output = rows(some).set_requires_grad(true);

    Tensor loss = Losses.ofCoordinates(settings(kind, 3)).apply(output, rows(absent));
    loss.backward();

    assertThat(loss.item_double()).isCloseTo(sum / 6, ROUNDING);
    for (int i = 0; i < some.length; i++) {
      double slope = output.grad().view(-1).get(i).item_double();
      assertThat(slope == 0).as("slope %s at %s", slope, i).isEqualTo(i == 2 || i == 3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MSE", "L1", "SMOOTH_L1", "WING"})
  void aBatchWithoutAnyTargetHasALossOfZero(LossSettings.Kind kind) {
    Tensor output = rows(gaussian(SEED, 4)).set_requires_grad(true);
    float[] none = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    Tensor loss = Losses.ofCoordinates(settings(kind, 3)).apply(output, rows(none));
    loss.backward();
    assertThat(loss.item_double()).isZero();
    assertThat(output.grad().abs().sum().item_double()).isZero();
  }

  @ParameterizedTest // so that a training without absent points is what it was
  @EnumSource(names = {"MSE", "L1", "SMOOTH_L1", "WING"})
  void withAllTargetsTheFactorIsExactlyOne(LossSettings.Kind kind) {
    for (int n = 2; n < 3000; n += 2) {
      assertThat(AbsentTargets.ofAllToPresent(Tensor.create(new float[n], n / 2, 2)).item_float())
          .isEqualTo(1f);
    }
    Tensor target = rows(gaussian(SEED, 4));
    assertThat(AbsentTargets.filled(target, zeros(4)).equal(target)).isTrue();
  }

  @Test
  void shapesThatDifferAreRefused() {
    Losses mse = Losses.ofCoordinates(settings(LossSettings.Kind.MSE, 1));
    assertThatThrownBy(() -> mse.apply(Tensor.create(new float[4], 2, 2), zeros(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the target must have the output's shape [2, 2], got [1, 2]");
  }

  private static DoubleUnaryOperator plain(LossSettings.Kind kind) {
    return switch (kind) {
      case MSE -> x -> x * x;
      case L1 -> Math::abs;
      case SMOOTH_L1 -> x -> Math.abs(x) < BETA ? x * x / (2 * BETA) : Math.abs(x) - BETA / 2;
      case WING -> {
        double join = WIDTH - WIDTH * Math.log(1 + WIDTH / CURVATURE);
        yield x ->
            Math.abs(x) < WIDTH
                ? WIDTH * Math.log(1 + Math.abs(x) / CURVATURE)
                : Math.abs(x) - join;
      }
      default -> throw new IllegalArgumentException(kind + " is a loss of maps");
    };
  }

  private static LossSettings settings(LossSettings.Kind kind, double scale) {
    return new LossSettings(kind, scale, WIDTH, CURVATURE, BETA, 0.05, 1, 0.2);
  }

  private static float[] gaussian(long seed, int n) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (0.2 * random.nextGaussian());
    }
    return values;
  }

  private static Tensor rows(float[] values) {
    return Tensor.create(values, values.length / 2, 2);
  }

  private static Tensor zeros(int n) {
    return rows(new float[n]);
  }
}
