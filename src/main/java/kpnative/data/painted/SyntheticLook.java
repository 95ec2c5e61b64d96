package kpnative.data.painted;

import java.awt.Color;
import java.util.random.RandomGenerator;

/**
 * The appearance of one synthetic face, apart from its shape.
 *
 * @param skin the skin's colour in full light
 * @param lip the lips' colour in full light
 * @param hair the hair's colour, also of brows and beard
 * @param iris the eyes' colour
 * @param clothes the clothes' colour
 * @param style how the hair is cut
 * @param beard 0 none to 1 full
 * @param brows factor on the brows' thickness
 * @param age 0 smooth to 1 wrinkled
 * @param glasses whether the face wears glasses
 * @param lightX direction of the light source, -1 to 1, to the picture's right
 * @param lightY -1 to 1, down
 * @param lightZ towards the camera
 * @param ambient the fraction of ambient light
 */
record SyntheticLook(
    Color skin,
    Color lip,
    Color hair,
    Color iris,
    Color clothes,
    Style style,
    double beard,
    double brows,
    double age,
    boolean glasses,
    double lightX,
    double lightY,
    double lightZ,
    double ambient) {

  /** The hair styles. */
  enum Style {
    BALD,
    CROPPED,
    SHORT,
    PARTED,
    FRINGE,
    LONG,
    CURLY,
    BUN,
    HAT
  }

  /** Skin tones from light to dark; a face's tone is interpolated between two of them. */
  private static final int[] SKIN = {
    0xF6D9C6, 0xEFC6A8, 0xE3B18E, 0xD09B76, 0xB8805B, 0x96633F, 0x74492D, 0x523322
  };

  private static final int[] HAIR = {
    0x16120F, 0x1E1713, 0x2E1F16, 0x452E1E, 0x5E4028, 0x85603A, 0xB58F56, 0xD6B980, 0x8A3F1E,
    0x8B8A88, 0xC9C7C3
  };

  private static final int[] IRIS = {
    0x3B2415, 0x4E3220, 0x6B4A2A, 0x5C6B3A, 0x4D7A8C, 0x6A8FB5, 0x7C8A8F
  };

  /** {@return a random look, drawn from {@code r}} */
  static SyntheticLook draw(RandomGenerator r) {
    double tone = r.nextDouble() * (SKIN.length - 1.001);
    Color skin =
        mix(new Color(SKIN[(int) tone]), new Color(SKIN[(int) tone + 1]), tone - Math.floor(tone));
    boolean madeUp = r.nextDouble() < 0.25; // lipstick
    Color rouge = new Color(150 + r.nextInt(60), 30 + r.nextInt(40), 50 + r.nextInt(40));
    Color lip = mix(skin, madeUp ? rouge : new Color(160, 60, 62), madeUp ? 0.7 : 0.42);
    boolean grey = r.nextDouble() < 0.15;
    int hairs = tone > 3.5 ? 4 : HAIR.length - 2; // darker skin mostly goes with dark hair
    Color hair = new Color(grey ? HAIR[9 + r.nextInt(2)] : HAIR[r.nextInt(hairs)]);
    Color iris = new Color(IRIS[r.nextInt(tone > 3.5 ? 3 : IRIS.length)]);
    Style style = Style.values()[r.nextInt(Style.values().length)];
    boolean bearded = style != Style.LONG && style != Style.BUN && !madeUp && r.nextDouble() < 0.4;
    double angle = 2 * Math.PI * r.nextDouble();
    double side = 0.8 * Math.sqrt(r.nextDouble());
    return new SyntheticLook(
        skin,
        lip,
        hair,
        iris,
        Color.getHSBColor(r.nextFloat(), 0.6f * r.nextFloat(), 0.15f + 0.75f * r.nextFloat()),
        style,
        bearded ? Math.min(1, 0.25 + r.nextDouble()) : 0,
        0.6 + 0.8 * r.nextDouble(),
        Math.pow(r.nextDouble(), 1.6),
        r.nextDouble() < 0.25,
        side * Math.cos(angle),
        0.6 * side * Math.sin(angle) - 0.3,
        0.75,
        0.35 + 0.4 * r.nextDouble());
  }

  /** {@return the linear blend of two colours; {@code share} 0 gives a, 1 gives b} */
  static Color mix(Color a, Color b, double share) {
    return new Color(
        channel(a.getRed(), b.getRed(), share),
        channel(a.getGreen(), b.getGreen(), share),
        channel(a.getBlue(), b.getBlue(), share));
  }

  /**
   * {@return the colour, darkened by a factor below 1 or lightened towards white by one above 1}
   */
  static Color shade(Color c, double factor) {
    return factor < 1 ? mix(Color.BLACK, c, factor) : mix(c, Color.WHITE, Math.min(1, factor - 1));
  }

  /** {@return the colour with opacity {@code alpha}, 0 to 1} */
  static Color alpha(Color c, double alpha) {
    int a = (int) Math.round(255 * Math.max(0, Math.min(1, alpha)));
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), a);
  }

  private static int channel(int a, int b, double share) {
    return (int) Math.max(0, Math.min(255, Math.round(a + (b - a) * share)));
  }
}
