package kpnative.keypoints;

import java.util.List;
import java.util.Locale;

/**
 * A part of the face that every described schema has points for, whatever the names of its groups.
 * Errors are compared between data sets by region.
 */
public enum FaceRegion {
  /** The outline from ear to ear, along the chin. */
  JAW("jaw"),
  /** Both eyebrows. */
  BROWS(".*_brow"),
  /** Bridge, tip and nostrils. */
  NOSE("nose.*|nostrils"),
  /** The lids and corners of both eyes, and the pupils if the schema has them. */
  EYES(".*_(eye|pupil)"),
  /** Both lips. */
  MOUTH("mouth|.*_lip");

  private final String groups;

  FaceRegion(String groups) {
    this.groups = groups;
  }

  /**
   * {@return the indices of this region's points, ascending; empty if the schema has no named
   * groups}
   */
  public List<Integer> indices(KeypointSchema schema) {
    return schema.groups().entrySet().stream()
        .filter(group -> group.getKey().matches(groups))
        .flatMap(group -> group.getValue().stream())
        .distinct() // the tip of the nose is also a group of its own
        .sorted()
        .toList();
  }

  /** {@return the name as written in text and files: {@code jaw}, {@code brows}, ...} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
