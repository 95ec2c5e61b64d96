package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Name;

/** Draws a {@link HairStyle}: who wears what how often, and where hair begins. */
final class HairStyleDraw {
  /** How often a man and a woman with fair skin wear each style, in the order of {@link Name}. */
  private static final double[] MEN = {5, 6, 10, 4, 25, 6, 17, 9, 6, 1, 3, 4, 1, 0, 1, 5, 1, 1};

  private static final double[] WOMEN = {
    .2, .2, .5, .6, 2, 1, 2.5, 3, 2, 12, 8, 33, 9, 1, 8, 8, 2, 2
  };

  final Traits traits;
  final Dice dice;
  private final SplittableRandom random;

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
    double[] weights = (traits.woman() ? WOMEN : MEN).clone();
    for (Name name : names) {
      weights[name.ordinal()] *= tone(name) * age(name);
    }
    return names[dice.weighted(weights)];
  }

  private double tone(Name name) {
    if (traits.tone() < 0.55f) {
      return 1;
    }
    return switch (name) {
      case CURLS -> 3;
      case AFRO -> 8;
      case BRAIDS -> 7;
      case BUZZ, SHAVED -> 2;
      case LONG, SIDE_PART, SPIKY, MOP -> 0.5;
      default -> 1;
    };
  }

  private double age(Name name) {
    boolean old = traits.age() > 0.55f;
    if (traits.child()) {
      return switch (name) {
        case BALD, THIN -> 0;
        case SHAVED, BACK -> 0.3;
        case MOP, CROP -> 3;
        case PIGTAILS -> 9;
        default -> 1;
      };
    }
    if (!old) {
      return name == Name.THIN ? 0.3 : 1;
    }
    return switch (name) {
      case BALD -> traits.woman() ? 1 : 4;
      case THIN -> 3;
      case CROP -> traits.woman() ? 5 : 1.2;
      case SIDE_PART, BACK -> 1.3;
      case BOB, CURLS -> 1.6;
      case MOP, SPIKY, LONG, PONYTAIL -> 0.4;
      case PIGTAILS -> 0;
      default -> 1;
    };
  }

  /** {@return a style of a name} */
  HairStyle of(Name name) {
    return switch (name) {
      case BALD, SHAVED, BUZZ, THIN, CROP, SPIKY -> new ShortHair(this).of(name);
      case SIDE_PART, BACK, MOP, CURLS, AFRO -> new CombedHair(this).of(name);
      case BOB, CURTAINS, LONG, PONYTAIL, PIGTAILS, BUN, BRAIDS -> new LongHair(this).of(name);
    };
  }

  /** {@return a hairline with these ends of the sides and at the back} */
  HairLine line(float side, float nape) {
    boolean man = !traits.woman() && !traits.child();
    float age = traits.age();
    float receding = man && dice.chance(0.15 + 0.7 * age) ? dice.between(0, 0.4 + 2.6 * age) : 0;
    return line(receding, side, nape);
  }

  /** {@return a hairline that has receded by some cm} */
  HairLine line(float receding, float side, float nape) {
    float front = dice.about(traits.woman() ? 6.8 : 7.1, 0.55) + 0.5f * receding;
    float peak = dice.chance(0.25) ? dice.between(0, 1) : dice.about(0, 0.15);
    return new HairLine(front, peak + 0.3f * receding, receding, side, nape, random);
  }

  /** {@return the hairline of a bald head: hair is left at the sides and behind} */
  HairLine wreath() {
    return new HairLine(
        dice.between(11, 14.5),
        0,
        dice.between(-1, 2),
        dice.between(-2, 1),
        dice.between(-7, -4),
        random);
  }

  /** {@return a fringe that most of the hair above the forehead falls into, if the share is 1} */
  Fringe fringe(float share) {
    float cut =
        dice.chance(0.1)
            ? dice.between(0.3, 1.6) // over the brows
            : dice.chance(0.3) ? dice.between(3.5, 5.5) : dice.between(1.7, 3.5);
    return new Fringe(
        cut,
        dice.about(0, 0.012),
        share * dice.between(0.5, 1),
        dice.between(38, 60),
        dice.chance(0.5) ? dice.about(0, 0.25) : dice.between(0.5, 1.5) * dice.sign(),
        dice.between(0.15, 0.9));
  }
}
