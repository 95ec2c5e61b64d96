package kpnative.train;

import kpnative.finder.CellGrid;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import kpnative.recipe.FinderLossSettings;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/*
 * The score learns how well the cell's own box fits (varifocal loss: Zhang et al. 2021, arXiv 2008.13367),
 * so that non-maximum suppression keeps the best one; boxes learn by generalised IoU (Rezatofighi et al.
 * 2019, arXiv 1902.09630); marks by their distance in face sizes. All are sums over cells, divided by the
 * number of cells with a face in the batch.
 */
/** What a finder's training minimises. Owns its constants. Not thread-safe. */
final class FinderLoss implements AutoCloseable {
  /**
   * A face is at least this much of a face, however bad the box; the rest of the score is the IoU.
   */
  private static final double PRESENT = 0.25;

  private static final double MOST_LOG_SIDE = 4; // exp(4) units, beyond any picture
  private static final double SMALL = 1e-6;

  private final FinderLossSettings settings;
  private final Owned<Tensor> x; // [N], of the cells' middles, pixels
  private final Owned<Tensor> y;
  private final Owned<Tensor> stride;

  FinderLoss(CellGrid grid, FinderLossSettings settings) {
    this.settings = settings;
    int n = grid.count();
    float[] xs = new float[n];
    float[] ys = new float[n];
    float[] strides = new float[n];
    int at = 0;
    for (int s : CellGrid.strides()) {
      for (int row = 0; row < grid.rows(s); row++) {
        for (int column = 0; column < grid.columns(s); column++) {
          xs[at] = (float) CellGrid.center(column, s);
          ys[at] = (float) CellGrid.center(row, s);
          strides[at++] = s;
        }
      }
    }
    try (Construction making = new Construction()) {
      x = making.retain(Tensors.toTorch(TensorData.ofFloats(xs, n)));
      y = making.retain(Tensors.toTorch(TensorData.ofFloats(ys, n)));
      stride = making.retain(Tensors.toTorch(TensorData.ofFloats(strides, n)));
      making.done();
    }
  }

  /**
   * The loss and its parts; scratch.
   *
   * @param total a scalar that backward starts from
   */
  record Parts(Tensor total, Tensor score, Tensor box, Tensor marks) {}

  /**
   * {@return the loss}
   *
   * @param output {@code [B, N * VALUES]}, of the network; borrowed
   * @param targets {@code [B, N, COLUMNS]}, see {@link FinderTargets}; borrowed
   */
  Parts of(Tensor output, Tensor targets) {
    long n = x.get().size(0);
    Tensor cells = output.reshape(output.size(0), n, CellGrid.VALUES);
    Tensor learned = column(targets, FinderTargets.LEARNED);
    Tensor face = column(targets, FinderTargets.FACE);
    Tensor count = face.sum().clamp_min(new Scalar(1.0));

    Edges truth = edges(targets, FinderTargets.BOX);
    Edges found = edges(cells);
    Overlap overlap = overlap(found, truth);

    Tensor logit = column(cells, 0);
    Tensor fit =
        overlap.iou.detach().mul(new Scalar(1 - PRESENT)).add(new Scalar(PRESENT)).mul(face);
    Tensor asFace = torch.softplus(logit).sub(fit.mul(logit)).mul(fit); // 0 where there is no face
    Tensor asNone =
        torch
            .softplus(logit)
            .mul(torch.sigmoid(logit).pow(new Scalar(settings.focus())))
            .mul(new Scalar(settings.empty()))
            .mul(learned)
            .mul(face.neg().add(new Scalar(1.0)));
    Tensor score = asFace.add(asNone).sum().div(count);
    Tensor box = overlap.giou.neg().add(new Scalar(1.0)).mul(face).sum().div(count);
    Tensor marks = marks(cells, targets, truth).div(count);
    Tensor total =
        score.add(box.mul(new Scalar(settings.box()))).add(marks.mul(new Scalar(settings.marks())));
    return new Parts(total, score, box, marks);
  }

  /** Left, top, right and bottom, each {@code [B, N]}. */
  private record Edges(Tensor left, Tensor top, Tensor right, Tensor bottom) {
    Tensor area() {
      return right.sub(left).mul(bottom.sub(top));
    }
  }

  private static Edges edges(Tensor of, int first) {
    return new Edges(
        column(of, first), column(of, first + 1), column(of, first + 2), column(of, first + 3));
  }

  /** {@return the boxes that the cells answer} */
  private Edges edges(Tensor cells) {
    Tensor unit = stride.get().mul(new Scalar(CellGrid.UNIT / 2));
    Tensor middleX = column(cells, CellGrid.BOX).mul(stride.get()).add(x.get());
    Tensor middleY = column(cells, CellGrid.BOX + 1).mul(stride.get()).add(y.get());
    Tensor w = side(column(cells, CellGrid.BOX + 2)).mul(unit);
    Tensor h = side(column(cells, CellGrid.BOX + 3)).mul(unit);
    return new Edges(middleX.sub(w), middleY.sub(h), middleX.add(w), middleY.add(h));
  }

  private static Tensor side(Tensor log) {
    return log.clamp_max(new Scalar(MOST_LOG_SIDE)).exp();
  }

  private record Overlap(Tensor iou, Tensor giou) {}

  private static Overlap overlap(Edges a, Edges b) {
    Scalar none = new Scalar(0.0);
    Scalar small = new Scalar(SMALL);
    Tensor w = torch.minimum(a.right, b.right).sub(torch.maximum(a.left, b.left)).clamp_min(none);
    Tensor h = torch.minimum(a.bottom, b.bottom).sub(torch.maximum(a.top, b.top)).clamp_min(none);
    Tensor both = w.mul(h);
    Tensor either = a.area().add(b.area()).sub(both).clamp_min(small);
    Tensor iou = both.div(either);
    Tensor hullW = torch.maximum(a.right, b.right).sub(torch.minimum(a.left, b.left));
    Tensor hullH = torch.maximum(a.bottom, b.bottom).sub(torch.minimum(a.top, b.top));
    Tensor hull = hullW.mul(hullH).clamp_min(small);
    return new Overlap(iou, iou.sub(hull.sub(either).div(hull)));
  }

  /** {@return the sum over cells of the marks' mean distance along x and y, in face sizes} */
  private Tensor marks(Tensor cells, Tensor targets, Edges truth) {
    long numbers = FinderTargets.MARKED - FinderTargets.MARKS;
    Tensor unit = stride.get().mul(new Scalar(CellGrid.UNIT)).unsqueeze(1); // [N, 1]
    TensorVector xy = new TensorVector(x.get(), y.get());
    Tensor middles = torch.stack(xy, 1).repeat(1, numbers / 2); // [N, 10]
    Tensor found = cells.narrow(2, CellGrid.MARKS, numbers).mul(unit).add(middles);
    Tensor away = found.sub(targets.narrow(2, FinderTargets.MARKS, numbers)).abs().mean(2);
    Tensor size = truth.area().sqrt();
    return away.div(size).mul(column(targets, FinderTargets.MARKED)).sum();
  }

  private static Tensor column(Tensor of, int index) {
    return of.select(2, index);
  }

  /** Frees the constants. Idempotent. */
  @Override
  public void close() {
    x.close();
    y.close();
    stride.close();
  }
}
