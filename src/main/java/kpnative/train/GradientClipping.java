package kpnative.train;

import kpnative.natives.Construction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * Keeps the Euclidean norm of all gradients together at or below a limit (Pascanu et al. 2013,
 * arXiv 1211.5063), in place.
 *
 * <p>Unlike LibTorch's {@code clip_grad_norm_}, it writes to the gradients only if their norm
 * exceeds the limit. Reading the norm synchronises with a GPU. Not thread-safe.
 */
final class GradientClipping implements AutoCloseable {
  /** As in PyTorch, for numerical stability of the division by the norm. */
  private static final double EPSILON = 1e-6;

  private final IValue gradients;
  private final double limit;
  private final ListKernel norms;
  private final ListKernel multiply;
  private final Owned<IValue> two;
  private final Owned<IValue> none;

  /**
   * Clips the gradients of an optimiser.
   *
   * @param optimizer borrowed, must outlive this
   * @param limit the largest norm, above 0
   */
  GradientClipping(AdamOptimizer optimizer, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the limit of the norm must be above 0, got " + limit);
    }
    this.gradients = optimizer.gradientList();
    this.limit = limit;
    try (Construction making = new Construction()) {
      norms = making.own(new ListKernel("aten::_foreach_norm", "Scalar"), ListKernel::close);
      multiply = making.own(new ListKernel("aten::_foreach_mul_", "Scalar"), ListKernel::close);
      two = making.retain(new IValue(2.0));
      none = making.retain(new IValue());
      making.done();
    }
  }

  /**
   * Clips the gradients in place.
   *
   * @return the norm before clipping; if it is not finite, the gradients are unchanged and the step
   *     must not be taken
   */
  double clip() {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      IValue each = norms.result(gradients, two.get(), none.get());
      double norm = torch.stack(each.toTensorVector()).norm().item_double();
      if (norm > limit && norm < Double.POSITIVE_INFINITY) {
        multiply.call(gradients, new IValue(limit / (norm + EPSILON)));
      }
      return norm;
    }
  }

  /** Frees the lists. Idempotent. */
  @Override
  public void close() {
    norms.close();
    multiply.close();
    two.close();
    none.close();
  }
}
