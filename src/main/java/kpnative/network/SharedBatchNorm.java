package kpnative.network;

import java.util.function.Consumer;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.VoidTensorHook;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation by the statistics of a whole batch, in training, of which this network has a
 * part and its copies have the others.
 *
 * <p>Forward, each takes mean and variance of its own samples; count, mean and squared deviations
 * of all, gathered in one collective, give those of the whole batch as Chan's formula does [1],
 * which does not cancel as sums of squares would. Then LibTorch normalises as if these were running
 * statistics. Its gradient lacks that mean and variance depend on the input:
 *
 * <pre>
 * dx = k * (dy - mean(dy) - n * mean(dy * n)),   n = (x - mean) / deviation,   k = scale / deviation
 * </pre>
 *
 * <p>Its first term is LibTorch's. The means are over the whole batch; their sums over one's own
 * samples are LibTorch's gradients of shift and scale, so that one collective and one pass over x
 * remain.
 *
 * <p>[1] Chan, Golub and LeVeque 1979, Updating formulae for computing sample variances.
 */
/* The hook on x needs what those on scale and shift get from the same operation. Autograd runs the
 * function that was made last first, of all that are ready; scale's and shift's are made after x's. */
final class SharedBatchNorm implements TorchOperation {
  private final SharedStatistics shared;
  private final Tensor scale;
  private final Tensor shift;
  private final Tensor mean; // running
  private final Tensor variance; // running, of an unbiased estimate
  private final double momentum;
  private final double epsilon;
  private final TensorOptional none;

  /**
   * The operation of one layer.
   *
   * @param scale of the layer, as are the next three: {@code [C]}; borrowed
   * @param momentum with which the running statistics follow
   * @param none empty; borrowed
   */
  SharedBatchNorm(
      SharedStatistics shared,
      Tensor scale,
      Tensor shift,
      Tensor mean,
      Tensor variance,
      double momentum,
      double epsilon,
      TensorOptional none) {
    this.shared = shared;
    this.scale = scale;
    this.shift = shift;
    this.mean = mean;
    this.variance = variance;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.none = none;
  }

  @Override
  public Tensor apply(Tensor[] inputs, boolean training) {
    return new Step(inputs[0]).output();
  }

  /** One forward pass, and what its backward pass needs of it. Its tensors are scratch. */
  private final class Step {
    private final boolean counting = shared.isCounting();
    private final Tensor x; // [B, C, H, W]
    private final double count; // pixels of one channel in the whole batch
    private final Tensor batchMean; // [C], as the next
    private final Tensor batchVariance;
    private @Nullable Tensor ofScale; // gradients
    private @Nullable Tensor ofShift;

    Step(Tensor input) {
      x = input.alias(); // before scale's and shift's, see above
      try (NoGradGuard guard = new NoGradGuard()) {
        Tensor all = gathered(); // [W, 1 + 2C]
        long channels = x.size(1);
        Tensor counts = all.narrow(1, 0, 1);
        Tensor means = all.narrow(1, 1, channels);
        Tensor variances = all.narrow(1, 1 + channels, channels);
        count = counts.sum().item_double();
        Scalar n = new Scalar(count);
        Tensor whole = means.mul(counts).sum(0).div_(n);
        Tensor apart = means.sub(whole).square_().add_(variances);
        batchMean = whole.to(ScalarType.Float);
        batchVariance = apart.mul_(counts).sum(0).div_(n).to(ScalarType.Float);
        Scalar pace = new Scalar(momentum);
        mean.lerp_(batchMean, pace);
        Scalar unbiased = new Scalar(count / Math.max(1, count - 1));
        variance.lerp_(batchVariance.mul(unbiased), pace);
      }
    }

    /** Each part's count, means and variances, a row each; of one that does not count, zeros. */
    private Tensor gathered() {
      long channels = x.size(1);
      long[] shape = {shared.size(), 1 + 2 * channels};
      TensorOptions numbers =
          new TensorOptions(ScalarType.Double).device(new DeviceOptional(x.device()));
      Tensor all = torch.zeros(shape, numbers);
      if (counting) {
        T_TensorTensor_T own = torch.batch_norm_update_stats(x, none, none, momentum);
        Tensor row = all.select(0, shared.rank());
        long count = x.numel() / channels;
        row.narrow(0, 0, 1).fill_(new Scalar((double) count));
        row.narrow(0, 1, channels).copy_(own.get0());
        row.narrow(0, 1 + channels, channels).copy_(own.get1());
      }
      shared.sum(all);
      return all;
    }

    Tensor output() {
      Tensor ownScale = own(scale);
      Tensor ownShift = own(shift);
      if (x.requires_grad()) {
        ownScale.register_hook(new Taking(gradient -> ofScale = gradient));
        ownShift.register_hook(new Taking(gradient -> ofShift = gradient));
        x.register_hook(new Correcting(this::correct));
      }
      return torch.batch_norm(
          x,
          new TensorOptional(ownScale),
          new TensorOptional(ownShift),
          new TensorOptional(batchMean),
          new TensorOptional(batchVariance),
          false,
          momentum,
          epsilon,
          true);
    }

    /** The parameter, or if it is not trained now, a copy that is, for the sake of its gradient. */
    private Tensor own(Tensor parameter) {
      return parameter.requires_grad()
          ? parameter.alias()
          : parameter.detach().set_requires_grad(true);
    }

    /** Adds to the gradient of x, in place, what comes of mean and variance. */
    private void correct(Tensor gradient) {
      if (ofShift == null || ofScale == null) {
        throw new IllegalStateException("the gradients of scale and shift come after that of x");
      }
      try (NativeScope scope = NativeScope.open();
          NoGradGuard guard = new NoGradGuard()) {
        Tensor sums =
            torch.stack(new TensorVector(ofShift, ofScale)).to(ScalarType.Double); // [2, C]
        shared.sum(sums);
        if (!counting) {
          return; // its samples are in no mean
        }
        Tensor means = sums.div_(new Scalar(count)).to(ScalarType.Float);
        Tensor inverse = batchVariance.add(new Scalar(epsilon)).rsqrt_();
        Tensor k = scale.detach().mul(inverse);
        Tensor slope = means.select(0, 1).mul(inverse).mul_(k);
        Tensor level = means.select(0, 0).mul(k).sub_(slope.mul(batchMean));
        long[] perChannel = {1, x.size(1), 1, 1};
        gradient.sub_(level.view(perChannel));
        gradient.addcmul_(x.detach(), slope.view(perChannel), new Scalar(-1.0));
      }
    }
  }

  /** Keeps a gradient. */
  private static final class Taking extends VoidTensorHook {
    private final transient Consumer<Tensor> to;

    Taking(Consumer<Tensor> to) {
      this.to = to;
    }

    @Override
    public void call(TensorBase gradient) {
      to.accept(new Tensor(gradient));
    }
  }

  /** Changes a gradient in place. */
  private static final class Correcting extends TensorTensorHook {
    private final transient Consumer<Tensor> change;

    Correcting(Consumer<Tensor> change) {
      this.change = change;
    }

    @Override
    public TensorBase call(TensorBase gradient) {
      try (Tensor same = new Tensor(gradient)) {
        change.accept(same);
      }
      return gradient;
    }
  }
}
