package kpnative.network;

/** How a place is read from a map, and what the map's numbers are. */
public enum MapReading {
  /** Softmax, then the expectation of the coordinates (soft-argmax). */
  EXPECTATION(MapForm.LOGITS),
  /** The highest pixel of a distribution's map. */
  ARGMAX(MapForm.LOGITS),
  /** The same, a quarter of a pixel towards the higher neighbours. */
  QUARTER(MapForm.LOGITS),
  /** The same, refined by DARK. */
  DARK(MapForm.LOGITS),
  /** The highest pixel of a map of peaks. */
  PEAK_ARGMAX(MapForm.PEAKS),
  /** The same, a quarter of a pixel towards the higher neighbours. */
  PEAK_QUARTER(MapForm.PEAKS),
  /** The same, refined by DARK. */
  PEAK_DARK(MapForm.PEAKS);

  private final MapForm form;

  MapReading(MapForm form) {
    this.form = form;
  }

  /** {@return what the map's numbers are} */
  public MapForm form() {
    return form;
  }

  /** {@return the layer that reads} */
  public Layer layer() {
    return switch (this) {
      case EXPECTATION -> new Layer.SoftArgmax();
      case ARGMAX, PEAK_ARGMAX -> new Layer.Argmax(Refinement.NONE, form);
      case QUARTER, PEAK_QUARTER -> new Layer.Argmax(Refinement.QUARTER, form);
      case DARK, PEAK_DARK -> new Layer.Argmax(Refinement.DARK, form);
    };
  }
}
