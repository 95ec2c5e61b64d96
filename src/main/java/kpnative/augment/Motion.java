package kpnative.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.geometry.WarpBuilder;

/**
 * A drawn change of place, within the network's input. Lengths are fractions of the input's sides,
 * so that a motion can be replayed at another size.
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
  /** Adds this to a warp within the input. */
  void addTo(WarpBuilder warp);

  /** {@return the warp from the input's frame to the changed input's frame} */
  default Warp warp(Size input) {
    WarpBuilder warp = new WarpBuilder(input);
    addTo(warp);
    return warp.build();
  }

  /** The left-right mirror image; keypoints change places with it. */
  record Flip() implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.flip();
    }
  }

  /** A factor about the centre, over 0. */
  record Scale(double factor) implements Motion {
    /** Rejects what would turn the picture inside out. */
    public Scale {
      if (!(factor > 0) || !Double.isFinite(factor)) {
        throw new IllegalArgumentException("scale's factor must be over 0, got " + factor);
      }
    }

    @Override
    public void addTo(WarpBuilder warp) {
      warp.scale(factor);
    }
  }

  /** A turn about the centre; positive is clockwise on the screen. */
  record Rotation(double radians) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.rotate(radians);
    }
  }

  /**
   * A slant about the centre.
   *
   * @param ofX what a step down moves to the right
   * @param ofY what a step to the right moves down
   */
  record Shear(double ofX, double ofY) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.shear(ofX, ofY);
    }
  }

  /**
   * A change of perspective: how far each corner moves, to the right and down.
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

  /** A shift, as fractions of the input's width and height. */
  record Translation(double dx, double dy) implements Motion {
    @Override
    public void addTo(WarpBuilder warp) {
      warp.translate(dx, dy);
    }
  }
}
