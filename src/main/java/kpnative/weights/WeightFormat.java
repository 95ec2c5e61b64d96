package kpnative.weights;

/** The file formats of weights. */
public enum WeightFormat {
  /** A JSON header and raw bytes. */
  SAFETENSORS("safetensors"),
  /** Written by torch.save since PyTorch 1.6. */
  PYTORCH_ZIP("PyTorch, zip"),
  /** A module with its code, written by torch.jit.save; the code is not read. */
  TORCHSCRIPT("TorchScript"),
  /** Written by torch.save from PyTorch 0.1 to 1.5. */
  PYTORCH_LEGACY("PyTorch, legacy");

  private final String title;

  WeightFormat(String title) {
    this.title = title;
  }

  /** {@return the name to show to users} */
  public String title() {
    return title;
  }
}
