package kpnative.data.painted;

import java.util.random.RandomGenerator;

/**
 * The traits by which one synthetic face differs from the mean face: build, expression and head
 * pose. Lengths are in head units (the outer eye corners are 1.34 apart), factors have mean 1,
 * expressions run from 0 to 1, angles are radians.
 *
 * @param width factor on the head's width
 * @param length factor on all heights
 * @param jaw squareness: above 0 the jaw's corners are wider
 * @param chin added to the chin's height
 * @param eyeSize factor on the eyes' width and height
 * @param eyeSpacing factor on the eyes' distance
 * @param eyeSlant how much higher the outer eye corners are
 * @param noseLength factor
 * @param noseWidth factor
 * @param noseDepth factor on how far the nose protrudes
 * @param mouthWidth factor
 * @param mouthY added to the mouth's height
 * @param lips factor on the lips' thickness
 * @param browY added to the brows' height
 * @param browArch added to the brows' arch
 * @param forehead factor on the forehead's height
 * @param crooked asymmetry of brows and mouth, both signs
 * @param open how far the mouth is open
 * @param smile from -0.4 (sad) to 1
 * @param browRaise from -0.7 (frown) to 1
 * @param closedLeft how far the eye on the picture's left is closed
 * @param closedRight the same on the right
 * @param gazeX direction of gaze, -1 to 1, to the picture's right
 * @param gazeY -1 to 1, down
 * @param yaw above 0 the face looks to the picture's right
 * @param pitch above 0 it looks down
 * @param roll above 0 it turns clockwise
 */
record SyntheticTraits(
    double width,
    double length,
    double jaw,
    double chin,
    double eyeSize,
    double eyeSpacing,
    double eyeSlant,
    double noseLength,
    double noseWidth,
    double noseDepth,
    double mouthWidth,
    double mouthY,
    double lips,
    double browY,
    double browArch,
    double forehead,
    double crooked,
    double open,
    double smile,
    double browRaise,
    double closedLeft,
    double closedRight,
    double gazeX,
    double gazeY,
    double yaw,
    double pitch,
    double roll) {

  /** {@return random traits, drawn from {@code r}} */
  static SyntheticTraits draw(RandomGenerator r) {
    double open = r.nextDouble() < 0.4 ? Math.pow(r.nextDouble(), 1.5) : 0;
    double closed = eyeClosure(r);
    boolean wink = r.nextDouble() < 0.04;
    return new SyntheticTraits(
        normal(r, 1, 0.07),
        normal(r, 1, 0.06),
        normal(r, 0, 0.06),
        normal(r, 0, 0.07),
        normal(r, 1, 0.11),
        normal(r, 1, 0.05),
        normal(r, 0.01, 0.025),
        normal(r, 1, 0.09),
        normal(r, 1, 0.12),
        normal(r, 1, 0.12),
        normal(r, 1, 0.1),
        normal(r, 0, 0.04),
        normal(r, 1, 0.22),
        normal(r, 0, 0.04),
        normal(r, 0, 0.03),
        normal(r, 1, 0.1),
        normal(r, 0, 0.02),
        open,
        r.nextDouble() < 0.5 ? r.nextDouble() : normal(r, 0, 0.15),
        normal(r, 0.1, 0.35),
        wink ? 1 : closed,
        closed,
        normal(r, 0, 0.4),
        normal(r, 0, 0.25),
        Math.toRadians(r.nextDouble() < 0.45 ? normal(r, 0, 6) : 70 * r.nextDouble() - 35),
        Math.toRadians(normal(r, 0, 8)),
        Math.toRadians(normal(r, 0, 9)));
  }

  private static double eyeClosure(RandomGenerator r) {
    double u = r.nextDouble();
    return u < 0.06 ? 0.85 + 0.15 * r.nextDouble() : 0.35 * r.nextDouble();
  }

  /** A normal random number, clamped to 2.2 standard deviations so that no face is deformed. */
  private static double normal(RandomGenerator r, double mean, double deviation) {
    return mean + deviation * Math.max(-2.2, Math.min(2.2, r.nextGaussian()));
  }
}
