package kpnative.data.rendered;

/**
 * What a person looks like, but for the shape of the head and the hair's style: skin, colours,
 * brows, lips, beard and make-up, in combinations that occur.
 *
 * <p>Colours are linear albedo, red, green and blue, 0.004 to 1; the arrays belong to the traits
 * and must not be changed. Shares run from 0 to 1.
 *
 * @param tone the skin, from 0, very light, to 1, very dark
 * @param woman presented as a woman; else as a man
 * @param child younger than 14
 * @param age years divided by 90
 * @param wear how worn the skin is: wrinkles, spots, slackness
 * @param skin colour of the skin, the mean of the face
 * @param hair colour of the hair at its roots
 * @param hairTip colour of its tips and of the strands that light falls on, lighter or the same
 * @param grey share of hairs that are grey; {@code hair} has them mixed in
 * @param brow colour of the brows' hair
 * @param beardHair colour of the beard's hair
 * @param lip colour of the lips, with any lipstick
 * @param iris colour of the irises
 * @param freckles how many freckles
 * @param blemish how uneven and spotted the skin is
 * @param ruddy redness of cheeks and nose, beyond the tone's own
 * @param tired darkness and bags under the eyes
 * @param oily how strongly the skin shines
 * @param beard its kind
 * @param brows the brows' shape
 * @param lips the lips' shape
 * @param makeUp what is put on
 */
record Traits(
    float tone,
    boolean woman,
    boolean child,
    float age,
    float wear,
    float[] skin,
    float[] hair,
    float[] hairTip,
    float grey,
    float[] brow,
    float[] beardHair,
    float[] lip,
    float[] iris,
    float freckles,
    float blemish,
    float ruddy,
    float tired,
    float oily,
    Beard beard,
    BrowShape brows,
    LipShape lips,
    MakeUp makeUp) {

  /** Where a beard grows. */
  enum BeardKind {
    NONE,
    /** Short hair wherever a beard may grow. */
    STUBBLE,
    MOUSTACHE,
    /** Moustache and chin, not the cheeks. */
    GOATEE,
    FULL
  }

  /**
   * A beard.
   *
   * @param strength how dense, 0 to 1
   * @param length of its hairs, cm; below 0.3 it is painted on the skin only
   * @param cheekLine how far up the cheeks it grows, -1 to 1
   */
  record Beard(BeardKind kind, float strength, float length, float cheekLine) {
    static final Beard NONE = new Beard(BeardKind.NONE, 0, 0, 0);
  }

  /**
   * The shape of the brows. Lengths are in texture coordinates, where 0.04 is about 1 cm.
   *
   * @param height how much higher than usual
   * @param arch how much more the middle rises than usual; negative is straighter
   * @param peak where along the brow it rises most, from 0, the tail, to 1
   * @param tilt how much higher than usual the tail is
   * @param length factor on the brow's length
   * @param gap how much farther from the middle than usual
   * @param thickness greatest height of the hairy band
   * @param taper how pointed the inner end is: 0 square, 1 a point
   * @param density hairs, as a share of a very bushy brow's
   * @param hairLength length of a hair
   * @param bristle how steeply the hairs stand, radians
   * @param shade how solid the band is below the single hairs: skin seen through fine hair, or
   *     pencil
   * @param strength opacity of all; 0.1 is nearly no brow
   */
  record BrowShape(
      float height,
      float arch,
      float peak,
      float tilt,
      float length,
      float gap,
      float thickness,
      float taper,
      float density,
      float hairLength,
      float bristle,
      float shade,
      float strength) {}

  /**
   * The shape of the lips: factors on the distance from where the lips meet to the outer edge.
   *
   * @param upper of the upper lip; 1 is the head model's own, which is full
   * @param lower of the lower lip
   * @param bow depth of the cupid's bow, texture coordinates; negative is none
   * @param corner how much thicker than usual towards the corners, -1 to 1
   * @param contrast how clearly the lips stand out from the skin
   * @param softness width of the lips' edge, texture coordinates
   */
  record LipShape(
      float upper, float lower, float bow, float corner, float contrast, float softness) {}

  /**
   * Make-up.
   *
   * @param foundation how much it evens the skin
   * @param shadowColour colour of the eye shadow
   * @param shadow its opacity
   * @param liner line along the lids, 0 to 1
   * @param wing how far the liner reaches beyond the eye's outer corner, 0 to 1
   * @param mascara darkness and thickness of the lashes, 0 to 1
   * @param lipstick opacity and gloss of the lipstick; the colour is {@link Traits#lip()}
   * @param blush redness put on the cheeks
   */
  record MakeUp(
      float foundation,
      float[] shadowColour,
      float shadow,
      float liner,
      float wing,
      float mascara,
      float lipstick,
      float blush) {}
}
