package kpnative.image;

import java.util.List;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Adds Gaussian noise that depends only on its seed, not on the thread.
 *
 * <p>Not thread-safe; owns its intermediate buffers and reuses them.
 */
/* For each value, a byte from OpenCV's generator selects one of 256 equally likely parts of the Gaussian. The
 * noise is that part's mean, scaled so that the standard deviation is exact; the largest is 2.9 standard
 * deviations. Three times as fast as true Gaussians from cv::randn: EffectBenchmark. */
final class NoisePass implements AutoCloseable {
  private static final int PARTS = 256;
  private static final double[] GAUSSIAN = gaussian();

  private final Owned<RNG> generator;
  private final Owned<Mat> zero;
  private final Owned<Mat> parts;
  private final Owned<Mat> table;
  private final Owned<ShortPointer> tableEntries;
  private final Owned<Mat> drawn;
  private final Owned<Mat> noise;
  private final short[] scaled = new short[PARTS];

  NoisePass() {
    try (Construction making = new Construction()) {
      generator = making.retain(new RNG());
      zero = making.retain(scalar(0));
      parts = making.retain(scalar(PARTS));
      table = making.retain(new Mat(1, PARTS, opencv_core.CV_16SC1));
      tableEntries = making.retain(new ShortPointer(table.get().data()));
      drawn = making.retain(new Mat());
      noise = making.retain(new Mat());
      making.done();
    }
  }

  private static Mat scalar(double value) {
    Mat mat = new Mat(1, 1, opencv_core.CV_64FC1);
    new DoublePointer(mat.data()).put(value);
    return mat;
  }

  /**
   * Writes {@code picture} plus noise to {@code out}, clamped to bytes.
   *
   * @param deviation the standard deviation in gray levels
   * @param seed of the noise
   */
  void apply(Mat picture, Mat out, double deviation, long seed) {
    for (int i = 0; i < PARTS; i++) {
      scaled[i] = (short) Math.round(GAUSSIAN[i] * deviation);
    }
    tableEntries.get().put(scaled, 0, PARTS);
    drawn.get().create(picture.rows(), picture.cols(), picture.type());
    generator.get().state(state(seed));
    generator.get()._fill(drawn.get(), RNG.UNIFORM, zero.get(), parts.get());
    opencv_core.LUT(drawn.get(), table.get(), noise.get());
    opencv_core.add(picture, noise.get(), out, null, opencv_core.CV_8U);
  }

  /**
   * Stafford's variant 13 of MurmurHash3's finaliser, as in SplittableRandom: it decorrelates
   * nearby seeds.
   */
  private static long state(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return z == 0 ? 1 : z; // 0 is a fixed point of OpenCV's generator
  }

  /** {@return the means of the Gaussian's parts, scaled to a standard deviation of 1} */
  private static double[] gaussian() {
    double[] sums = new double[PARTS];
    double[] weights = new double[PARTS];
    double step = 1e-4;
    double below = 0;
    for (double z = -6; z < 6; z += step) {
      double share = step * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      int part = (int) Math.min(PARTS - 1, below * PARTS);
      below += share;
      sums[part] += share * z;
      weights[part] += share;
    }
    double square = 0;
    for (int i = 0; i < PARTS; i++) {
      sums[i] /= weights[i];
      square += sums[i] * sums[i] / PARTS;
    }
    for (int i = 0; i < PARTS; i++) {
      sums[i] /= Math.sqrt(square);
    }
    return sums;
  }

  /** Frees the intermediate buffers. Idempotent. */
  @Override
  public void close() {
    for (Owned<?> owned : List.of(generator, zero, parts, tableEntries, table, drawn, noise)) {
      owned.close();
    }
  }
}
