package kpnative.suggest;

import java.util.Random;
import kpnative.data.painted.SyntheticFaces;

/**
 * The program of {@link PointAgreementTest}, in a small heap: faces of each of which other points
 * are absent, so that each has a matrix of its own.
 */
final class ManyAbsentPoints {
  static final int FACES = 600; // with 130 columns each, 80 MB of matrices
  private static final int COLUMNS = 136;

  private ManyAbsentPoints() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    Random random = new Random(3);
    double[][] residuals = new double[FACES][COLUMNS];
    for (double[] face : residuals) {
      for (int c = 0; c < COLUMNS; c++) {
        face[c] = random.nextGaussian();
      }
      for (int absent = 0; absent < 3; absent++) {
        int k = random.nextInt(COLUMNS / 2);
        face[2 * k] = Double.NaN;
        face[2 * k + 1] = Double.NaN;
      }
    }
    Folds folds = Folds.of(SyntheticFaces.faces(FACES, 1, COLUMNS / 2));
    PointAgreement agreement = PointAgreement.of(residuals, folds);
    double sum = 0;
    for (int i = 0; i < FACES; i++) {
      sum += agreement.largestGain(i);
    }
    System.out.println("gains: " + sum / FACES);
  }
}
