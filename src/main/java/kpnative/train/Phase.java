package kpnative.train;

/** What a training spends its time on; each moment belongs to exactly one phase. */
enum Phase {
  /** Waiting for the next batch. */
  WAITING("waiting for data"),
  /** Copying the batch to the device. */
  COPY("copy to the device"),
  /** The forward pass, from the input to the network's output. */
  FORWARD("forward"),
  /** The loss, from the output to a number. */
  LOSS("loss"),
  /** The backward pass, from the loss to the gradients. */
  BACKWARD("backward"),
  /** Clearing and clipping the gradients, the update, and the EMA. */
  OPTIMIZER("optimizer"),
  /** Predictions and metrics on the validation faces. */
  VALIDATION("validation"),
  /** Saving, listeners, and everything between the other phases. */
  REST("saving and other");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** {@return its name for display} */
  String label() {
    return label;
  }
}
