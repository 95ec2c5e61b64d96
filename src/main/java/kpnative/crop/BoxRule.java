package kpnative.crop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * The rule that says which part of a photograph the network sees.
 *
 * @param from whole picture; the points' extent; or the annotation's own box (the points' extent
 *     where it has none)
 * @param margin factor on the box's sides, so 1.25 adds a quarter
 */
public record BoxRule(From from, double margin) {
  /** Rejects a margin that loses the face. */
  public BoxRule {
    if (!(margin >= 0.5 && margin <= 10)) {
      throw new IllegalArgumentException("box.margin must be 0.5 to 10, got " + margin);
    }
  }

  /** Where the box comes from. */
  public enum From {
    /** The whole picture; no margin. */
    @JsonProperty("picture")
    PICTURE,
    /** The extent of the annotated points. */
    @JsonProperty("points")
    POINTS,
    /** The box in the annotation, else the points. */
    @JsonProperty("annotation")
    ANNOTATION
  }

  /** {@return whether the part depends on the photograph's size} */
  public boolean needsPhotograph() {
    return from == From.PICTURE;
  }

  /**
   * {@return a face's box without this rule's margin; empty where the whole picture is shown}
   *
   * @throws IllegalArgumentException if the points are to span it and lie in one line
   */
  public Optional<Box> tight(Keypoints keypoints, Optional<Box> annotated) {
    return switch (from) {
      case PICTURE -> Optional.empty();
      case POINTS -> Optional.of(extent(keypoints));
      case ANNOTATION -> Optional.of(annotated.orElseGet(() -> extent(keypoints)));
    };
  }

  /**
   * {@return the part of the photograph to show to the network, before the input's aspect is
   * applied}
   */
  public Box of(Size photograph, Keypoints keypoints, Optional<Box> annotated) {
    return switch (from) {
      case PICTURE -> Box.ofPicture(photograph);
      case POINTS -> around(extent(keypoints));
      case ANNOTATION -> around(annotated.orElseGet(() -> extent(keypoints)));
    };
  }

  /**
   * {@return the crop for an input of {@code input}'s shape around a face's {@code box}} The whole
   * picture is stretched to the input; a face box is widened to the input's aspect.
   */
  public Box crop(Box box, Size input) {
    return from == From.PICTURE ? box : box.widenedTo((double) input.width() / input.height());
  }

  /** {@return the box with this rule's margin; a picture's has none} */
  public Box around(Box face) {
    return from == From.PICTURE ? face : face.scaled(margin);
  }

  private static Box extent(Keypoints keypoints) {
    try {
      return keypoints.extent();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "box.from points needs keypoints that span an area (box.from picture needs none); got "
              + keypoints.count()
              + " in one line",
          e);
    }
  }
}
