package kpnative.data.read;

import java.util.List;
import java.util.Optional;
import kpnative.data.annotation.PointLayout;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointOrder;

/** Which schema an annotation file describes. */
final class LayoutSchema {
  private LayoutSchema() {}

  /**
   * {@return the schema in the jar that the kind's name means, or whose points have these names;
   * else one of the file's own, if it names points or their mirror pairs; empty if it says nothing
   * but their number, or also the mirror pairs that this number stands for}
   */
  static Optional<KeypointSchema> of(PointLayout layout) {
    Optional<KeypointSchema> meant =
        KeypointSchema.named(layout.name()).filter(s -> fits(s, layout));
    if (meant.isPresent()) {
      return meant;
    }
    if (!layout.named()) {
      return layout.mirror().isPresent() ? mirrored(layout) : Optional.empty();
    }
    return KeypointSchema.names().stream()
        .flatMap(name -> KeypointSchema.named(name).stream())
        .filter(s -> s.pointNames().equals(layout.points()))
        .findFirst()
        .or(() -> own(layout));
  }

  /**
   * {@return the schema of points that a file's columns or parts name; empty if these are numbered
   * at most}
   */
  static Optional<KeypointSchema> ofNames(List<String> points) {
    return PointOrder.areNumbered(points)
        ? Optional.empty()
        : of(PointLayout.of(PointLayout.FACE, points));
  }

  /**
   * {@return the schema of points without names whose mirror pairs a file says; empty where these
   * are the pairs of a known schema of as many points: then the number tells it, in a line}
   */
  private static Optional<KeypointSchema> mirrored(PointLayout layout) {
    KeypointSchema counted = KeypointSchema.ofCount(layout.count());
    List<String> names = KeypointSchema.unnamed(layout.count()).pointNames();
    return counted.mirror().equals(layout.mirror())
        ? Optional.empty()
        : own(new PointLayout(layout.name(), names, true, layout.edges(), layout.mirror()));
  }

  private static boolean fits(KeypointSchema schema, PointLayout layout) {
    return schema.count() == layout.count()
        && (!layout.named() || schema.pointNames().equals(layout.points()));
  }

  private static Optional<KeypointSchema> own(PointLayout layout) {
    String letters = layout.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+", "");
    String name = letters.isEmpty() ? PointLayout.FACE : letters;
    try {
      return Optional.of(
          KeypointSchema.ofNames(
              name.substring(0, Math.min(64, name.length())),
              layout.points(),
              layout.edges(),
              layout.mirror()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // names that a schema cannot have: the number is left
    }
  }
}
