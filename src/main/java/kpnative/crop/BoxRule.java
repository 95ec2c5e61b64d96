package kpnative.crop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * How the region of a photograph that the network sees is derived from a face. Immutable.
 *
 * @param from the whole picture, the bounding box of the keypoints that are present (the annotated
 *     box of a face with absent ones whose others span no area), or the annotated box (the
 *     keypoints' if a face has none)
 * @param margin scales the box's sides, 0.5 to 10: 1.25 adds a quarter
 */
public record BoxRule(From from, double margin) {
  /** Rejects a margin outside 0.5 to 10. */
  public BoxRule {
    if (!(margin >= 0.5 && margin <= 10)) {
      throw new IllegalArgumentException("box.margin must be 0.5 to 10, got " + margin);
    }
  }

  /** The source of the box. */
  public enum From {
    /** The whole picture; no margin. */
    @JsonProperty("picture")
    PICTURE,
    /** The bounding box of the annotated keypoints. */
    @JsonProperty("points")
    POINTS,
    /** The annotated box; the bounding box of the keypoints if there is none. */
    @JsonProperty("annotation")
    ANNOTATION
  }

  /** {@return whether the region depends on the photograph's size} */
  public boolean needsPhotograph() {
    return from == From.PICTURE;
  }

  /**
   * {@return a face's box without the margin; empty if the rule takes the whole picture}
   *
   * @throws IllegalArgumentException if the box is that of the keypoints and they lie on one line
   */
  public Optional<Box> tight(Keypoints keypoints, Optional<Box> annotated) {
    return switch (from) {
      case PICTURE -> Optional.empty();
      case POINTS -> Optional.of(extent(keypoints, annotated));
      case ANNOTATION -> Optional.of(annotated.orElseGet(() -> extent(keypoints, annotated)));
    };
  }

  /**
   * {@return the face's region with the margin, before it is widened to the input's aspect ratio}
   */
  public Box of(Size photograph, Keypoints keypoints, Optional<Box> annotated) {
    return switch (from) {
      case PICTURE -> Box.ofPicture(photograph);
      case POINTS -> around(extent(keypoints, annotated));
      case ANNOTATION -> around(annotated.orElseGet(() -> extent(keypoints, annotated)));
    };
  }

  /**
   * {@return the region that fills an input of this size} A face box is widened to the input's
   * aspect ratio; a whole picture is kept, and so stretched to the input.
   *
   * @param box with its margin
   */
  public Box crop(Box box, Size input) {
    return from == From.PICTURE ? box : box.widenedTo((double) input.width() / input.height());
  }

  /** {@return the box with the margin; unchanged if the rule takes the whole picture} */
  public Box around(Box face) {
    return from == From.PICTURE ? face : face.scaled(margin);
  }

  private static Box extent(Keypoints keypoints, Optional<Box> annotated) {
    if (annotated.isPresent() && !keypoints.isComplete() && !keypoints.spansBox()) {
      return annotated.get();
    }
    try {
      return keypoints.extent();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "box.from points needs keypoints that span an area (box.from picture needs none); got "
              + keypoints.presentCount()
              + " in one line",
          e);
    }
  }
}
