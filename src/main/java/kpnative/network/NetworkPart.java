package kpnative.network;

/** The parts of a network that a training from given weights treats apart. */
public enum NetworkPart {
  /** All layers before the head. */
  ENCODER,
  /** The head's layers whose shapes don't depend on the keypoints: a decoder, hidden layers. */
  DECODER,
  /** The layers that have numbers for each keypoint: the last one, and those of visibility. */
  LAST
}
