package kpnative.data.backdrop;

import java.util.SplittableRandom;

/**
 * Draws of one picture, in the distributions that scenes and lights are described by. Not
 * thread-safe.
 */
public final class Dice {
  private final SplittableRandom random;

  /** Draws from {@code random}, which is borrowed. */
  public Dice(SplittableRandom random) {
    this.random = random;
  }

  /** {@return a number from {@code from} to {@code to}, all equally likely} */
  public float between(double from, double to) {
    return (float) (from + (to - from) * random.nextDouble());
  }

  /** {@return a number from {@code from} to {@code to}, both positive, with even logarithms} */
  public float scale(double from, double to) {
    return (float) (from * StrictMath.exp(StrictMath.log(to / from) * random.nextDouble()));
  }

  /**
   * {@return a bell-shaped number, never more than 3.5 {@code deviation}s from {@code mean}} A sum
   * of four even numbers: the same on every Java, and without a tail that spoils a picture.
   */
  public float about(double mean, double deviation) {
    double sum =
        random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (float) (mean + deviation * (sum - 2) * 1.7320508); // a sum's deviation is 1/sqrt(3)
  }

  /** {@return true with the given probability} */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** {@return a whole number from 0 to {@code n} - 1} */
  public int below(int n) {
    return random.nextInt(n);
  }

  /** {@return a whole number from {@code from} to {@code to}, both included} */
  public int from(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  /** {@return -1 or 1} */
  public int sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** {@return a seed for something that draws for itself} */
  public long seed() {
    return random.nextLong();
  }

  /** {@return an index, with probabilities in the proportions of {@code weights}} */
  public int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = sum * random.nextDouble();
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
