package kpnative.augment;

import java.util.Locale;
import kpnative.image.Effect;

/** A readable line about a drawn step: its name in recipes and its values. */
final class StepText {
  private StepText() {}

  static String of(Motion motion) {
    if (motion instanceof Motion.Flip) {
      return "flip";
    } else if (motion instanceof Motion.Scale s) {
      return text("scale %.2f", s.factor());
    } else if (motion instanceof Motion.Rotation r) {
      return text("rotation %.1f degrees", Math.toDegrees(r.radians()));
    } else if (motion instanceof Motion.Shear s) {
      return text("shear x %.1f, y %.1f degrees", degrees(s.ofX()), degrees(s.ofY()));
    } else if (motion instanceof Motion.Homography h) {
      return text(
          "homography %+.1f %+.1f, %+.1f %+.1f, %+.1f %+.1f, %+.1f %+.1f %%",
          100 * h.upperLeftX(),
          100 * h.upperLeftY(),
          100 * h.upperRightX(),
          100 * h.upperRightY(),
          100 * h.lowerRightX(),
          100 * h.lowerRightY(),
          100 * h.lowerLeftX(),
          100 * h.lowerLeftY());
    } else if (motion instanceof Motion.Translation t) {
      return text(
          "translation %s %.1f %%, %s %.1f %%",
          t.dx() < 0 ? "left" : "right",
          100 * Math.abs(t.dx()),
          t.dy() < 0 ? "up" : "down",
          100 * Math.abs(t.dy()));
    }
    throw new IllegalStateException("no description for the motion " + motion);
  }

  static String of(Effect effect) {
    if (effect instanceof Effect.Tone t) {
      return text(
          "color brightness %.2f, contrast %.2f, saturation %.2f, hue %+.2f",
          t.brightness(), t.contrast(), t.saturation(), t.hue());
    } else if (effect instanceof Effect.Gamma g) {
      return text("gamma %.2f", g.exponent());
    } else if (effect instanceof Effect.Gray) {
      return "gray";
    } else if (effect instanceof Effect.Blur b) {
      return text("blur sigma %.1f px", b.sigma());
    } else if (effect instanceof Effect.Noise n) {
      return text("noise deviation %.3f", n.deviation());
    } else if (effect instanceof Effect.Jpeg j) {
      return "jpeg quality " + j.quality();
    } else if (effect instanceof Effect.Patch p) {
      return "occlusion " + area(p.left(), p.top(), p.right(), p.bottom());
    } else if (effect instanceof Effect.Copy c) {
      return "occlusion by another part " + area(c.left(), c.top(), c.right(), c.bottom());
    }
    throw new IllegalStateException("no description for the effect " + effect);
  }

  private static String area(double left, double top, double right, double bottom) {
    return text(
        "%.0f x %.0f %% of the sides at %.0f, %.0f %%",
        100 * (right - left), 100 * (bottom - top), 100 * left, 100 * top);
  }

  private static double degrees(double slope) {
    return Math.toDegrees(Math.atan(slope)) + 0.0; // no -0.0
  }

  private static String text(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
