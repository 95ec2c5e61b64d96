package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Draws what a person wears on the head or holds before it, and adds it to a scene. */
final class Worn {
  /** Share of faces with a hat, a scarf or a hood. */
  static final double COVERED = 0.14;

  /** Share of faces with a hand before them. */
  static final double HANDS = 0.08;

  private final Glasses glasses;
  private final Envelope.Map envelope;

  Worn(Head head) {
    HeadPlaces places = new HeadPlaces(head);
    envelope = new Envelope.Map(head);
    glasses = new Glasses(places);
  }

  /** Adds what covers the head, and says what it hides of hair; before hair. */
  void cover(FaceParts parts, FaceScene scene, BodyTurn turn, SplittableRandom random) {
    if (random.nextDouble() >= COVERED) {
      return;
    }
    double kind = random.nextDouble();
    if (kind < 0.7) {
      Hat.Kind hat =
          kind < 0.22
              ? Hat.Kind.CAP
              : kind < 0.28
                  ? Hat.Kind.CAP_BACKWARDS
                  : kind < 0.45 ? Hat.Kind.BRIM : kind < 0.62 ? Hat.Kind.BEANIE : Hat.Kind.HELMET;
      press(parts, Hat.add(hat, parts, new Envelope(envelope, parts.position, 12), scene, random));
    } else {
      Headscarf.Kind scarf =
          kind < 0.88
              ? Headscarf.Kind.SCARF
              : kind < 0.97 ? Headscarf.Kind.HOOD : Headscarf.Kind.BALACLAVA;
      parts.veiled = true;
      press(
          parts,
          Headscarf.add(
              scarf, parts, new Envelope(envelope, parts.position, 30), turn, scene, random));
    }
  }

  private static void press(FaceParts parts, float[] cap) {
    float[] mean = parts.head.model.mean();
    float[] pressed = new float[cap.length];
    for (int i = 0; i < cap.length; i++) {
      pressed[i] = mean[3 * i + 1] - cap[i];
    }
    parts.pressed = pressed;
  }

  /** {@return a style that fits under what covers the head} */
  static HairStyle hair(FaceParts parts, SplittableRandom random) {
    HairStyle style = HairStyle.draw(parts.traits, random);
    if (parts.veiled) {
      HairStyle.Name name =
          random.nextDouble() < 0.5 ? HairStyle.Name.SHAVED : HairStyle.Name.BUZZ;
      return new HairStyleDraw(parts.traits, random).of(name);
    }
    return style;
  }

  /** Adds what is on the face; after hair. */
  void add(FaceParts parts, FaceScene scene, SplittableRandom random) {
    SplittableRandom g = random.split();
    if (g.nextDouble() < Glasses.SHARE) {
      glasses.add(parts, scene, g);
    }
    SplittableRandom h = random.split();
    if (h.nextDouble() < HANDS) {
      Gesture[] all = Gesture.values();
      Gesture gesture = all[h.nextInt(all.length)];
      gesture.add(parts, new Envelope(envelope, parts.position, 0), scene, h);
    }
  }
}
