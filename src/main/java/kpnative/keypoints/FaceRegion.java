package kpnative.keypoints;

import java.util.List;
import java.util.Locale;

/**
 * A part of the face that every described schema has points of, whatever it calls its groups: what
 * errors are compared by between data sets.
 */
public enum FaceRegion {
  /** The outline from ear to ear, by the chin. */
  JAW("jaw"),
  /** Both eyebrows. */
  BROWS(".*_brow"),
  /** Bridge, tip and nostrils. */
  NOSE("nose.*|nostrils"),
  /** The lids and corners of both eyes, and the pupils where a schema has them. */
  EYES(".*_(eye|pupil)"),
  /** Both lips. */
  MOUTH("mouth|.*_lip");

  private final String groups;

  FaceRegion(String groups) {
    this.groups = groups;
  }

  /** {@return the indices of this region's points, ascending; none where a schema has no names} */
  public List<Integer> indices(KeypointSchema schema) {
    return schema.groups().entrySet().stream()
        .filter(group -> group.getKey().matches(groups))
        .flatMap(group -> group.getValue().stream())
        .distinct() // the tip of the nose is a group of its own, too
        .sorted()
        .toList();
  }

  /** {@return the name in text and files: {@code jaw}, {@code brows}, ...} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
