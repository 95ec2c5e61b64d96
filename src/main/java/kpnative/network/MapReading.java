package kpnative.network;

/** How coordinates are read from a heatmap, and what its values represent. */
public enum MapReading {
  /** Softmax, then the expectation of the coordinates (soft-argmax). */
  EXPECTATION(MapForm.LOGITS),
  /** The highest pixel of a map of logits. */
  ARGMAX(MapForm.LOGITS),
  /** The highest pixel, moved a quarter of a pixel towards its higher neighbours. */
  QUARTER(MapForm.LOGITS),
  /** The highest pixel, refined by DARK. */
  DARK(MapForm.LOGITS),
  /** The highest pixel of a map of peaks. */
  PEAK_ARGMAX(MapForm.PEAKS),
  /**
   * The highest pixel of a map of peaks, moved a quarter of a pixel towards its higher neighbours.
   */
  PEAK_QUARTER(MapForm.PEAKS),
  /** The highest pixel of a map of peaks, refined by DARK. */
  PEAK_DARK(MapForm.PEAKS);

  private final MapForm form;

  MapReading(MapForm form) {
    this.form = form;
  }

  /** {@return what the map's values represent} */
  public MapForm form() {
    return form;
  }

  /** {@return the layer that computes the coordinates} */
  public Layer layer() {
    return switch (this) {
      case EXPECTATION -> new Layer.SoftArgmax();
      case ARGMAX, PEAK_ARGMAX -> new Layer.Argmax(Refinement.NONE, form);
      case QUARTER, PEAK_QUARTER -> new Layer.Argmax(Refinement.QUARTER, form);
      case DARK, PEAK_DARK -> new Layer.Argmax(Refinement.DARK, form);
    };
  }
}
