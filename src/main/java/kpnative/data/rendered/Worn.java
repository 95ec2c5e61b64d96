package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Draws what a person wears on the head and what is before the face, and adds it to a scene: first
 * what covers the head ({@link #cover}), then, after hair, the rest ({@link #add}). Immutable and
 * thread-safe.
 */
final class Worn {
  private final Glasses glasses;
  private final Headgear headgear;
  private final FaceMask mask;
  private final Jewellery jewellery;
  private final Envelope.Map envelope;

  Worn(Head head) {
    HeadPlaces places = new HeadPlaces(head);
    envelope = new Envelope.Map(head);
    glasses = new Glasses(places);
    headgear = new Headgear(places);
    mask = new FaceMask(places);
    jewellery = new Jewellery(places);
  }

  /** What one person wears and what is before the face: each with its share of faces. */
  record Choice(
      Cover cover, boolean headgear, boolean glasses, boolean mask, Before before, boolean jewels) {
    static final Choice NOTHING =
        new Choice(Cover.NONE, false, false, false, Before.NOTHING, false);

    static Choice draw(SplittableRandom random) {
      double c = random.nextDouble();
      Cover cover = c < 0.095 ? Cover.HAT : c < 0.14 ? Cover.SCARF : Cover.NONE;
      boolean headgear = cover == Cover.NONE && random.nextDouble() < 0.025;
      boolean glasses = random.nextDouble() < 0.17;
      boolean mask = random.nextDouble() < 0.03;
      double b = random.nextDouble();
      Before before =
          b < 0.07
              ? Before.HAND
              : b < 0.1 ? Before.HELD : b < 0.14 ? Before.OBSTACLE : Before.NOTHING;
      return new Choice(cover, headgear, glasses, mask, before, true);
    }
  }

  /** What covers the head. */
  enum Cover {
    NONE,
    HAT,
    SCARF
  }

  /** What is before the face. */
  enum Before {
    NOTHING,
    HAND,
    HELD,
    OBSTACLE
  }

  /** Adds what covers the head, and says what it hides of hair; before hair. */
  void cover(Choice choice, FaceParts parts, FaceScene scene, SplittableRandom random) {
    switch (choice.cover) {
      case NONE -> {}
      case HAT -> hat(Hat.draw(random), parts, scene, random);
      case SCARF -> {
        double kind = random.nextDouble();
        scarf(
            kind < 0.6
                ? Headscarf.Kind.SCARF
                : kind < 0.9 ? Headscarf.Kind.HOOD : Headscarf.Kind.BALACLAVA,
            parts,
            scene,
            random);
      }
    }
  }

  void hat(Hat.Kind kind, FaceParts parts, FaceScene scene, SplittableRandom random) {
    HatEdge edge = Hat.add(kind, parts, new Envelope(envelope, parts.position, 8), scene, random);
    float[] p = parts.position;
    float[] under = new float[HeadPart.MOUTH_SOCKET.firstVertex()]; // skin
    for (int i = 0; i < under.length; i++) {
      under[i] = (float) edge.above(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
    }
    parts.hat = edge;
    parts.pressed = pressed(parts, under);
  }

  void scarf(Headscarf.Kind kind, FaceParts parts, FaceScene scene, SplittableRandom random) {
    Envelope taut = new Envelope(envelope, parts.position, 20);
    parts.veiled = true;
    parts.pressed = pressed(parts, Headscarf.add(kind, parts, taut, parts.turn, scene, random));
  }

  void mask(
      FaceMask.Kind kind,
      FaceMask.Height height,
      FaceParts parts,
      FaceScene scene,
      SplittableRandom random) {
    Envelope taut = new Envelope(envelope, parts.position, 18);
    int hair = scene.surfaces.size(); // none
    mask.add(kind, height, parts, taut, scene, hair, scene.strands.size(), random);
  }

  private static float[] pressed(FaceParts parts, float[] under) {
    float[] mean = parts.head.model.mean();
    float[] pressed = new float[mean.length / 3];
    for (int i = 0; i < under.length; i++) {
      pressed[i] = mean[3 * i + 1] - under[i];
    }
    return pressed;
  }

  /** {@return a hair style that fits under what covers the head} */
  static HairStyle hair(FaceParts parts, SplittableRandom random) {
    if (parts.veiled) {
      HairStyle.Name name = random.nextDouble() < 0.5 ? HairStyle.Name.SHAVED : HairStyle.Name.BUZZ;
      return new HairStyleDraw(parts.traits, random).of(name);
    }
    return new HairStyleDraw(parts.traits, random).draw();
  }

  /**
   * Adds what is on and before the face, after hair.
   *
   * @param hairSurfaces the number of the first surface that is hair
   * @param hairStrands the number of the first strands that are hair
   */
  void add(
      Choice choice,
      FaceParts parts,
      FaceScene scene,
      int hairSurfaces,
      int hairStrands,
      RenderedFace face,
      SplittableRandom random) {
    tuck(parts, scene, hairSurfaces, hairStrands);
    if (choice.mask) {
      Envelope taut = new Envelope(envelope, parts.position, 18);
      mask.add(parts, taut, scene, hairSurfaces, hairStrands, random.split());
    }
    if (choice.headgear) {
      Headgear.Kind[] all = Headgear.Kind.values();
      Envelope loose = new Envelope(envelope, parts.position, 8);
      headgear.add(all[random.nextInt(all.length)], parts, loose, scene, random.split());
    }
    if (choice.glasses) {
      glasses.add(parts, scene, random.split());
    }
    if (choice.jewels) {
      jewellery.add(parts, scene, parts.turn, random.split());
    }
    before(choice.before, parts, scene, face, random.split());
  }

  /** Hides the hair where a hat is. */
  static void tuck(FaceParts parts, FaceScene scene, int hairSurfaces, int hairStrands) {
    HatEdge edge = parts.hat;
    if (edge == null) {
      return;
    }
    for (Surface s : scene.surfaces.subList(hairSurfaces, scene.surfaces.size())) {
      edge.tuck(s.vertices().position);
    }
    for (Strands s : scene.strands.subList(hairStrands, scene.strands.size())) {
      edge.tuck(s.points());
    }
  }

  private void before(
      Before before, FaceParts parts, FaceScene scene, RenderedFace face, SplittableRandom random) {
    switch (before) {
      case NOTHING -> {}
      case HAND -> {
        Gesture[] all = Gesture.values();
        all[random.nextInt(all.length)].add(parts, skin(parts), scene, random);
      }
      case HELD -> {
        Held[] all = Held.values();
        Grip.add(all[random.nextInt(all.length)], parts, skin(parts), scene, face.pose, random);
      }
      case OBSTACLE -> {
        Obstacle[] all = Obstacle.values();
        all[random.nextInt(all.length)].add(scene, face.pose, face.distance, random);
      }
    }
  }

  private Envelope skin(FaceParts parts) {
    return new Envelope(envelope, parts.position, 0);
  }
}
