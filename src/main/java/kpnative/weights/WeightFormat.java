package kpnative.weights;

/** The forms in which weights come. */
public enum WeightFormat {
  /** A JSON header and raw bytes. */
  SAFETENSORS("safetensors"),
  /** What torch.save has written since PyTorch 1.6. */
  PYTORCH_ZIP("PyTorch, zip"),
  /** A module with its code, which torch.jit.save writes; the code is not looked at. */
  TORCHSCRIPT("TorchScript"),
  /** What torch.save wrote from PyTorch 0.1 to 1.5. */
  PYTORCH_LEGACY("PyTorch, legacy");

  private final String title;

  WeightFormat(String title) {
    this.title = title;
  }

  /** {@return its name, for people} */
  public String title() {
    return title;
  }
}
