package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Comb;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Name;
import kpnative.data.rendered.HairStyle.Opening;
import kpnative.data.rendered.HairStyle.Way;

/** Styles that end above the neck, and curls. */
final class CombedHair {
  private final HairStyleDraw draw;
  private final Dice dice;

  CombedHair(HairStyleDraw draw) {
    this.draw = draw;
    dice = draw.dice;
  }

  HairStyle of(Name name) {
    return switch (name) {
      case SIDE_PART -> sidePart();
      case BACK -> back();
      case MOP -> mop();
      default -> curly(name);
    };
  }

  private Opening opening(HairLine line, float from, float to) {
    return new Opening(
        dice.between(from, to), dice.between(from, to), line.front() - 0.2f, 2, Float.NaN);
  }

  private float waves() {
    return dice.chance(0.35) ? dice.between(0.1, 0.4) : 0;
  }

  private HairStyle sidePart() {
    HairLine line = draw.line(dice.between(-4, 0), dice.between(-7.5, -4));
    float thick = dice.between(0.4, 1.2);
    Fringe fringe =
        dice.chance(0.35)
            ? new Fringe(
                dice.between(3, 6),
                dice.about(0, 0.03),
                dice.between(0.15, 0.6),
                50,
                dice.between(0.4, 1.4) * dice.sign(),
                dice.between(0.3, 1))
            : null;
    return new HairStyle(
        Name.SIDE_PART,
        line,
        new Cap(thick, dice.between(0.2, 1), dice.between(0.7, 1.6), 0.25f, 3, 0.1f, 1),
        new Comb(
            Way.PART,
            dice.between(2, 4) * dice.sign(),
            dice.between(-0.9, 0.3),
            dice.between(0.1, 0.6),
            dice.between(0.05, 0.15)),
        new Locks(
            150,
            dice.between(0.7, 1.2),
            dice.between(4, 8),
            dice.between(1.5, 4),
            thick + 0.3f,
            0.05f,
            waves(),
            dice.between(0.1, 0.2),
            2.2f,
            dice.between(0.1, 0.4)),
        fringe,
        opening(line, 58, 70),
        null);
  }

  private HairStyle back() {
    HairLine line = draw.line(dice.between(-4, 0), dice.between(-8, -4));
    float thick = dice.between(0.3, 1.2);
    return new HairStyle(
        Name.BACK,
        line,
        new Cap(thick, dice.between(0, 1.2), dice.between(0.8, 2), 0.25f, 3, 0.1f, 1),
        new Comb(Way.BACK, 0, 0, dice.between(0.1, 0.9), dice.between(0.05, 0.15)),
        new Locks(
            150,
            dice.between(0.7, 1.2),
            dice.between(4, 9),
            dice.between(2, 5),
            thick + 0.4f,
            0.03f,
            waves(),
            dice.between(0.1, 0.2),
            2.2f,
            dice.between(0.1, 0.4)),
        null,
        opening(line, 62, 72),
        null);
  }

  private HairStyle mop() {
    HairLine line = draw.line(dice.between(-3, 0), dice.between(-8, -4));
    float thick = dice.between(0.6, 1.6);
    return new HairStyle(
        Name.MOP,
        line,
        new Cap(thick, dice.between(0, 0.6), dice.between(0.8, 2), 0.3f, 3, 0.1f, 1),
        new Comb(Way.DOWN, dice.about(0, 2), 0, dice.between(0.1, 0.4), dice.between(0.1, 0.25)),
        new Locks(
            170,
            dice.between(0.7, 1.2),
            dice.between(6, 11),
            dice.between(4, 8),
            thick + 0.4f,
            0.12f,
            dice.chance(0.5) ? dice.between(0.1, 0.5) : 0,
            dice.between(0.1, 0.25),
            2.2f,
            dice.between(0.15, 0.4)),
        draw.fringe(0.9f),
        opening(line, 50, 75),
        null);
  }

  private HairStyle curly(Name name) {
    boolean afro = name == Name.AFRO;
    HairLine line = draw.line(dice.between(-3, 0.5), dice.between(-7, -4));
    float thick = afro ? dice.between(1, 2.4) * dice.between(1, 2.4) : dice.between(0.8, 2.2);
    float tight = dice.between(0, 1);
    return new HairStyle(
        name,
        line,
        new Cap(
            thick,
            dice.between(0, 1.2),
            dice.between(1, 2.5),
            dice.between(0.15, 0.4),
            dice.between(1.2, 2.5),
            1,
            1),
        new Comb(Way.DOWN, dice.about(0, 1), 0, dice.between(0.5, 1.2), dice.between(0.3, 0.6)),
        new Locks(
            afro ? 180 : 200,
            afro ? dice.between(0.4, 0.7) : dice.between(0.5, 1),
            (afro ? 1 : dice.between(2, 4)) + thick,
            (afro ? 0.8f : dice.between(1, 3)) + 0.8f * thick,
            thick + 0.2f,
            0.05f,
            0.2f + 0.35f * tight,
            0.35f + 0.4f * (1 - tight),
            4,
            dice.between(0.5, 0.9)),
        !afro && dice.chance(0.4) ? draw.fringe(0.7f) : null,
        opening(line, 56, 68),
        null);
  }
}
