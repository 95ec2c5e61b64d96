package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Comb;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Name;
import kpnative.data.rendered.HairStyle.Opening;
import kpnative.data.rendered.HairStyle.Tail;
import kpnative.data.rendered.HairStyle.Way;

/** Draws a {@link HairStyle}: who wears what how often, and how styles vary. */
final class HairStyleDraw {
  private final Traits traits;
  private final SplittableRandom random;
  private final Dice dice;

  HairStyleDraw(Traits traits, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
    dice = new Dice(random);
  }

  HairStyle draw() {
    return of(name());
  }

  private Name name() {
    Name[] names = Name.values();
    boolean dark = traits.tone() > 0.55f;
    // bald shaved buzz crop spiky side back mop bob curtains long pony bun curls afro braids
    double[] w =
        traits.woman()
            ? new double[] {.2, .2, .5, 2, 1, 2, 3, 2, 12, 8, 32, 10, 8, 8, 2, 2}
            : new double[] {5, 6, 10, 22, 8, 16, 9, 6, 1, 3, 4, 1, 1, 5, 1, 1};
    if (dark) {
      w[13] *= 3;
      w[14] *= 8;
      w[15] *= 7;
      w[2] *= 2;
      w[1] *= 2;
      w[10] *= 0.6;
    }
    if (traits.child()) {
      w[0] = 0;
      w[1] *= 0.3;
      w[6] *= 0.4;
      w[7] *= 4;
    } else if (!traits.woman() && traits.age() > 0.5f) {
      w[0] *= 4;
      w[3] *= 1.2;
      w[7] *= 0.3;
      w[4] *= 0.3;
    } else if (traits.woman() && traits.age() > 0.6f) {
      w[10] *= 0.4;
      w[8] *= 1.5;
      w[3] *= 3;
    }
    return names[dice.weighted(w)];
  }

  HairStyle of(Name name) {
    return switch (name) {
      case BALD -> close(name, true, 0);
      case SHAVED -> close(name, false, 0);
      case BUZZ -> close(name, false, dice.between(0.1, 0.3));
      case CROP -> crop(name);
      case SPIKY -> spiky(name);
      case SIDE_PART -> sidePart(name);
      case BACK -> back(name);
      case MOP -> mop(name);
      case BOB, CURTAINS, LONG -> hanging(name);
      case PONYTAIL, BUN -> tied(name);
      case CURLS, AFRO -> curly(name);
      case BRAIDS -> hanging(name);
    };
  }

  private HairLine line(float side, float nape) {
    boolean man = !traits.woman() && !traits.child();
    float age = traits.age();
    float receding = man && dice.chance(0.15 + 0.7 * age) ? dice.between(0, 0.4 + 2.6 * age) : 0;
    float front = dice.about(man ? 7.1 : 6.8, 0.55) + 0.5f * receding;
    float peak = dice.chance(0.25) ? dice.between(0, 1) : dice.about(0, 0.15);
    return new HairLine(front, peak + 0.3f * receding, receding, side, nape, random);
  }

  private HairStyle close(Name name, boolean bald, float thick) {
    HairLine line =
        bald
            ? new HairLine(
                dice.between(11, 14.5),
                0,
                dice.between(-1, 2),
                dice.between(-2, 1),
                dice.between(-7, -4),
                random)
            : line(dice.between(-3, 0.5), dice.between(-7, -4));
    float roots = bald ? dice.between(0, 0.8) : dice.between(0.25, 0.95);
    return new HairStyle(
        name,
        line,
        new Cap(thick, 0, 0.8f, 0.1f, 3, roots),
        new Comb(Way.DOWN, 0, 0, 0.3f, 0.2f),
        new Locks(
            bald ? 60 : thick > 0 ? 150 : 0,
            0.25f,
            thick + 0.4f,
            thick + 0.4f,
            thick,
            0,
            0,
            0,
            1,
            0.5f),
        null,
        new Opening(0, 0, 0, Float.NaN),
        null);
  }

  private HairStyle crop(Name name) {
    float thick = dice.between(0.25, 1);
    float length = dice.between(1, 3.5);
    Fringe fringe =
        dice.chance(0.55)
            ? new Fringe(
                dice.between(3.2, 6.5),
                dice.about(0, 0.012),
                dice.between(0.4, 1),
                dice.between(35, 55),
                dice.about(0, 0.4),
                dice.between(0.2, 1))
            : null;
    return new HairStyle(
        name,
        line(dice.between(-3.5, 0.5), dice.between(-7, -4)),
        new Cap(thick, dice.between(0, 0.8), dice.between(0.7, 2), 0.3f, dice.between(1.5, 4), 1),
        new Comb(Way.DOWN, dice.about(0, 1), 0.3f, dice.between(0, 0.9), dice.between(0.1, 0.35)),
        new Locks(
            300,
            dice.between(0.4, 0.8),
            length,
            length * dice.between(0.3, 0.8),
            thick + 0.2f,
            0.03f,
            0,
            0,
            1.3f,
            dice.between(0.2, 0.6)),
        fringe,
        new Opening(0, 0, 0, Float.NaN),
        null);
  }

  private HairStyle spiky(Name name) {
    float thick = dice.between(0.4, 1);
    return new HairStyle(
        name,
        line(dice.between(-3, 0.5), dice.between(-7, -4)),
        new Cap(thick, dice.between(0.2, 0.8), dice.between(0.6, 1.5), 0.4f, 2, 1),
        new Comb(
            dice.chance(0.5) ? Way.UP : Way.BACK,
            0,
            dice.between(-0.5, 0.5),
            dice.between(0.8, 2),
            dice.between(0.2, 0.5)),
        new Locks(
            260,
            dice.between(0.5, 1),
            dice.between(2, 5),
            dice.between(0.7, 1.5),
            thick + 0.3f,
            0.01f,
            0,
            0,
            1.5f,
            dice.between(0.2, 0.5)),
        null,
        new Opening(0, 0, 0, Float.NaN),
        null);
  }

  private HairStyle sidePart(Name name) {
    float thick = dice.between(0.4, 1.2);
    float length = dice.between(4, 8);
    Fringe fringe =
        dice.chance(0.35)
            ? new Fringe(
                dice.between(3, 6),
                dice.about(0, 0.03),
                dice.between(0.15, 0.6),
                50,
                dice.between(0.4, 1.4) * dice.sign(),
                dice.between(0.3, 1.2))
            : null;
    return new HairStyle(
        name,
        line(dice.between(-4, 0), dice.between(-7.5, -4)),
        new Cap(thick, dice.between(0.2, 1), dice.between(0.7, 1.6), 0.25f, 3, 1),
        new Comb(
            Way.PART,
            dice.between(2, 4) * dice.sign(),
            dice.between(-0.9, 0.3),
            dice.between(0.1, 0.7),
            dice.between(0.05, 0.2)),
        new Locks(
            300,
            dice.between(0.5, 1),
            length,
            dice.between(1.5, 4),
            thick + 0.4f,
            0.04f,
            dice.chance(0.3) ? dice.between(0.1, 0.3) : 0,
            dice.between(0.1, 0.25),
            1.2f,
            dice.between(0.1, 0.4)),
        fringe,
        new Opening(30, 30, 6.5f, Float.NaN),
        null);
  }

  private HairStyle back(Name name) {
    float thick = dice.between(0.3, 1.2);
    return new HairStyle(
        name,
        line(dice.between(-4, 0), dice.between(-8, -4)),
        new Cap(thick, dice.between(0, 1.2), dice.between(0.8, 2), 0.25f, 3, 1),
        new Comb(Way.BACK, 0, 0, dice.between(0.1, 1.1), dice.between(0.05, 0.2)),
        new Locks(
            280,
            dice.between(0.5, 1),
            dice.between(4, 9),
            dice.between(2, 5),
            thick + 0.5f,
            0.02f,
            dice.chance(0.4) ? dice.between(0.1, 0.4) : 0,
            dice.between(0.1, 0.25),
            1.2f,
            dice.between(0.1, 0.4)),
        null,
        new Opening(60, 60, 6, Float.NaN),
        null);
  }

  private HairStyle mop(Name name) {
    float thick = dice.between(0.6, 1.6);
    return new HairStyle(
        name,
        line(dice.between(-3, 0), dice.between(-8, -4)),
        new Cap(thick, dice.between(0, 0.6), dice.between(0.8, 2), 0.3f, 3, 1),
        new Comb(Way.DOWN, dice.about(0, 2), 0, dice.between(0.2, 0.6), dice.between(0.1, 0.4)),
        new Locks(
            320,
            dice.between(0.6, 1.1),
            dice.between(6, 11),
            dice.between(4, 8),
            thick + 0.5f,
            0.1f,
            dice.chance(0.5) ? dice.between(0.1, 0.5) : 0,
            dice.between(0.1, 0.3),
            1.2f,
            dice.between(0.2, 0.5)),
        fringe(0.9f),
        new Opening(dice.between(50, 75), dice.between(50, 75), 4, Float.NaN),
        null);
  }

  private Fringe fringe(float share) {
    return new Fringe(
        dice.chance(0.2) ? dice.between(0.2, 1.5) : dice.between(1.4, 4.2),
        dice.about(0, 0.012),
        share * dice.between(0.4, 1),
        dice.between(38, 58),
        dice.about(0, 0.5),
        dice.between(0.15, 1));
  }

  private HairStyle hanging(Name name) {
    boolean tucked = dice.chance(name == Name.LONG ? 0.3 : 0.12);
    boolean braids = name == Name.BRAIDS;
    float end =
        switch (name) {
          case BOB -> dice.between(-10.5, -4);
          case CURTAINS -> dice.between(-8, -3);
          default -> dice.between(-19, -11);
        };
    float thick = dice.between(0.5, 1.5);
    boolean curly = !braids && dice.chance(traits.tone() > 0.6f ? 0.5 : 0.2);
    boolean wavy = !curly && dice.chance(0.45);
    float curl = braids ? 0 : curly ? dice.between(0.3, 0.8) : wavy ? dice.between(0.15, 0.6) : 0;
    float turns = curly ? dice.between(0.25, 0.5) : dice.between(0.07, 0.2);
    float edge = tucked ? 106 : dice.between(52, 84);
    float other = tucked ? (dice.chance(0.3) ? 70 : 106) : edge + dice.about(0, 7);
    if (!tucked && dice.chance(0.12)) {
      other = dice.between(25, 45);
    }
    boolean swap = dice.chance(0.5);
    boolean side = dice.chance(0.5);
    Fringe fringe = name == Name.CURTAINS ? null : dice.chance(0.38) ? fringe(1) : null;
    boolean back = fringe == null && dice.chance(0.2);
    return new HairStyle(
        name,
        line(dice.between(-1, 0.5), dice.between(-7, -4)),
        new Cap(
            thick,
            dice.between(0, 0.7),
            dice.between(0.6, 1.6),
            curly ? 0.5f : 0.2f,
            dice.between(1.5, 3),
            1),
        new Comb(
            back ? Way.BACK : Way.PART,
            side ? dice.between(1, 4) * dice.sign() : dice.about(0, 0.4),
            dice.between(-0.6, 0.4),
            dice.between(0.1, 0.6),
            braids ? 0.1f : dice.between(0.05, curly ? 0.4 : 0.2)),
        new Locks(
            braids ? 170 : 330,
            braids ? dice.between(0.4, 0.7) : dice.between(0.6, 1.3),
            12 - end * 1.05f,
            4 - end,
            thick + dice.between(0.3, 1.2) + (curly ? 1 : 0),
            0.3f,
            curl,
            turns,
            braids ? 0 : curly ? 2.2f : 1.6f,
            braids ? 0.1f : curly ? dice.between(0.4, 0.8) : dice.between(0.1, 0.4)),
        fringe,
        new Opening(swap ? edge : other, swap ? other : edge, dice.between(4, 7.5), end),
        null);
  }

  private HairStyle tied(Name name) {
    float thick = dice.between(0.15, 0.7);
    float up = dice.chance(0.35) ? dice.between(6, 14) : dice.between(-2, 6);
    Tail tail =
        new Tail(
            dice.about(0, 0.5),
            4 + up,
            -9.5f + 0.45f * Math.max(0, up - 3),
            name == Name.BUN ? 0 : dice.between(12, 25),
            dice.between(1.8, 3.5));
    return new HairStyle(
        name,
        line(dice.between(0, 1), dice.between(-6, -4)),
        new Cap(thick, dice.between(0, 0.6), dice.between(0.5, 1.4), 0.15f, 2, 1),
        new Comb(Way.TIED, 0, 0, dice.between(0, 0.5), dice.between(0.02, 0.15)),
        new Locks(
            260,
            dice.between(0.5, 1),
            dice.between(7, 12),
            dice.between(5, 9),
            thick + 0.15f,
            0,
            0,
            0,
            1.5f,
            dice.between(0.1, 0.3)),
        dice.chance(0.35) ? fringe(dice.chance(0.5) ? 0.3f : 1) : null,
        new Opening(0, 0, 0, Float.NaN),
        tail);
  }

  private HairStyle curly(Name name) {
    boolean afro = name == Name.AFRO;
    float thick = afro ? dice.between(1.5, 6) : dice.between(0.8, 2.5);
    return new HairStyle(
        name,
        line(dice.between(-3, 0.5), dice.between(-7, -4)),
        new Cap(
            thick,
            dice.between(0, 1.5),
            dice.between(1.2, 3),
            dice.between(0.25, 0.6),
            dice.between(1, 2.5),
            1),
        new Comb(Way.DOWN, dice.about(0, 1), 0, dice.between(0.6, 1.6), dice.between(0.4, 0.8)),
        new Locks(
            afro ? 420 : 380,
            afro ? dice.between(0.3, 0.6) : dice.between(0.4, 0.8),
            dice.between(3, 5) + thick,
            dice.between(2, 4) + 0.7f * thick,
            thick + 0.4f,
            0.03f,
            dice.between(0.25, 0.6),
            dice.between(0.35, 0.8),
            2,
            dice.between(0.5, 1)),
        !afro && dice.chance(0.4) ? fringe(0.7f) : null,
        new Opening(40, 40, 5, Float.NaN),
        null);
  }
}
