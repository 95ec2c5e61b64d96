package kpnative.draw;

/**
 * What the legend of a sheet calls the keypoints.
 *
 * @param truth those drawn as rings
 * @param predicted those drawn as dots
 */
public record MarkWords(String truth, String predicted) {
  /** Annotations, and what a detector finds. */
  public static final MarkWords MEASURED = new MarkWords("truth", "prediction");
}
