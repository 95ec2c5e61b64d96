package kpnative.data.load;

/**
 * Which samples of each batch a loader makes: of several that divide every batch among them, one's
 * part. The parts are contiguous, in order, and differ by one sample at most; where a batch has
 * fewer samples than there are parts, some are empty.
 *
 * @param rank of this part, 0 to {@code of} - 1
 * @param of number of parts, at least 1
 */
public record Share(int rank, int of) {
  /** All samples. */
  public static final Share WHOLE = new Share(0, 1);

  /** Rejects a part that does not exist. */
  public Share {
    if (of < 1 || rank < 0 || rank >= of) {
      throw new IllegalArgumentException("there is no part " + rank + " of " + of);
    }
  }

  /** {@return the position in a batch of {@code samples} at which this part begins} */
  int from(int samples) {
    return Math.toIntExact((long) samples * rank / of);
  }

  /** {@return the number of samples in this part of a batch of {@code samples}} */
  int count(int samples) {
    return Math.toIntExact((long) samples * (rank + 1) / of) - from(samples);
  }

  /** {@return the number of samples in the largest part of a batch of {@code samples}} */
  int most(int samples) {
    return (samples + of - 1) / of;
  }
}
