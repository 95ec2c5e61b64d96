package kpnative.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.geometry.WarpBuilder;

/**
 * A drawn geometric change, in the frame of the network's input. Lengths are fractions of the
 * input's sides, so that a motion can be replayed at another input size.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Motion.Flip.class, name = "flip"),
  @JsonSubTypes.Type(value = Motion.Scale.class, name = "scale"),
  @JsonSubTypes.Type(value = Motion.Rotation.class, name = "rotation"),
  @JsonSubTypes.Type(value = Motion.Shear.class, name = "shear"),
  @JsonSubTypes.Type(value = Motion.Homography.class, name = "homography"),
  @JsonSubTypes.Type(value = Motion.Translation.class, name = "translation")
})
public sealed interface Motion {
  /** Adds this motion to a warp within the input. */
  void addTo(WarpBuilder warp);

  /** {@return the warp from the input's frame to the augmented input's frame} */
  default Warp warp(Size input) {
    WarpBuilder warp = new WarpBuilder(input);
    addTo(warp);
    return warp.build();
  }

  /** A left-right mirror; the keypoints of each mirror pair swap. */
  record Flip() implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.flip();
    }
  }

  /** A scaling about the centre by a factor above 0. */
  record Scale(double factor) implements Motion {
    /** Rejects a factor that is not positive and finite. */
    public Scale {
      if (!(factor > 0) || !Double.isFinite(factor)) {
        throw new IllegalArgumentException(
            "the scale factor must be above 0 and finite, got " + factor);
      }
    }

    @Override
    public void addTo(WarpBuilder warp) {
      warp.scale(factor);
    }
  }

  /** A rotation about the centre; positive is clockwise on the screen. */
  record Rotation(double radians) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.rotate(radians);
    }
  }

  /**
   * A shear about the centre.
   *
   * @param ofX shift to the right per pixel down
   * @param ofY shift down per pixel to the right
   */
  record Shear(double ofX, double ofY) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.shear(ofX, ofY);
    }
  }

  /**
   * A change of perspective: the shift of each corner; positive is right and down.
   *
   * @param upperLeftX fraction of the width
   * @param upperLeftY fraction of the height
   * @param upperRightX fraction of the width
   * @param upperRightY fraction of the height
   * @param lowerRightX fraction of the width
   * @param lowerRightY fraction of the height
   * @param lowerLeftX fraction of the width
   * @param lowerLeftY fraction of the height
   */
  record Homography(
      double upperLeftX,
      double upperLeftY,
      double upperRightX,
      double upperRightY,
      double lowerRightX,
      double lowerRightY,
      double lowerLeftX,
      double lowerLeftY)
      implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.moveCorners(
          upperLeftX,
          upperLeftY,
          upperRightX,
          upperRightY,
          lowerRightX,
          lowerRightY,
          lowerLeftX,
          lowerLeftY);
    }
  }

  /** A translation, as fractions of the input's width and height. */
  record Translation(double dx, double dy) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.translate(dx, dy);
    }
  }
}
