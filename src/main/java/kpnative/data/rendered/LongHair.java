package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Comb;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Name;
import kpnative.data.rendered.HairStyle.Opening;
import kpnative.data.rendered.HairStyle.Tail;
import kpnative.data.rendered.HairStyle.Way;

/** Styles that hang beside the face or are gathered behind. */
final class LongHair {
  private final HairStyleDraw draw;
  private final Dice dice;

  LongHair(HairStyleDraw draw) {
    this.draw = draw;
    dice = draw.dice;
  }

  HairStyle of(Name name) {
    return switch (name) {
      case PONYTAIL, PIGTAILS, BUN -> tied(name);
      default -> hanging(name);
    };
  }

  private HairStyle hanging(Name name) {
    boolean braids = name == Name.BRAIDS;
    float end =
        switch (name) {
          case BOB -> dice.between(-10.5, -5);
          case CURTAINS -> dice.between(-8, -4);
          default -> dice.between(-19, -11);
        };
    float thick = dice.between(0.5, 1.5);
    boolean curly = !braids && dice.chance(draw.traits.tone() > 0.6f ? 0.5 : 0.2);
    boolean wavy = !curly && dice.chance(0.45);
    float curl = braids ? 0 : curly ? dice.between(0.3, 0.8) : wavy ? dice.between(0.15, 0.6) : 0;
    float turns = curly ? dice.between(0.22, 0.4) : dice.between(0.07, 0.18);
    Fringe fringe = name == Name.CURTAINS || braids || !dice.chance(0.4) ? null : draw.fringe(1);
    boolean back = fringe == null && dice.chance(0.2);
    HairLine line = draw.line(dice.between(-1, 0.5), dice.between(-7, -4));
    return new HairStyle(
        name,
        line,
        new Cap(
            thick,
            dice.between(0, 0.7),
            dice.between(0.6, 1.6),
            curly ? 0.4f : 0.2f,
            dice.between(1.5, 3),
            curly ? 0.7f : braids ? 0.4f : 0,
            1),
        new Comb(
            back ? Way.BACK : Way.PART,
            dice.chance(0.5) ? dice.between(1, 4) * dice.sign() : dice.about(0, 0.4),
            dice.between(-0.6, 0.4),
            dice.between(0.05, 0.5),
            braids ? 0.1f : dice.between(0.05, curly ? 0.3 : 0.15)),
        new Locks(
            braids ? 110 : name == Name.BOB || name == Name.CURTAINS ? 130 : 110,
            braids ? dice.between(0.5, 0.8) : dice.between(1, 1.8),
            12 - end * 1.05f,
            4 - end,
            thick + dice.between(0.3, 1.5) + (curly ? 1 : 0),
            0.3f,
            curl,
            turns,
            braids ? 0 : curly ? 4 : 3,
            braids ? 0.1f : curly ? dice.between(0.4, 0.8) : dice.between(0.08, 0.22)),
        fringe,
        opening(name, line, end),
        null);
  }

  private Opening opening(Name name, HairLine line, float end) {
    boolean tucked = dice.chance(name == Name.LONG ? 0.3 : 0.12);
    float edge = tucked ? 106 : dice.between(50, 84);
    float other =
        tucked ? (dice.chance(0.3) ? dice.between(60, 80) : 106) : edge + dice.about(0, 7);
    if (!tucked && dice.chance(0.12)) {
      other = dice.between(25, 45); // over a cheek
    }
    boolean swap = dice.chance(0.5);
    return new Opening(
        swap ? edge : other, swap ? other : edge, line.front() - 0.2f, dice.between(1, 2), end);
  }

  private HairStyle tied(Name name) {
    float thick = dice.between(0.15, 0.7);
    boolean pigtails = name == Name.PIGTAILS;
    // from behind the neck up to the top
    double up = dice.chance(0.45) ? dice.between(0.7, 1.4) : dice.between(-0.3, 0.7);
    Tail tail =
        pigtails
            ? new Tail(
                dice.between(7.5, 9),
                dice.between(-1, 9),
                dice.between(-3, 0),
                dice.between(5, 18),
                1,
                true)
            : new Tail(
                dice.about(0, 0.5),
                HeadGrid.CENTRE_Y + 10.6f * (float) Math.sin(up),
                HeadGrid.CENTRE_Z - 10.6f * (float) Math.cos(up),
                name == Name.BUN ? 0 : dice.between(12, 25),
                dice.between(1.8, 3.5),
                false);
    HairLine line = draw.line(dice.between(0, 1), dice.between(-6, -4));
    return new HairStyle(
        name,
        line,
        new Cap(
            thick,
            dice.between(0, 0.6),
            dice.between(0.5, 1.4),
            0.15f,
            2,
            draw.traits.tone() > 0.6f ? 0.5f : 0,
            1),
        new Comb(Way.TIED, 0, 0, dice.between(0, 0.3), dice.between(0.02, 0.1)),
        new Locks(
            140,
            dice.between(0.7, 1.2),
            dice.between(8, 12),
            dice.between(6, 9),
            thick + 0.12f,
            0,
            0,
            0,
            2,
            dice.between(0.1, 0.3)),
        dice.chance(0.35) ? draw.fringe(dice.chance(0.5) ? 0.3f : 1) : null,
        Opening.NONE,
        tail);
  }
}
