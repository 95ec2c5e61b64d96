package kpnative.train.loss;

import kpnative.codec.GridMaps;
import kpnative.codec.GridTargets;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss on a grid of cells [1]: 10 times the squared error of the scores (1 in the cell that
 * contains the keypoint, 0 elsewhere), plus the absolute error of the keypoint's offsets and of its
 * neighbours' offsets, both in the ground-truth cell only. Each term is a mean over its elements
 * and over the keypoints inside the input; a keypoint outside has weight 0 in all three, and so has
 * a neighbour that is absent.
 *
 * <p>[1] Jin et al. 2021, Pixel-in-Pixel Net, arXiv 2003.03771; weights as in its published
 * configurations.
 */
final class GridLoss {
  private static final double SCORES = 10;

  private GridLoss() {}

  /**
   * {@return the loss as a scalar that backward starts from, scratch}
   *
   * @param raw {@code [B, (3 + 2N) * K, H, W]}, as {@link GridMaps#of} divides it; borrowed
   * @param xy {@code [B, 2K]}, ground truth, fractions of the sides; borrowed
   * @param nearest {@code [K, N]}, indices of each keypoint's neighbours, as float32; borrowed
   */
  static Tensor of(Tensor raw, Tensor xy, Tensor nearest) {
    GridMaps maps = GridMaps.of(raw, xy.size(1) / 2);
    GridTargets targets = GridTargets.of(xy, nearest, maps.height(), maps.width());
    Tensor weight = targets.inside(); // [B, K]
    Tensor count = weight.sum().clamp_min(new Scalar(1.0));

    Tensor truth = torch.zeros_like(maps.scores());
    truth = truth.scatter(2, targets.cell().unsqueeze(2), new Scalar(1.0));
    Tensor difference = maps.scores().sub(truth);
    Tensor scores = difference.mul(difference).mean(2).mul(weight).sum().mul(new Scalar(SCORES));

    Tensor offsets = pair(targets.cell(), maps.x(), maps.y()).sub(targets.offsets()).abs();
    Tensor loss = scores.add(offsets.mean(2).mul(weight).sum());
    if (nearest.size(1) > 0) {
      Tensor predicted = pair(targets.cell(), maps.neighboursX(), maps.neighboursY());
      Tensor known = AbsentTargets.filled(targets.neighbours(), predicted);
      Tensor error = predicted.sub(known).abs().mean(2, 3); // [B, K]
      loss = loss.add(error.mul(weight).sum());
    }
    return loss.div(count);
  }

  /** {@return the number of keypoints inside the input, of which the loss is a mean; scratch} */
  static Tensor weight(Tensor raw, Tensor xy, Tensor nearest) {
    GridMaps maps = GridMaps.of(raw, xy.size(1) / 2);
    return GridTargets.of(xy, nearest, maps.height(), maps.width()).inside().sum();
  }

  private static Tensor pair(Tensor cell, Tensor x, Tensor y) {
    return torch.stack(new TensorVector(GridMaps.at(cell, x), GridMaps.at(cell, y)), -1);
  }

  /**
   * {@return each keypoint's neighbours, {@code [K, N]}, which are constants of a module with a
   * grid; borrowed, or scratch if N is 0}
   */
  static Tensor neighbours(TorchModule module) {
    Tensor held = module.constants().get(lastNode(module.graph()) + ".neighbours");
    if (held != null) {
      return held;
    }
    Tensor any = module.parameters().values().iterator().next();
    long[] none = {module.graph().output().elements() / 2, 0};
    return torch.zeros(none, new TensorOptions(any.device()));
  }

  private static String lastNode(NetworkGraph graph) {
    return graph.nodes().get(graph.nodes().size() - 1).name();
  }
}
