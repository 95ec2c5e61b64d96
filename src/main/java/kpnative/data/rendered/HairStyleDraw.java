package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Name;

/** Draws a {@link HairStyle}: who wears what how often. */
final class HairStyleDraw {
  /** How often a man and a woman with fair skin wear each style, in the order of {@link Name}. */
  private static final double[] MEN = {5, 6, 10, 4, 25, 6, 17, 9, 6, 1, 3, 4, 1, 0, 1, 5, 1, 1};

  private static final double[] WOMEN = {
    .2, .2, .5, .6, 2, 1, 2.5, 3, 2, 12, 8, 33, 9, 1, 8, 8, 2, 2
  };

  private final Traits traits;
  private final Dice dice;
  private final HairParts parts;

  HairStyleDraw(Traits traits, SplittableRandom random) {
    this.traits = traits;
    parts = new HairParts(traits, random);
    dice = parts.dice;
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
      case BALD, SHAVED, BUZZ, THIN, CROP, SPIKY -> new ShortHair(parts).of(name);
      case SIDE_PART, BACK, MOP, CURLS, AFRO -> new CombedHair(parts).of(name);
      case BOB, CURTAINS, LONG, PONYTAIL, PIGTAILS, BUN, BRAIDS -> new LongHair(parts).of(name);
    };
  }
}
