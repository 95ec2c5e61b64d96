package kpnative.train;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import kpnative.parallel.Workers;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a whole batch, of which each worker computes a part. A loss is a sum over what counts
 * in the batch, divided by how much that is, so the parts' losses cannot simply be averaged. Each
 * is scaled so that the mean of all workers' gradients is the gradient of the whole batch's loss.
 *
 * @param value of the whole batch, that of the keypoints alone; asking waits for the device
 * @param scaled this part's, with that of the visibility; a scalar that backward starts from,
 *     scratch
 */
record SharedLoss(DoubleSupplier value, Tensor scaled) {
  /**
   * A term of this part's loss.
   *
   * @param mean over what counts in this part; scratch
   * @param weight how much counts in this part; {@code mean} is 0 if nothing does
   */
  record Term(Tensor mean, double weight) {
    private double divisor() {
      return Math.max(1, weight); // as the losses divide
    }
  }

  /**
   * {@return the loss of the whole batch; a collective}
   *
   * @param counts whether this part's samples count
   */
  static SharedLoss of(Workers workers, boolean counts, Term points, Optional<Term> visibility) {
    double own = points.mean().item_float() * points.divisor();
    double[] sums =
        counts
            ? workers.sums(own, points.weight(), visibility.map(Term::weight).orElse(0.0))
            : workers.sums(0, 0, 0);
    Tensor scaled = scaled(points, counts, sums[1], workers);
    if (visibility.isPresent()) {
      scaled = scaled.add(scaled(visibility.get(), counts, sums[2], workers));
    }
    double value = sums[0] / Math.max(1, sums[1]);
    return new SharedLoss(() -> value, scaled);
  }

  private static Tensor scaled(Term part, boolean counts, double whole, Workers workers) {
    double factor = counts ? part.divisor() * workers.size() / Math.max(1, whole) : 0;
    return part.mean().mul(new Scalar(factor));
  }
}
