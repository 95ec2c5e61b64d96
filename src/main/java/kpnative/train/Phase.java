package kpnative.train;

/** What a training does at a moment; a moment belongs to exactly one. */
enum Phase {
  /** Waiting for the next batch. */
  WAITING("waiting for data"),
  /** Bringing the batch to the device. */
  COPY("copy to the device"),
  /** From the input to the network's output. */
  FORWARD("forward"),
  /** From the output to the loss as a number. */
  LOSS("loss"),
  /** From the loss to the gradients. */
  BACKWARD("backward"),
  /** Clearing and clipping the gradients, the update, and the average of the weights. */
  OPTIMIZER("optimizer"),
  /** Prediction and measures on the validation faces. */
  VALIDATION("validation"),
  /** Saving, listeners, and what is between the others. */
  REST("saving and the rest");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** {@return its name for people} */
  String label() {
    return label;
  }
}
