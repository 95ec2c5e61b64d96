package kpnative.data.rendered;

import static kpnative.data.rendered.SkinPalette.mix;
import static kpnative.data.rendered.SkinPalette.times;

import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.Beard;
import kpnative.data.rendered.Traits.BeardKind;
import kpnative.data.rendered.Traits.BrowShape;
import kpnative.data.rendered.Traits.LipShape;
import kpnative.data.rendered.Traits.MakeUp;

/** Draws {@link Traits}: what depends on what, and how often it occurs. */
final class TraitsDraw {
  private final SplittableRandom random;

  private TraitsDraw(SplittableRandom random) {
    this.random = random;
  }

  /** {@return a person, drawn from {@code random} alone} */
  static Traits person(SplittableRandom random) {
    return new TraitsDraw(random).draw();
  }

  private Traits draw() {
    boolean woman = chance(0.5);
    boolean child = chance(0.13);
    float years = child ? between(3, 14) : 16 + 72 * (float) Math.pow(random.nextDouble(), 1.9);
    float tone = tone();
    float[] skin = SkinPalette.skin(tone, gauss(0.5f), gauss(0.5f));
    float wear = step(26, 74, years) * between(0.5f, 1.25f) + (child ? 0 : between(0, 0.1f));
    float dyed = (woman && chance(0.45)) || chance(0.06) ? between(0.5f, 1) : 0;
    float grey = step(34, 72, years + gauss(9)) * (1 - dyed);
    grey = chance(0.03) && years > 25 ? between(0.6f, 1) : grey;
    float[] own = SkinPalette.hair(random, tone, child ? 1 : 0);
    float[] hair = mix(own, SkinPalette.grey(random), grey);
    if (dyed > 0 && chance(0.3)) {
      hair = SkinPalette.dye(random, tone);
    }
    float[] tip = SkinPalette.clamp(times(hair, between(1.05f, 1.9f)));
    if (chance(0.08)) {
      tip = mix(tip, SkinPalette.dye(random, 0), between(0.3f, 0.9f));
    }
    float[] brow =
        mix(
            times(own, between(0.35f, 0.95f)),
            times(SkinPalette.grey(random), 0.7f),
            0.5f * grey * grey);
    if (luminance(brow) > 0.16f && chance(0.6)) { // fair hair often goes with darker brows
      brow = times(brow, between(0.3f, 0.7f));
    }
    float[] beardHair =
        mix(
            mix(times(own, between(0.5f, 1)), RUST, tone < 0.5f ? between(0, 0.4f) : 0),
            SkinPalette.grey(random),
            grey > 0.1f ? clamp(grey + 0.15f + gauss(0.15f)) : 0);
    Beard beard = woman || years < 17 ? Beard.NONE : beard(years);
    MakeUp makeUp = makeUp(woman ? (years < 15 ? 0.08 : 0.62) : 0.015, tone);
    float[] lip = lip(skin, tone, makeUp.lipstick());
    return new Traits(
        tone,
        woman,
        child,
        years / 90,
        clamp(wear),
        skin,
        hair,
        tip,
        grey,
        SkinPalette.clamp(brow),
        SkinPalette.clamp(beardHair),
        lip,
        SkinPalette.iris(random, tone),
        tone < 0.45f && chance(0.2) ? between(0.1f, 1) : 0,
        child ? between(0, 0.4f) : between(0.05f, 1),
        between(0, 1) * between(0.2f, 1),
        child ? between(0, 0.4f) : clamp(between(0, 0.8f) + 0.3f * wear),
        between(0.2f, 1),
        beard,
        brows(woman, child),
        lips(child, tone, wear),
        makeUp);
  }

  private static final float[] RUST = {0.14f, 0.045f, 0.016f};

  private float tone() {
    double k = random.nextDouble();
    return k < 0.42 ? between(0, 0.38f) : k < 0.74 ? between(0.25f, 0.65f) : between(0.55f, 1);
  }

  private float[] lip(float[] skin, float tone, float lipstick) {
    float[] bare = {
      skin[0] * between(0.70f, 0.95f),
      skin[1] * between(0.45f, 0.72f),
      skin[2] * between(0.5f, 0.8f)
    };
    if (tone > 0.6f) { // dark skin's lips are about as dark as the skin, some lighter and pink
      float lift = between(0.75f, 1.35f);
      bare =
          new float[] {
            skin[0] * lift * between(0.95f, 1.25f),
            skin[1] * lift * between(0.75f, 1),
            skin[2] * lift * between(0.8f, 1.1f)
          };
    }
    if (lipstick == 0) {
      return SkinPalette.clamp(bare);
    }
    float[] stick = SkinPalette.lipstick(random, tone);
    return SkinPalette.clamp(mix(bare, stick, 0.25f + 0.75f * lipstick));
  }

  private Beard beard(float years) {
    double k = random.nextDouble();
    float line = Math.max(-1, Math.min(1, gauss(0.5f)));
    if (k < 0.40) {
      // shaved: most of the dark-haired keep a shade
      return chance(0.6) ? new Beard(BeardKind.STUBBLE, between(0.05f, 0.3f), 0, line) : Beard.NONE;
    }
    if (k < 0.65) {
      return new Beard(BeardKind.STUBBLE, between(0.25f, 0.9f), between(0.05f, 0.25f), line);
    }
    float dense = years < 22 ? between(0.25f, 0.7f) : between(0.45f, 1);
    if (k < 0.73) {
      return new Beard(BeardKind.MOUSTACHE, dense, between(0.25f, 1.3f), line);
    }
    if (k < 0.83) {
      return new Beard(BeardKind.GOATEE, dense, between(0.2f, 2), line);
    }
    float length = chance(0.6) ? between(0.3f, 1.2f) : between(1, 6) * between(0.4f, 1.3f);
    return new Beard(BeardKind.FULL, dense, length, line);
  }

  private MakeUp makeUp(double share, float tone) {
    if (!chance(share)) {
      return new MakeUp(0, new float[] {0.1f, 0.06f, 0.05f}, 0, 0, 0, 0, 0, 0);
    }
    boolean heavy = chance(0.35);
    float most = heavy ? 1 : 0.55f;
    return new MakeUp(
        between(0, most),
        SkinPalette.shadow(random, tone),
        chance(heavy ? 0.85 : 0.4) ? between(0.15f, 0.9f) * most : 0,
        chance(heavy ? 0.9 : 0.5) ? between(0.3f, 1) * most : 0,
        chance(0.35) ? between(0, 1) : 0,
        between(0.2f, 1) * most,
        chance(heavy ? 0.85 : 0.5) ? between(0.25f, 1) : 0,
        chance(0.5) ? between(0.1f, 0.8f) * most : 0);
  }

  private BrowShape brows(boolean woman, boolean child) {
    boolean faint = chance(child ? 0.2 : 0.06);
    boolean penciled = woman && !child && chance(0.3);
    float thick = woman ? between(0.017f, 0.034f) : between(0.022f, 0.044f);
    if (penciled && chance(0.4)) {
      thick *= 0.6f;
    }
    return new BrowShape(
        gauss(0.0075f),
        gauss(0.006f) + (woman ? 0.002f : -0.002f),
        between(0.22f, 0.5f),
        gauss(0.006f),
        between(0.88f, 1.1f),
        gauss(0.007f),
        thick * (child ? 0.8f : 1),
        between(0, 1),
        penciled ? between(0.2f, 0.6f) : between(0.3f, 1),
        between(0.014f, 0.030f),
        between(0.1f, 0.9f),
        penciled ? between(0.6f, 1) : between(0.35f, 0.95f),
        faint ? between(0.1f, 0.45f) : between(0.8f, 1));
  }

  private LipShape lips(boolean child, float tone, float wear) {
    float full = gauss(0.1f) + (tone > 0.6f ? 0.08f : 0) - 0.14f * wear;
    return new LipShape(
        Math.max(0.38f, Math.min(1.08f, 0.74f + full + gauss(0.1f))),
        Math.max(0.5f, Math.min(1.15f, 0.93f + full + gauss(0.08f))),
        gauss(0.004f),
        Math.max(-1, Math.min(1, gauss(0.4f))),
        child ? between(0.35f, 0.8f) : between(0.65f, 1),
        between(0.003f, 0.010f));
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private float between(float from, float to) {
    return from + (to - from) * (float) random.nextDouble();
  }

  private float gauss(float deviation) {
    return deviation * (float) Math.max(-3, Math.min(3, random.nextGaussian()));
  }

  private static float step(float from, float to, float x) {
    float t = clamp((x - from) / (to - from));
    return t * t * (3 - 2 * t);
  }

  private static float clamp(float x) {
    return Math.max(0, Math.min(1, x));
  }

  private static float luminance(float[] c) {
    return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
  }
}
