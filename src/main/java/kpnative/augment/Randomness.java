package kpnative.augment;

import java.util.SplittableRandom;

/**
 * Random streams as a function of (seed, epoch, sample, purpose), never of thread timing: batches
 * do not depend on the number of workers, and a resumed run continues bit for bit.
 *
 * @param seed the run's seed
 */
public record Randomness(long seed) {
  /** What a stream is for; streams of different purposes are independent. */
  public enum Purpose {
    /** The order of the samples in an epoch. */
    ORDER(1),
    /** Which samples are held out. */
    SPLIT(2),
    /** One sample's augmentation. */
    AUGMENT(3),
    /** A network's initial weights. */
    WEIGHTS(4),
    /** A synthetic face. */
    FACE(5),
    /** One face's jittered box in an evaluation of robustness to boxes. */
    BOX(6),
    /** Which scene a sample is drawn from. */
    SCENE(7);

    /** Never changes, so that the same seed gives the same numbers in later versions. */
    private final long number;

    Purpose(long number) {
      this.number = number;
    }
  }

  /** {@return a fresh stream; the same arguments always give the same numbers} */
  public SplittableRandom stream(long epoch, long sample, Purpose purpose) {
    return new SplittableRandom(key(epoch, sample, purpose));
  }

  /** {@return a 64-bit number: a sample's key, or the seed of a library that takes one} */
  public long key(long epoch, long sample, Purpose purpose) {
    long h = mix(seed + 0x9E3779B97F4A7C15L);
    h = mix(h ^ mix(epoch + 0xBF58476D1CE4E5B9L));
    h = mix(h ^ mix(sample + 0x94D049BB133111EBL));
    return mix(h ^ purpose.number);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants by Stafford, variant 13). */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
