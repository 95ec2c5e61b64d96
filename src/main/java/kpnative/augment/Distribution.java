package kpnative.augment;

/** The distribution of an amount over its range. */
public enum Distribution {
  /** Every amount is equally likely. */
  UNIFORM,
  /** A Gaussian, truncated at 3 standard deviations. */
  NORMAL
}
