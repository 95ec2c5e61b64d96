package kpnative.plan;

import kpnative.network.Layer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.pooling_forward;

/** Adds max-poolings and average-poolings to a plan. */
final class PoolingCalls {
  private static final long[] NO_PADDING = {0, 0};
  private static final long[] NO_DILATION = {0, 0}; // oneDNN's 0 is PyTorch's 1

  private final PlanValues values;
  private final PlanCalls calls;

  PoolingCalls(PlanValues values, PlanCalls calls) {
    this.values = values;
    this.calls = calls;
  }

  /** {@return the maximum of each window} */
  PlanValue max(Layer.MaxPool layer, FusedNode node) {
    return add(node, dnnl.dnnl_pooling_max, layer.kernel(), layer.stride(), layer.padding());
  }

  /** {@return the mean of each window} */
  PlanValue average(Layer.AveragePool layer, FusedNode node) {
    return add(node, dnnl.dnnl_pooling_avg_exclude_padding, layer.kernel(), layer.kernel(), 0);
  }

  /** {@return the mean of each map, {@code [B, C, 1, 1]}} */
  PlanValue globalAverage(FusedNode node) {
    long[] window = {node.in().height(), node.in().width()};
    long[] size = {values.batch(), node.in().channels(), 1, 1};
    return add(
        node, dnnl.dnnl_pooling_avg_exclude_padding, window, window, NO_PADDING, NO_PADDING, size);
  }

  private PlanValue add(FusedNode node, int kind, int kernel, int stride, int padding) {
    long[] window = {kernel, kernel};
    long[] strides = {stride, stride};
    long[] before = {padding, padding};
    long[] after = {
      (long) (node.out().height() - 1) * stride + kernel - node.in().height() - padding,
      (long) (node.out().width() - 1) * stride + kernel - node.in().width() - padding
    };
    return add(node, kind, window, strides, before, after, values.sizes(node.out()));
  }

  private PlanValue add(
      FusedNode node,
      int kind,
      long[] window,
      long[] strides,
      long[] before,
      long[] after,
      long[] size) {
    PlanValue source = values.input(node);
    PlanValue target = values.takeLike(source, size);
    pooling_forward.primitive_desc description =
        new pooling_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            kind,
            source.desc(),
            target.desc(),
            strides,
            window,
            NO_DILATION,
            before,
            after,
            calls.attributes(),
            false);
    calls.add(description, source, target);
    return target;
  }
}
