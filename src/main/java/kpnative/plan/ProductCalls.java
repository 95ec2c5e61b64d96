package kpnative.plan;

import java.util.List;
import kpnative.geometry.PixelCentres;
import kpnative.network.Layer;
import kpnative.network.Shape;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;

/**
 * Adds matrix products to a plan: fully connected layers, PCA shape models and expectations over
 * maps.
 */
final class ProductCalls {
  /** Moments per map: the means of x, y and their squares. */
  private static final int MOMENTS = 4;

  private static final double MIDDLE = 0.5; // of the map, as a fraction of its width or height

  private final FoldedWeights weights;
  private final PlanValues values;
  private final PlanCalls calls;

  ProductCalls(FoldedWeights weights, PlanValues values, PlanCalls calls) {
    this.weights = weights;
    this.values = values;
    this.calls = calls;
  }

  /** {@return the output of a fully connected layer} */
  PlanValue linear(Layer.Linear layer, FusedNode node) {
    return add(node, layer.out(), weights.pair(node, layer.out(), layer.bias()));
  }

  /** {@return the coordinates that a PCA shape model computes from its coefficients} */
  PlanValue shapeBasis(Layer.ShapeBasis layer, FusedNode node) {
    float[] basis = weights.of(node.name(), "basis");
    float[] mean = weights.of(node.name(), "mean");
    return add(node, layer.out(), new FoldedWeights.Pair(basis, mean));
  }

  private PlanValue add(FusedNode node, int outputs, FoldedWeights.Pair pair) {
    PlanValue source = values.input(node);
    PlanValue target = values.take(values.batch(), outputs);
    long[] form = source.sizes().clone();
    form[0] = outputs;
    primitive_attr attributes = calls.attributes(node);
    inner_product_forward.primitive_desc description =
        new inner_product_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            source.desc(),
            OneDnn.floats(OneDnn.ANY, form),
            OneDnn.floats(memory.format_tag.a, outputs),
            target.desc(),
            attributes,
            false);
    memory.format_tag plain =
        form.length == 4 ? memory.format_tag.oihw : memory.format_tag.ab; // [O, N]
    calls.add(
        description,
        source,
        target,
        calls.weight(node, pair, OneDnn.floats(plain, form), description.weights_desc()));
    return target;
  }

  /**
   * {@return the softmax of each map, {@code [B * K, H * W]}}
   *
   * @param planar maps of this shape; overwritten
   */
  PlanValue softmax(Shape shape, PlanValue planar) {
    long mapCount = values.batch() * shape.channels();
    long pixels = (long) shape.height() * shape.width();
    long[] rows = {mapCount, pixels};
    PlanValue flat = values.keep(planar.as(rows, OneDnn.floats(OneDnn.ROWS, rows)));
    softmax_forward.primitive_desc softmax =
        new softmax_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            dnnl.dnnl_softmax_accurate,
            flat.desc(),
            flat.desc(),
            1,
            calls.attributes(),
            false);
    calls.add(softmax, flat, flat);
    return flat;
  }

  /**
   * {@return the means of features under each keypoint's distribution, {@code [B, C, K, 1]}}
   *
   * @param flat the distributions, {@code [B * K, H * W]}
   * @param features maps {@code [B, C, H, W]}, float32
   */
  PlanValue means(FusedNode node, PlanValue flat, PlanValue features) {
    long keypoints = node.in().channels();
    long pixels = flat.sizes()[1];
    PlanValue shares = cube(flat, keypoints, pixels);
    // channels-last: one row a pixel, and of the result one row a keypoint
    PlanValue rows = cube(features, pixels, node.out().channels());
    PlanValue target = values.take(values.sizes(node.out()));
    PlanValue means = cube(target, keypoints, node.out().channels());
    matmul.primitive_desc product =
        new matmul.primitive_desc(
            OneDnn.cpu(), shares.desc(), rows.desc(), means.desc(), calls.attributes(), false);
    calls.add(
        product,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, shares),
            new PlanStep.Argument(dnnl.DNNL_ARG_WEIGHTS, rows),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, means)),
        List.of());
    return target;
  }

  /** {@return the same memory as {@code [B, rows, columns]}} */
  private PlanValue cube(PlanValue value, long rows, long columns) {
    long[] sizes = {values.batch(), rows, columns};
    return values.keep(value.as(sizes, OneDnn.floats(memory.format_tag.abc, sizes)));
  }

  /**
   * {@return the moments of distributions, {@code [B * K, 4]}, see {@link
   * InferencePlan.Output#MOMENTS}}
   *
   * @param flat the distributions, {@code [B * K, H * W]}
   */
  PlanValue moments(FusedNode node, PlanValue flat) {
    long mapCount = flat.sizes()[0];
    long pixels = flat.sizes()[1];
    PlanValue moments = values.take(mapCount, MOMENTS);
    matmul.primitive_desc product =
        new matmul.primitive_desc(
            OneDnn.cpu(),
            flat.desc(),
            OneDnn.floats(OneDnn.ANY, pixels, MOMENTS),
            moments.desc(),
            calls.attributes(),
            false);
    PlanStep.Constant centres =
        calls.constant(
            dnnl.DNNL_ARG_WEIGHTS,
            node.name() + " centres",
            centres(node.in().height(), node.in().width()),
            OneDnn.floats(OneDnn.ROWS, pixels, MOMENTS),
            product.weights_desc());
    calls.add(product, flat, moments, List.of(centres));
    return moments;
  }

  /**
   * {@return x and y of each pixel's centre as fractions minus 0.5, and their squares: {@code [H*W,
   * 4]}}
   */
  private static float[] centres(int height, int width) {
    float[] all = new float[height * width * MOMENTS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * MOMENTS;
        double u = PixelCentres.fraction(x, width) - MIDDLE;
        double v = PixelCentres.fraction(y, height) - MIDDLE;
        all[at] = (float) u;
        all[at + 1] = (float) v;
        all[at + 2] = (float) (u * u);
        all[at + 3] = (float) (v * v);
      }
    }
    return all;
  }
}
