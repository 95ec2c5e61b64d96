package kpnative.network;

/** What the numbers of maps are. */
public enum MapForm {
  /** Their softmax is a distribution over the map's pixels. */
  LOGITS,
  /** Heights: 1 at the point, falling to 0 around it. */
  PEAKS
}
