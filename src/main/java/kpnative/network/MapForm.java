package kpnative.network;

/** What the values of a heatmap represent. */
public enum MapForm {
  /** Logits: the softmax of a map is a distribution over its pixels. */
  LOGITS,
  /** Peak values: 1 at the point, falling to 0 around it. */
  PEAKS
}
