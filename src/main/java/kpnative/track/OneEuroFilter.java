package kpnative.track;

import java.util.Locale;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;
import org.jspecify.annotations.Nullable;

/*
 * Each coordinate goes through a low-pass filter whose cutoff grows with its speed: this
 * removes the jitter of still points without making fast ones lag.
 *
 *   cutoff = minCutoff + beta * |speed|, speed low-passed at 1 Hz
 *   a = 1 / (1 + 1 / (2 pi cutoff dt)),  y = a x + (1 - a) y
 *
 * Speeds are in face sizes per second (the square root of the area of the keypoints' bounding box),
 * so one beta suits near and far faces.
 */
/**
 * The One-Euro filter over the keypoints of one face. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2207676.2208639">Casiez, Roussel, Vogel 2012: 1 Euro filter
 *     </a>
 */
public final class OneEuroFilter {
  /**
   * The cutoff of still points that suits films of faces, Hz: docs/guide/tracking.md has others.
   */
  public static final double MIN_CUTOFF = 1;

  /** The growth of the cutoff that suits films of faces, Hz per face size per second. */
  public static final double BETA = 80;

  private static final double SPEED_CUTOFF = 1; // Hz, from the paper

  private final double minCutoff;
  private final double beta;
  private double @Nullable [] smooth;
  private double[] speed = {};
  private double[] raw = {};
  private double at;

  /** Creates a filter with {@link #MIN_CUTOFF} and {@link #BETA}, without history. */
  public OneEuroFilter() {
    this(MIN_CUTOFF, BETA);
  }

  /**
   * Creates a filter without history.
   *
   * @param minCutoff the cutoff of a still point in Hz, greater than 0; a lower one removes more
   *     jitter
   * @param beta the growth of the cutoff in Hz per face size per second, at least 0; a larger one
   *     reduces lag
   */
  public OneEuroFilter(double minCutoff, double beta) {
    if (!(minCutoff > 0 && minCutoff < 1e6) || !(beta >= 0 && beta < 1e6)) {
      throw new IllegalArgumentException(
          "smoothing needs a cutoff over 0 Hz and a beta of 0 or more, got "
              + minCutoff
              + " and "
              + beta);
    }
    this.minCutoff = minCutoff;
    this.beta = beta;
  }

  /**
   * {@return the smoothed keypoints; the first call returns its argument}
   *
   * @param found the keypoints, always as many, in the pixels of the video frame
   * @param seconds the frame's time, greater than that of the last frame
   */
  public Keypoints filter(Keypoints found, double seconds) {
    double[] x = found.toArray();
    double[] y = smooth;
    if (y == null) {
      smooth = x.clone();
      raw = x;
      speed = new double[x.length];
      at = seconds;
      return found;
    }
    double dt = seconds - at;
    if (!(dt > 0) || x.length != y.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %d numbers after %.3f s, got %d at %.3f s",
              y.length,
              at,
              x.length,
              seconds));
    }
    double size = size(x);
    double speedWeight = weight(SPEED_CUTOFF, dt);
    for (int i = 0; i < x.length; i++) {
      speed[i] += speedWeight * ((x[i] - raw[i]) / dt / size - speed[i]);
      y[i] += weight(minCutoff + beta * Math.abs(speed[i]), dt) * (x[i] - y[i]);
    }
    raw = x;
    at = seconds;
    return Keypoints.of(y);
  }

  private static double weight(double cutoff, double dt) {
    return 1 / (1 + 1 / (2 * Math.PI * cutoff * dt));
  }

  /** The square root of the bounding box's area, in pixels; 1 if the keypoints span no box. */
  private static double size(double[] xy) {
    Keypoints points = Keypoints.of(xy);
    if (!points.spansBox()) {
      return 1;
    }
    Box box = points.extent();
    return Math.sqrt(box.width() * box.height());
  }
}
