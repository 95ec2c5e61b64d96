package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Draws hats and builds them on a head of crowns and brims. */
final class Hat {
  /** Kinds of hats, of which each has a share. */
  enum Kind {
    CAP(0.24),
    CAP_BACKWARDS(0.06),
    SUN_HAT(0.1),
    FEDORA(0.12),
    BEANIE(0.18),
    HELMET(0.09),
    HARD_HAT(0.05),
    TURBAN(0.06),
    SURGICAL(0.04),
    PARTY(0.02),
    COOK(0.04);

    final double share;

    Kind(double share) {
      this.share = share;
    }
  }

  private final Kind kind;
  private final HatEdge edge;
  private final HatCrown crown;
  private final SplittableRandom random;

  private Hat(Kind kind, Envelope envelope, float brow, SplittableRandom random) {
    this.kind = kind;
    this.random = random;
    double u = random.nextDouble();
    double up =
        switch (kind) {
          case CAP, CAP_BACKWARDS, HARD_HAT, PARTY -> 1.2 + 2.2 * u;
          case SUN_HAT, FEDORA, COOK -> 1 + 2.4 * u;
          case BEANIE, SURGICAL, TURBAN -> 0.3 + 2.6 * u;
          case HELMET -> 0.8 + 1.6 * u;
        };
    // higher in front, a little above the brows, than behind
    double slope =
        switch (kind) {
          case BEANIE, SURGICAL -> 0.2 + 0.2 * random.nextDouble();
          case HELMET, PARTY -> 0.03;
          default -> 0.12 + 0.18 * random.nextDouble();
        };
    double drop =
        switch (kind) {
          case HELMET -> 2 + 4.5 * random.nextDouble();
          case BEANIE -> random.nextBoolean() ? 2 * random.nextDouble() : 0;
          case TURBAN -> 1.2;
          default -> 0;
        };
    edge = new HatEdge(brow + up - slope * 9.5, slope, drop);
    crown = new HatCrown(envelope, edge);
  }

  static Kind draw(SplittableRandom random) {
    double left = random.nextDouble();
    for (Kind kind : Kind.values()) {
      left -= kind.share;
      if (left < 0) {
        return kind;
      }
    }
    return Kind.CAP;
  }

  /** Adds a hat; returns its edge, above which hair is hidden. */
  static HatEdge add(
      Kind kind, FaceParts parts, Envelope envelope, FaceScene scene, SplittableRandom random) {
    int[] marks = parts.head.model.landmarks();
    float brow = (parts.position[3 * marks[19] + 1] + parts.position[3 * marks[24] + 1]) / 2;
    Hat hat = new Hat(kind, envelope, brow, random);
    hat.build(scene);
    return kind == Kind.PARTY ? new HatEdge(99, 0, 0) : hat.edge; // stands on the hair
  }

  private double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private void build(FaceScene scene) {
    switch (kind) {
      case CAP, CAP_BACKWARDS -> cap(scene);
      case SUN_HAT -> {
        Cloth cloth = Cloth.quiet(random);
        crown.round(scene, cloth, 0.6, between(0, 1.2), 0);
        crown.brim(
            scene, cloth, 0.5, between(3, 9), between(-0.1, 0.5), 0.15 * random.nextGaussian());
      }
      case FEDORA -> {
        Material felt = felt();
        double wall = between(0, 2.5);
        crown.tall(scene, felt, between(0.8, 1), wall, between(0, 1.6));
        if (random.nextDouble() < 0.7) {
          crown.band(
              scene, new Plastic(Cloth.colour(random), 0.05f, 10), 0.75, between(0.12, 0.3), 0);
        }
        double bend = random.nextDouble() < 0.3 ? between(0.1, 0.35) : 0.05 * random.nextGaussian();
        crown.brim(scene, felt, 0.5, between(3, 7), between(-0.2, 0.25), bend);
      }
      case BEANIE -> {
        Cloth.Pattern pattern =
            random.nextDouble() < 0.6
                ? Cloth.Pattern.KNIT
                : random.nextBoolean() ? Cloth.Pattern.STRIPES : Cloth.Pattern.PLAIN;
        Cloth cloth = Cloth.of(pattern, random);
        crown.round(scene, cloth, 0.5, between(0, 2.2), 0);
        if (random.nextDouble() < 0.65) {
          crown.band(
              scene,
              random.nextDouble() < 0.8 ? cloth : Cloth.draw(random),
              0.5,
              between(0.3, 0.55),
              0.5);
        }
        if (random.nextDouble() < 0.2) {
          crown.knob(scene, Cloth.draw(random), between(1.5, 3.2));
        }
      }
      case HELMET -> {
        Material shell = new Plastic(Cloth.colour(random), 0.25f, 45);
        crown.round(scene, shell, between(1.2, 2.2), between(0, 1.5), 0);
        crown.band(scene, new Plastic(dark(), 0.1f, 20), 1.5, 0.1, 0.25);
        if (random.nextDouble() < 0.4) {
          crown.visor(scene, shell, 1.4, between(1.5, 4), between(0, 0.3), 0);
        }
      }
      case HARD_HAT -> {
        float[] c =
            random.nextDouble() < 0.6 ? new float[] {0.8f, 0.5f, 0.03f} : Cloth.colour(random);
        Material shell = new Plastic(c, 0.3f, 50);
        crown.round(scene, shell, 1.5, between(0.8, 1.8), 0);
        crown.brim(scene, shell, 1.4, between(0.8, 1.6), 0.15, 0);
        crown.visor(scene, shell, 1.4, between(3, 5), 0.2, 0);
      }
      case TURBAN ->
          crown.round(
              scene, Cloth.quiet(random), between(1.2, 2), between(0.5, 2.5), between(0.5, 0.9));
      case SURGICAL -> {
        float[] c = {
          0.08f,
          0.3f + 0.2f * (float) random.nextDouble(),
          0.35f + 0.2f * (float) random.nextDouble()
        };
        crown.round(scene, Cloth.plain(c, 0.9), 0.4, between(0.8, 2), 0.12);
      }
      case PARTY ->
          crown.cone(scene, Cloth.of(Cloth.Pattern.DOTS, random), between(3.5, 5), between(10, 16));
      case COOK -> {
        Material cloth = random.nextBoolean() ? Cloth.plain(pale(), 0.4) : felt();
        crown.tall(scene, cloth, between(1, 1.25), between(1, 8), between(-1, 0.4));
        crown.band(scene, cloth, 0.7, between(0.3, 0.5), 0.15);
      }
    }
  }

  private void cap(FaceScene scene) {
    Cloth cloth = Cloth.quiet(random);
    boolean badge = random.nextDouble() < 0.6;
    Material crownCloth =
        new CapMaterial(
            cloth,
            random.nextDouble() < 0.3 ? Cloth.quiet(random) : cloth,
            Cloth.colour(random),
            badge ? between(1, 2.6) : 0,
            between(-9, 9));
    double turn =
        kind == Kind.CAP_BACKWARDS
            ? Math.PI + 0.3 * random.nextGaussian()
            : 0.12 * random.nextGaussian();
    crown.turn(turn);
    crown.round(scene, crownCloth, 0.7, between(0.2, 1.4), 0);
    Material visor = random.nextDouble() < 0.65 ? cloth : Cloth.quiet(random);
    crown.visor(scene, visor, 0.7, between(5, 7.5), between(0.1, 0.45), between(0.1, 0.7));
  }

  private Material felt() {
    float[] c = Cloth.colour(random);
    float k = random.nextDouble() < 0.6 ? 0.25f : 1;
    return Cloth.plain(new float[] {k * c[0], k * c[1], k * c[2]}, 0.12);
  }

  private float[] dark() {
    float k = 0.01f + 0.04f * (float) random.nextDouble();
    return new float[] {k, k, k};
  }

  private float[] pale() {
    float k = 0.6f + 0.25f * (float) random.nextDouble();
    return new float[] {k, k, k};
  }
}
