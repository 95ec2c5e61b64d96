package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Comb;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Name;
import kpnative.data.rendered.HairStyle.Opening;
import kpnative.data.rendered.HairStyle.Way;

/** Styles without hair and with hair of a few cm. */
final class ShortHair {
  private final HairStyleDraw draw;
  private final Dice dice;

  ShortHair(HairStyleDraw draw) {
    this.draw = draw;
    dice = draw.dice;
  }

  HairStyle of(Name name) {
    return switch (name) {
      case SHAVED -> close(name, line(), 0, dice.between(0.25, 0.8));
      case BUZZ -> close(name, line(), dice.between(0.08, 0.35), dice.between(0.7, 1));
      case THIN -> thin();
      case CROP -> crop();
      case SPIKY -> spiky();
      default -> bald();
    };
  }

  private HairLine line() {
    return draw.line(dice.between(-3.5, 0.5), dice.between(-7, -4));
  }

  private HairStyle close(Name name, HairLine line, float thick, float roots) {
    float grain = draw.traits.tone() > 0.6f ? 0.9f : 0.6f;
    return new HairStyle(
        name,
        line,
        new Cap(thick, 0, dice.between(0.5, 1.2), 0.1f, 3, grain, roots),
        new Comb(Way.DOWN, 0, 0, 0.3f, 0.2f),
        Locks.NONE,
        null,
        Opening.NONE,
        null);
  }

  /** Nothing at all, or a wreath of hair. */
  private HairStyle bald() {
    HairLine line = draw.wreath();
    if (dice.chance(0.3)) {
      return close(Name.BALD, line, 0, dice.between(0, 0.4));
    }
    float thick = dice.between(0, 0.9);
    return new HairStyle(
        Name.BALD,
        line,
        new Cap(thick, 0, 1.5f, 0.2f, 3, 0.3f, dice.between(0.5, 0.95)),
        new Comb(Way.DOWN, 0, 0, dice.between(0, 0.3), 0.2f),
        new Locks(60, 0.8f, 2, 2, thick + 0.2f, 0.05f, 0, 0, 2, 0.4f),
        null,
        Opening.NONE,
        null);
  }

  /** Hair through which the skin is seen. */
  private HairStyle thin() {
    float length = dice.between(1.5, 6);
    return new HairStyle(
        Name.THIN,
        draw.line(dice.between(1, 3.5), dice.between(-2, 1), dice.between(-6, -4)),
        new Cap(0, 0, 1, 0, 2, 0.3f, dice.between(0.3, 0.6)),
        new Comb(
            dice.chance(0.5) ? Way.BACK : Way.PART,
            3f * dice.sign(),
            -0.5f,
            dice.between(0.05, 0.4),
            dice.between(0.1, 0.3)),
        new Locks(220, 1, length, 0.6f * length, dice.between(0.2, 0.8), 0.03f, 0, 0, 3, 0.5f),
        null,
        Opening.NONE,
        null);
  }

  private HairStyle crop() {
    float thick = dice.between(0.25, 1);
    float length = dice.between(1, 3.5);
    Fringe fringe =
        dice.chance(0.5)
            ? new Fringe(
                dice.between(3.2, 6.5),
                dice.about(0, 0.012),
                dice.between(0.4, 1),
                dice.between(35, 55),
                dice.about(0, 0.4),
                dice.between(0.2, 0.8))
            : null;
    return new HairStyle(
        Name.CROP,
        line(),
        new Cap(
            thick,
            dice.between(0, 0.8),
            dice.between(0.7, 2),
            0.3f,
            dice.between(1.5, 4),
            dice.between(0, 0.6),
            1),
        new Comb(Way.DOWN, dice.about(0, 1), 0.3f, dice.between(0, 0.3), dice.between(0.1, 0.25)),
        new Locks(
            160,
            dice.between(0.5, 0.9),
            length,
            length * dice.between(0.3, 0.7),
            thick + 0.15f,
            0.05f,
            0,
            0,
            2.5f,
            dice.between(0.2, 0.5)),
        fringe,
        Opening.NONE,
        null);
  }

  private HairStyle spiky() {
    float thick = dice.between(0.4, 1);
    return new HairStyle(
        Name.SPIKY,
        line(),
        new Cap(thick, dice.between(0.2, 0.8), dice.between(0.6, 1.5), 0.4f, 2, 0.3f, 1),
        new Comb(
            dice.chance(0.5) ? Way.UP : Way.BACK,
            0,
            dice.between(-0.5, 0.5),
            dice.between(0.6, 1.6),
            dice.between(0.15, 0.35)),
        new Locks(
            150,
            dice.between(0.6, 1.1),
            dice.between(1.5, 4.5),
            dice.between(0.6, 1.2),
            thick + 0.2f,
            0.02f,
            0,
            0,
            2.5f,
            dice.between(0.2, 0.5)),
        null,
        Opening.NONE,
        null);
  }
}
