package kpnative.augment;

import java.util.random.RandomGenerator;

/**
 * The random numbers of one step of one sample: SplitMix64, seeded by the sample's key and the
 * step. One instance is reseeded for each step, so that nothing is allocated. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood 2014</a>
 */
final class StepRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  void start(long key, Step step) {
    state = Randomness.mix(key ^ Randomness.mix((step.stream() + 1) * GOLDEN_GAMMA));
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return Randomness.mix(state);
  }
}
