package kpnative.data.rendered;

import static kpnative.data.rendered.LightSum.colour;
import static kpnative.data.rendered.LightSum.direction;

import kpnative.data.backdrop.Dice;

/** Where people are photographed, and the light there. */
enum LightSituation {
  OVERCAST(13) {
    @Override
    void light(LightSum sum, Dice dice) {
      float warmth = dice.about(-0.05, 0.08);
      sum.area(
          direction(dice.about(0, 60), dice.between(35, 90)),
          colour(1, warmth),
          dice.between(0, 0.7));
      sum.even(colour(dice.between(0.1, 0.4), warmth + 0.1));
      sum.lamp(
          direction(dice.about(0, 45), dice.between(25, 75)),
          colour(dice.between(0.15, 0.6), warmth));
      sum.shadowSoftness = dice.between(4, 8);
      sum.shadowStrength = dice.between(0.4, 0.9);
      sum.surroundings = dice.scale(0.6, 2);
    }
  },
  SUN(19) {
    @Override
    void light(LightSum sum, Dice dice) {
      sky(sum, dice, dice.scale(0.15, 0.6));
      sum.lamp(
          direction(dice.about(0, 45), dice.between(15, 65)), colour(1, dice.between(0, 0.35)));
      sum.shadowSoftness = dice.between(0.25, 1);
      sum.shadowStrength = dice.between(0.85, 1);
      sum.surroundings = dice.scale(0.5, 1.6);
    }
  },
  NOON(4) {
    @Override
    void light(LightSum sum, Dice dice) {
      sky(sum, dice, dice.scale(0.15, 0.5));
      sum.lamp(
          direction(dice.about(0, 70), dice.between(62, 85)), colour(1.6, dice.between(0, 0.15)));
      sum.shadowSoftness = dice.between(0.25, 1);
      sum.shadowStrength = 1;
      sum.surroundings = dice.scale(0.6, 2);
    }
  },
  BACKLIT(5) {
    @Override
    void light(LightSum sum, Dice dice) {
      sky(sum, dice, dice.scale(0.3, 0.8));
      sum.even(colour(0.2, dice.about(0.05, 0.1)));
      float[] sun = direction(180 + dice.about(0, 45), dice.between(10, 60));
      sum.lamp(sun, colour(dice.between(1, 4), dice.between(0, 0.4)));
      sum.shadowSoftness = dice.between(0.3, 2);
      sum.shadowStrength = 1;
      sum.surroundings = dice.scale(1.5, 6);
    }
  },
  WINDOW(14) {
    @Override
    void light(LightSum sum, Dice dice) {
      float side = dice.sign() * dice.between(20, 90);
      float warmth = dice.about(-0.05, 0.1);
      float[] window = direction(side, dice.between(-5, 40));
      sum.area(window, colour(dice.between(0.3, 0.8), warmth), dice.between(0.4, 1));
      sum.lamp(window, colour(dice.between(0.4, 1), warmth));
      room(sum, dice, dice.scale(0.06, 0.4));
      sum.shadowSoftness = dice.between(1.5, 5);
      sum.shadowStrength = dice.between(0.7, 1);
      sum.surroundings = dice.scale(0.15, 1.5);
    }
  },
  ROOM(15) {
    @Override
    void light(LightSum sum, Dice dice) {
      float warmth = dice.about(0.15, 0.15);
      room(sum, dice, dice.between(0.25, 0.8));
      sum.lamp(
          direction(dice.about(0, 50), dice.between(30, 80)),
          colour(dice.between(0.4, 1.1), warmth));
      if (dice.chance(0.6)) {
        sum.lamp(
            direction(dice.between(-120, 120), dice.between(0, 60)),
            colour(dice.between(0.1, 0.6), warmth + dice.about(0, 0.15)));
      }
      sum.shadowSoftness = dice.between(0.8, 4);
      sum.shadowStrength = dice.between(0.5, 1);
      sum.surroundings = dice.scale(0.25, 1.3);
    }
  },
  FLASH(12) {
    @Override
    void light(LightSum sum, Dice dice) {
      room(sum, dice, dice.scale(0.05, 0.5));
      sum.lamp(direction(dice.about(0, 6), dice.about(7, 6)), colour(1, dice.about(0, 0.06)));
      if (dice.chance(0.3)) {
        sum.lamp(
            direction(dice.between(-150, 150), dice.between(20, 70)),
            colour(dice.between(0.1, 0.5), dice.about(0.2, 0.2)));
      }
      sum.shadowSoftness = dice.between(0.2, 0.8);
      sum.shadowStrength = dice.between(0.85, 1);
      sum.surroundings = dice.scale(0.06, 0.8);
    }
  },
  STUDIO(13) {
    @Override
    void light(LightSum sum, Dice dice) {
      float side = dice.sign() * dice.between(5, 60);
      sum.even(colour(dice.scale(0.03, 0.25), dice.about(0, 0.05)));
      float[] key = direction(side, dice.between(10, 50));
      sum.area(key, colour(dice.between(0.1, 0.5), 0), 0.9);
      sum.lamp(key, colour(1, dice.about(0, 0.05)));
      if (dice.chance(0.7)) {
        sum.area(
            direction(-side + dice.about(0, 20), dice.between(-20, 30)),
            colour(dice.scale(0.08, 0.6), dice.about(0, 0.06)),
            0.8);
      }
      if (dice.chance(0.55)) {
        sum.lamp(
            direction(-Math.signum(side) * dice.between(110, 165), dice.between(10, 60)),
            colour(dice.scale(0.3, 2), dice.about(0, 0.06)));
      }
      sum.shadowSoftness = dice.between(1, 4);
      sum.shadowStrength = dice.between(0.8, 1);
      sum.surroundings = dice.scale(0.15, 1.5);
    }
  },
  STAGE(4) {
    @Override
    void light(LightSum sum, Dice dice) {
      sum.even(tinted(dice, dice.scale(0.01, 0.12), 0.9));
      sum.lamp(
          direction(dice.about(0, 45), dice.between(20, 65)),
          tinted(dice, 1, dice.between(0, 0.7)));
      for (int i = dice.below(3); i > 0; i--) {
        sum.lamp(
            direction(dice.between(-170, 170), dice.between(0, 70)),
            tinted(dice, dice.between(0.3, 2), dice.between(0.4, 1)));
      }
      sum.shadowSoftness = dice.between(0.4, 1.5);
      sum.shadowStrength = dice.between(0.9, 1);
      sum.surroundings = dice.scale(0.03, 0.6);
    }
  },
  ONE_SIDE(4) {
    @Override
    void light(LightSum sum, Dice dice) {
      float warmth = dice.about(0.1, 0.15);
      sum.even(colour(dice.scale(0.005, 0.06), warmth));
      sum.lamp(
          direction(dice.sign() * dice.between(55, 105), dice.between(-10, 45)), colour(1, warmth));
      sum.shadowSoftness = dice.between(0.5, 3);
      sum.shadowStrength = 1;
      sum.surroundings = dice.scale(0.02, 0.4);
    }
  },
  FROM_BELOW(1.5) {
    @Override
    void light(LightSum sum, Dice dice) {
      float warmth = dice.about(0.1, 0.4);
      room(sum, dice, dice.scale(0.03, 0.4));
      float[] key = direction(dice.about(0, 25), dice.between(-50, -15));
      sum.area(key, colour(dice.between(0.2, 0.6), warmth), 0.8);
      sum.lamp(key, colour(dice.between(0.4, 1), warmth));
      sum.shadowSoftness = dice.between(1, 4);
      sum.shadowStrength = dice.between(0.6, 1);
      sum.surroundings = dice.scale(0.05, 0.7);
    }
  },
  FLAT(6) {
    @Override
    void light(LightSum sum, Dice dice) {
      float warmth = dice.about(0, 0.08);
      sum.even(colour(dice.between(0.3, 0.7), warmth));
      sum.area(
          direction(dice.about(0, 30), dice.between(0, 50)),
          colour(dice.between(0.3, 0.9), warmth),
          0.5);
      sum.lamp(
          direction(dice.about(0, 25), dice.between(0, 50)),
          colour(dice.between(0.1, 0.35), warmth));
      sum.shadowSoftness = dice.between(2, 6);
      sum.shadowStrength = dice.between(0.2, 0.7);
      sum.surroundings = dice.scale(0.4, 2);
    }
  };

  private final double share;

  LightSituation(double share) {
    this.share = share;
  }

  abstract void light(LightSum sum, Dice dice);

  static LightSum draw(Dice dice) {
    LightSituation[] all = values();
    double[] shares = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      shares[i] = all[i].share;
    }
    LightSum sum = new LightSum();
    all[dice.weighted(shares)].light(sum, dice);
    return sum;
  }

  /** Light of a blue sky, and what ground and walls throw back. */
  private static void sky(LightSum sum, Dice dice, float strength) {
    float blue = dice.between(-0.35, 0);
    sum.area(direction(0, 90), colour(strength, blue), 0);
    sum.even(colour(strength * dice.between(0.1, 0.4), blue));
    float ground = strength * dice.scale(0.1, 1.2); // sand and snow throw back more than the sky
    sum.area(direction(0, -90), colour(ground, dice.between(0, 0.3)), 0.3);
    if (dice.chance(0.4)) {
      sum.area(
          direction(dice.between(-100, 100), dice.between(-10, 30)),
          colour(strength * dice.between(0.2, 1), dice.about(0.1, 0.15)),
          0.6);
    }
  }

  /** Light that walls throw about, more from one direction than from the others. */
  private static void room(LightSum sum, Dice dice, float strength) {
    float warmth = dice.about(0.12, 0.12);
    sum.even(colour(strength * dice.between(0.3, 0.7), warmth));
    sum.area(
        direction(dice.between(-140, 140), dice.between(-20, 80)),
        colour(strength, warmth + dice.about(0, 0.08)),
        dice.between(0, 0.8));
  }

  private static float[] tinted(Dice dice, float strength, double saturation) {
    float[] rgb = new float[3];
    int strong = dice.below(3);
    int weak = (strong + 1 + dice.below(2)) % 3;
    for (int i = 0; i < 3; i++) {
      float part = i == strong ? 1 : i == weak ? dice.between(0, 0.2) : dice.between(0, 1);
      rgb[i] = (float) (strength * (1 - saturation + saturation * part));
    }
    return rgb;
  }
}
