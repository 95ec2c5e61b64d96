package kpnative.keypoints;

import java.util.Optional;

/** What tells two schemas that look alike in messages. */
public final class SchemaDifference {
  private SchemaDifference() {}

  /**
   * {@return in a few words what tells a schema from another of as many points and the same name;
   * empty if names or numbers tell, or nothing does}
   */
  public static Optional<String> of(KeypointSchema one, KeypointSchema other) {
    if (!one.name().equals(other.name()) || one.count() != other.count() || one.equals(other)) {
      return Optional.empty();
    }
    for (int k = 0; k < one.count(); k++) {
      if (!one.pointName(k).equals(other.pointName(k))) {
        return Optional.of(
            "point " + k + " is '" + one.pointName(k) + "' and '" + other.pointName(k) + "'");
      }
    }
    return Optional.of("the same points with other lines, groups or mirror pairs");
  }
}
