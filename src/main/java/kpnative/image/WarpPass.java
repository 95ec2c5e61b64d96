package kpnative.image;

import java.util.List;
import kpnative.geometry.Warp;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Samples a picture through a warp to the input's size with bilinear interpolation, after averaging
 * if the warp shrinks it.
 *
 * <p>Not thread-safe; owns its intermediate buffers and reuses them.
 */
final class WarpPass implements AutoCloseable {
  private final int width;
  private final int height;
  private final double[] back = new double[9]; // from the input to the sampled picture, row-major
  private final Reduction reduction = new Reduction();
  private final Owned<Mat> region;
  private final Owned<Mat> padded;
  private final Owned<Mat> half;
  private final Owned<Mat> quarter;
  private final Owned<Mat> warped;
  private final Owned<Mat> affine;
  private final Owned<Mat> projective;
  private final Owned<DoublePointer> affineEntries;
  private final Owned<DoublePointer> projectiveEntries;
  private final Owned<Size> inputSize;
  private final Owned<Size> halfSize;
  private final Owned<Scalar> black;
  private @Nullable PerspectiveMap map; // made for the first perspective warp

  /** Makes the buffers for inputs of one size. */
  WarpPass(int width, int height) {
    this.width = width;
    this.height = height;
    try (Construction making = new Construction()) {
      region = making.retain(new Mat());
      padded = making.retain(new Mat());
      half = making.retain(new Mat());
      quarter = making.retain(new Mat());
      warped = making.retain(new Mat());
      affine = making.retain(new Mat(2, 3, opencv_core.CV_64FC1));
      projective = making.retain(new Mat(3, 3, opencv_core.CV_64FC1));
      affineEntries = making.retain(new DoublePointer(affine.get().data()));
      projectiveEntries = making.retain(new DoublePointer(projective.get().data()));
      inputSize = making.retain(new Size(width, height));
      halfSize = making.retain(new Size(0, 0));
      black = making.retain(new Scalar(0));
      making.done();
    }
  }

  /**
   * {@return the picture at the input's size and of the source's type: a buffer of this pass, valid
   * until the next call; the caller may modify it}
   *
   * @param source borrowed
   * @throws ArithmeticException if the warp has no inverse
   * @throws IllegalArgumentException if the source does not hold the pixels that the warp reads
   */
  Mat apply(Image source, Warp sourceToInput, Border border) {
    sourceToInput.inverse(back);
    reduction.fit(source.width(), source.height(), sourceToInput, back, width, height, border);
    reduction.requireHeld(source);
    if (reduction.isWhole()) {
      shift(-source.heldX(), -source.heldY());
      sample(source.heldPixels(), border);
      return warped.get();
    }
    reduction.intoRegion(back);
    try {
      sample(reduce(regionOf(source), border), border);
    } finally {
      region.get().release(); // otherwise the view would keep the source's pixels alive
    }
    return warped.get();
  }

  private void sample(Mat from, Border border) {
    Mat out = warped.get();
    int flags = opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP;
    if (back[6] == 0 && back[7] == 0 && back[8] == 1) {
      affineEntries.get().put(back, 0, 6);
      opencv_imgproc.warpAffine(
          from, out, affine.get(), inputSize.get(), flags, code(border), black.get());
      return;
    }
    PerspectiveMap points = map;
    if (points == null) {
      points = new PerspectiveMap(width, height);
      map = points;
    }
    if (points.fill(back)) {
      opencv_imgproc.remap(
          from,
          out,
          points.x(),
          points.y(),
          opencv_imgproc.INTER_LINEAR,
          code(border),
          black.get());
    } else {
      projectiveEntries.get().put(back, 0, 9);
      opencv_imgproc.warpPerspective(
          from, out, projective.get(), inputSize.get(), flags, code(border), black.get());
    }
  }

  /**
   * Translates the target frame of {@code back} by whole pixels, which does not change the sampled
   * bits.
   */
  private void shift(int x, int y) {
    if (x != 0 || y != 0) {
      for (int i = 0; i < 3; i++) {
        back[i] += x * back[6 + i];
        back[3 + i] += y * back[6 + i];
      }
    }
  }

  /**
   * {@return a view of the region within the picture} Copies no pixels and allocates no Java
   * object.
   */
  private Mat regionOf(Image source) {
    Mat view = region.get();
    view.put(source.heldPixels());
    int bottom = Math.min(source.height(), reduction.y() + reduction.height());
    int right = Math.min(source.width(), reduction.x() + reduction.width());
    view.adjustROI(
        source.heldY() - Math.max(0, reduction.y()),
        bottom - source.heldY() - view.rows(),
        source.heldX() - Math.max(0, reduction.x()),
        right - source.heldX() - view.cols());
    return view;
  }

  private Mat reduce(Mat from, Border border) {
    int above = Math.max(0, -reduction.y());
    int before = Math.max(0, -reduction.x());
    int below = reduction.height() - above - from.rows();
    int after = reduction.width() - before - from.cols();
    Mat picture = from;
    if (above + below + before + after > 0) { // averaging blocks at the edge include border pixels
      opencv_core.copyMakeBorder(
          picture, padded.get(), above, below, before, after, code(border), black.get());
      picture = padded.get();
    }
    for (int i = 0; i < Math.max(reduction.halvingsX(), reduction.halvingsY()); i++) {
      halfSize.get().width(picture.cols() / (i < reduction.halvingsX() ? 2 : 1));
      halfSize.get().height(picture.rows() / (i < reduction.halvingsY() ? 2 : 1));
      Mat halved = i % 2 == 0 ? half.get() : quarter.get();
      opencv_imgproc.resize(picture, halved, halfSize.get(), 0, 0, opencv_imgproc.INTER_AREA);
      picture = halved;
    }
    return picture;
  }

  private static int code(Border border) {
    return switch (border) {
      case CONSTANT -> opencv_core.BORDER_CONSTANT;
      case REPLICATE -> opencv_core.BORDER_REPLICATE;
      case REFLECT -> opencv_core.BORDER_REFLECT_101;
    };
  }

  /** Frees the intermediate buffers. Idempotent. */
  @Override
  public void close() {
    for (Owned<?> owned :
        List.of(
            region,
            padded,
            half,
            quarter,
            warped,
            affineEntries,
            projectiveEntries,
            affine,
            projective,
            inputSize,
            halfSize,
            black)) {
      owned.close();
    }
    if (map != null) {
      map.close();
    }
  }
}
