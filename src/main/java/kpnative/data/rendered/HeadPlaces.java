package kpnative.data.rendered;

import java.util.Arrays;

/**
 * Where things that are worn sit on a head: vertices chosen on the mean head, so that the same
 * numbers hold for every person. Immutable and thread-safe.
 */
final class HeadPlaces {
  /** Steps of the way that the side of glasses takes along the temple, from front to ear. */
  private static final int TEMPLE = 12;

  private static final float TEMPLE_FRONT = 9.5f;
  private static final float TEMPLE_BACK = -0.5f;

  private final Head head;

  /** By side, right first, and step: vertices of the temple's strip of skin. */
  private final int[][][] temple = new int[2][TEMPLE][];

  /** Right and left: where the ear's upper edge leaves the head, the lobe, the ear's canal. */
  private final int[] earTop = new int[2];

  private final int[] lobe = new int[2];
  private final int[] canal = new int[2];

  HeadPlaces(Head head) {
    this.head = head;
    for (int side = 0; side < 2; side++) {
      int s = side == 0 ? -1 : 1;
      for (int k = 0; k < TEMPLE; k++) {
        temple[side][k] = strip(s, k);
      }
      earTop[side] = nearest(s * 8.0, 4.5, -0.4);
      lobe[side] = nearest(s * 8.1, -2.2, 0.4);
      canal[side] = nearest(s * 7.9, 0.6, 0.3);
    }
  }

  private int[] strip(int side, int k) {
    float[] mean = head.model.mean();
    double z = TEMPLE_FRONT + (TEMPLE_BACK - TEMPLE_FRONT) * k / (TEMPLE - 1.0);
    int[] found = new int[400];
    int n = 0;
    for (int i = 0; i < mean.length / 3 && n < found.length; i++) {
      if (skin(i)
          && side * mean[3 * i] > 4.5
          && side * mean[3 * i] < 8.3
          && Math.abs(mean[3 * i + 1] - 4.2) < 1.2
          && Math.abs(mean[3 * i + 2] - z) < 0.7) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  private boolean skin(int i) {
    HeadPart part = head.model.parts()[i];
    return part == HeadPart.FACE || part == HeadPart.HEAD_NECK;
  }

  /** {@return the vertex of the skin that is nearest to a place of the mean head} */
  int nearest(double x, double y, double z) {
    float[] mean = head.model.mean();
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < mean.length / 3; i++) {
      double dx = mean[3 * i] - x;
      double dy = mean[3 * i + 1] - y;
      double dz = mean[3 * i + 2] - z;
      double d = dx * dx + dy * dy + dz * dz;
      if (d < least && skin(i)) {
        least = d;
        best = i;
      }
    }
    return best;
  }

  /**
   * {@return the vertex where an ear's upper edge leaves the head; side 0 is the person's right}
   */
  int earTop(int side) {
    return earTop[side];
  }

  /** {@return the vertex of an ear's lobe} */
  int lobe(int side) {
    return lobe[side];
  }

  /** {@return the vertex at an ear's canal} */
  int canal(int side) {
    return canal[side];
  }

  /** {@return how far from the middle the temple's skin is at most, at the given z, cm} */
  float temple(float[] position, int side, double z) {
    double at = (z - TEMPLE_FRONT) / (TEMPLE_BACK - TEMPLE_FRONT) * (TEMPLE - 1);
    int k = (int) Math.max(0, Math.min(TEMPLE - 1, Math.round(at)));
    float most = 0;
    for (int i : temple[side][k]) {
      most = Math.max(most, Math.abs(position[3 * i]));
    }
    return most;
  }
}
