package kpnative.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

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
  /** {@return the warp from the input's frame to the changed input's frame} */
  Warp warp(Size input);

  /** The left-right mirror image; keypoints change places with it. */
  record Flip() implements Motion {
    @Override
    public Warp warp(Size input) {
      return Warp.flip(input.width());
    }
  }

  /** A factor about the centre, over 0. */
  record Scale(double factor) implements Motion {
    @Override
    public Warp warp(Size input) {
      return Warp.scaling(factor, factor, Box.ofPicture(input).center());
    }
  }

  /** A turn about the centre; positive is clockwise on the screen. */
  record Rotation(double radians) implements Motion {
    @Override
    public Warp warp(Size input) {
      return Warp.rotation(radians, Box.ofPicture(input).center());
    }
  }

  /**
   * A slant about the centre: {@code x' = x + ofX * y, y' = y + ofY * x}.
   *
   * @param ofX what a step down moves to the right
   * @param ofY what a step to the right moves down
   */
  record Shear(double ofX, double ofY) implements Motion {
    @Override
    public Warp warp(Size input) {
      Point c = Box.ofPicture(input).center();
      return Warp.affine(1, ofX, -ofX * c.y(), ofY, 1, -ofY * c.x());
    }
  }

  /**
   * A change of perspective that moves the corners.
   *
   * @param corners how far each moves, x and y in turn, from the upper left one clockwise
   */
  record Homography(List<Double> corners) implements Motion {
    /** Copies the list. */
    public Homography {
      corners = List.copyOf(corners);
      if (corners.size() != 8) {
        throw new IllegalArgumentException("4 corners move by 8 numbers, got " + corners.size());
      }
    }

    @Override
    public Warp warp(Size input) {
      Box b = Box.ofPicture(input);
      List<Point> from =
          List.of(
              new Point(b.left(), b.top()),
              new Point(b.right(), b.top()),
              new Point(b.right(), b.bottom()),
              new Point(b.left(), b.bottom()));
      Point[] to = new Point[4];
      for (int i = 0; i < 4; i++) {
        Point p = from.get(i);
        to[i] =
            new Point(
                p.x() + corners.get(2 * i) * b.width(),
                p.y() + corners.get(2 * i + 1) * b.height());
      }
      return Warp.ofFourPoints(from, List.of(to));
    }
  }

  /** A shift, as fractions of the input's width and height. */
  record Translation(double dx, double dy) implements Motion {
    @Override
    public Warp warp(Size input) {
      return Warp.translation(dx * input.width(), dy * input.height());
    }
  }
}
