package kpnative.augment;

/** How an amount is spread over its range. */
public enum Distribution {
  /** Every amount is as likely. */
  UNIFORM,
  /** A Gaussian, cut at 3 sigma. */
  NORMAL
}
