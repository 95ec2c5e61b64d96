package kpnative.data.rendered;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How a head's hair is worn. Lengths are cm, heights are {@link HeadGrid}'s s; angles round the
 * head are degrees.
 *
 * @param name what it is called
 * @param line where it begins
 * @param cap the mass of hair on the skull
 * @param comb where the hairs go
 * @param locks what grows from the cap
 * @param fringe hair over the forehead, or null
 * @param opening where the face is left free
 * @param tail hair that is gathered, or null
 */
record HairStyle(
    Name name,
    HairLine line,
    Cap cap,
    Comb comb,
    Locks locks,
    @Nullable Fringe fringe,
    Opening opening,
    @Nullable Tail tail) {

  /** What a hair style is called. */
  enum Name {
    BALD,
    SHAVED,
    BUZZ,
    THIN,
    CROP,
    SPIKY,
    SIDE_PART,
    BACK,
    MOP,
    BOB,
    CURTAINS,
    LONG,
    PONYTAIL,
    PIGTAILS,
    BUN,
    CURLS,
    AFRO,
    BRAIDS
  }

  /**
   * The mass of hair on the skull; without thickness there is none.
   *
   * @param thick height above the skin
   * @param top how much higher on top
   * @param slope over which distance from the hairline it reaches that
   * @param bump height of irregular bumps, as a share of the thickness
   * @param bumpSize their size
   * @param grain 0: streaks along the hairs, 1: as curled as wool
   * @param roots strength of the roots' shade on the skin, 0 to 1
   */
  record Cap(
      float thick, float top, float slope, float bump, float bumpSize, float grain, float roots) {
    /** Less than this is no mass, cm. */
    static final float LEAST = 0.05f;
  }

  /** The general direction of the hairs. */
  enum Way {
    /** Away from the crown: forwards over the forehead, down elsewhere. */
    DOWN,
    /** To the back. */
    BACK,
    /** To both sides of a parting. */
    PART,
    /** Upright. */
    UP,
    /** To where it is gathered. */
    TIED
  }

  /**
   * @param part x of the parting on the crown
   * @param forward how much hairs beside the parting go to the front, negative to the back
   * @param rise how steeply the hairs leave the skin on top
   * @param spread how much their directions differ
   */
  record Comb(Way way, float part, float forward, float rise, float spread) {}

  /**
   * @param count how many locks
   * @param width of each
   * @param top length on top
   * @param side length at the sides and behind
   * @param lift how far above the skin the uppermost hang
   * @param gravity how much a cm of length bends it down
   * @param curl radius of waves
   * @param turns waves a cm
   * @param hairs single hairs for each lock
   * @param loose how far they leave it, as a share of its width
   */
  record Locks(
      int count,
      float width,
      float top,
      float side,
      float lift,
      float gravity,
      float curl,
      float turns,
      float hairs,
      float loose) {
    /** None. */
    static final Locks NONE = new Locks(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * @param cut the height at which it ends; the brows are at about 2
   * @param tilt how much lower per degree to the person's left
   * @param share of the hairs above the forehead that fall forwards
   * @param reach up to which angle from the middle
   * @param aside how much they go to the person's left
   * @param ragged how uneven the cut is
   */
  record Fringe(float cut, float tilt, float share, float reach, float aside, float ragged) {}

  /**
   * @param left the angle at which hair that hangs beside the face begins, the person's left
   * @param right likewise
   * @param top the height at which the opening begins
   * @param round its shape above the cheeks: 1 a straight gable, 2 round
   * @param end down to which height a closed mass of hair hangs behind; NaN for none
   */
  record Opening(float left, float right, float top, float round, float end) {
    /** An opening that keeps nothing away. */
    static final Opening NONE = new Opening(0, 0, 0, 1, Float.NaN);

    /** The height from which on it is as wide as it gets. */
    private static final float CHEEK = 1.5f;

    private static final float DEGREES = (float) (180 / Math.PI);

    /** {@return by which angle a place is beside the opening, radians; below 0, in it} */
    float beside(float angle, float s) {
      float edge = (angle > 0 ? left : right) / DEGREES;
      float t = Math.max(0, Math.min(1, (top - s) / (top - CHEEK)));
      return Math.abs(angle) - edge * t * (round * (1 - t) + t);
    }

    /** {@return the lowest height at an angle that is above the opening, or a very low one} */
    float lowest(float angle) {
      float share = Math.abs(angle) * DEGREES / Math.max(1, angle > 0 ? left : right);
      if (share >= 1) {
        return -99;
      }
      float q = 1 - round; // share is t (round (1 - t) + t)
      float t =
          Math.abs(q) < 1e-3f
              ? share
              : ((float) Math.sqrt(round * round + 4 * q * share) - round) / (2 * q);
      return top - t * (top - CHEEK);
    }

    /** {@return whether a closed mass hangs behind} */
    boolean hangs() {
      return !Float.isNaN(end);
    }
  }

  /**
   * @param x where the hair is gathered, head's frame
   * @param length of what hangs from there; 0 for a bun
   * @param size of the bun
   * @param both whether the other side has one too
   */
  record Tail(float x, float y, float z, float length, float size, boolean both) {}

  /** {@return a style as people of these traits wear it} */
  static HairStyle draw(Traits traits, SplittableRandom random) {
    return new HairStyleDraw(traits, random).draw();
  }
}
