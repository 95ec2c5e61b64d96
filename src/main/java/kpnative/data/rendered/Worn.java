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
      HatEdge edge =
          Hat.add(
              Hat.draw(random), parts, new Envelope(envelope, parts.position, 12), scene, random);
      parts.hat = edge;
      float[] cap = new float[parts.position.length / 3];
      for (int i = 0; i < cap.length; i++) {
        float[] p = parts.position;
        cap[i] = (float) edge.above(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
      }
      press(parts, cap);
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

  /** Hides the hair that was added, from the given surface and strands on, where a hat is. */
  static void tuck(FaceParts parts, FaceScene scene, int surface, int strands) {
    HatEdge edge = parts.hat;
    if (edge == null) {
      return;
    }
    for (Surface s : scene.surfaces.subList(surface, scene.surfaces.size())) {
      edge.tuck(s.vertices().position);
    }
    for (Strands s : scene.strands.subList(strands, scene.strands.size())) {
      edge.tuck(s.points());
    }
  }

  /** {@return a style that fits under what covers the head} */
  static HairStyle hair(FaceParts parts, SplittableRandom random) {
    HairStyle style = HairStyle.draw(parts.traits, random);
    if (parts.veiled) {
      HairStyle.Name name = random.nextDouble() < 0.5 ? HairStyle.Name.SHAVED : HairStyle.Name.BUZZ;
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
