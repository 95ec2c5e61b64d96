package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;
import kpnative.data.rendered.HairStyle.Fringe;

/** Draws what hair of several styles shares: where it begins, and fringes. */
final class HairParts {
  final Traits traits;
  final Dice dice;
  private final SplittableRandom random;

  HairParts(Traits traits, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
    dice = new Dice(random);
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
