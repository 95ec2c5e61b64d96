package kpnative.network;

/** The parts of a network that a training from given weights treats apart. */
public enum NetworkPart {
  /** All layers before the head. */
  ENCODER,
  /** The head's layers before the last one that learns: a decoder, hidden layers. */
  DECODER,
  /** The last layer that learns: it has numbers for each keypoint. */
  LAST
}
