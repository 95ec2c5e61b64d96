package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Draws clothes, and puts them on a head's neck and shoulders and a body below. */
final class Clothes {
  private final Bust bust;

  Clothes(Head head) {
    bust = new Bust(head);
  }

  /** Turns the neck and shoulders with the body and raises cloth on them; before all else. */
  Outfit dress(FaceParts parts, FacePose pose, SplittableRandom random) {
    return dress(kind(random), parts, pose, random);
  }

  Outfit dress(Outfit.Kind kind, FaceParts parts, FacePose pose, SplittableRandom random) {
    BodyTurn turn = BodyTurn.draw(pose, random);
    parts.turn = turn;
    Outfit outfit = Outfit.draw(kind, parts.traits, turn, random);
    float[] mean = parts.head.model.mean();
    double thick = 0.25 + 0.3 * random.nextDouble();
    for (int i = 0; i < mean.length / 3; i++) {
      if (mean[3 * i + 1] < -7 && parts.isSkin(i)) {
        double amount = outfit.amount(mean[3 * i], mean[3 * i + 1], mean[3 * i + 2]);
        parts.attributes[4 * i + 1] = (float) amount;
        double raise = thick * Noise.step(-0.1f, 0.4f, (float) amount);
        for (int c = 0; c < 3; c++) {
          parts.position[3 * i + c] += (float) raise * parts.normal[3 * i + c];
        }
      }
    }
    bust.turn(parts.position, parts.normal, turn);
    return outfit;
  }

  /** Adds the body, collars and scarves. */
  void add(
      FaceParts parts, Outfit outfit, FaceScene scene, Material skin, SplittableRandom random) {
    double width = Body.width(parts.traits, random);
    double breast = parts.traits.woman() && !parts.traits.child() ? 3 * random.nextDouble() : 0.8;
    scene.surfaces.add(Body.of(parts, bust, outfit, width, breast, skin));
    new Collar(outfit, bust.neck(parts.position)).add(scene, random);
  }

  private static Outfit.Kind kind(SplittableRandom random) {
    double k = random.nextDouble();
    return k < 0.4
        ? Outfit.Kind.SHIRT_WITHOUT_COLLAR
        : k < 0.46
            ? Outfit.Kind.BARE
            : k < 0.53
                ? Outfit.Kind.TURTLENECK
                : k < 0.7
                    ? Outfit.Kind.SHIRT
                    : k < 0.86
                        ? Outfit.Kind.JACKET
                        : k < 0.95 ? Outfit.Kind.HOODIE : Outfit.Kind.SCARF;
  }
}
