package kpnative.augment;

import java.util.Arrays;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.InputFormat;
import kpnative.image.Tone;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The change of one sample, picture and keypoints alike: a value, made by {@link
 * Augmentation#draw}.
 *
 * @param warp from the crop's input frame to the changed input frame; it includes the mirror
 * @param mirrored whether the warp mirrors, so that keypoints change places
 * @param tone of the sampled picture
 * @param patch what occludes the picture, after the tone change
 * @param border what shows where the warp reaches outside the picture
 */
public record DrawnAugmentation(
    Warp warp, boolean mirrored, Tone tone, @Nullable Patch patch, Border border) {
  /** Changes nothing; the border is the nearest edge pixel. */
  public static final DrawnAugmentation NONE =
      new DrawnAugmentation(Warp.IDENTITY, false, Tone.NONE, null, Border.REPLICATE);

  /** {@return the whole warp from the source picture to the changed input} */
  public Warp apply(Warp sourceToInput) {
    return sourceToInput.then(warp);
  }

  /**
   * {@return the keypoints where, and in the order in which, the changed picture shows them}
   *
   * @param inInputFrame all keypoints of the schema, in the crop's input frame
   * @param schema of the keypoints
   * @throws IllegalArgumentException if this is mirrored, and the schema has no mirror pairs or
   *     another count
   */
  public Keypoints apply(Keypoints inInputFrame, KeypointSchema schema) {
    Keypoints mapped = inInputFrame.map(warp);
    return mirrored ? schema.mirrored(mapped) : mapped;
  }

  /**
   * A square of one gray that hides a part of the input.
   *
   * @param left first column, input pixels, at least 0
   * @param top first row, input pixels, at least 0
   * @param side columns and rows, pixels, at least 1
   * @param value gray, 0 to 1
   */
  public record Patch(int left, int top, int side, double value) {
    /** Rejects what is out of range. */
    public Patch {
      if (left < 0 || top < 0 || side < 1 || !(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "a patch needs left and top of at least 0, a side of at least 1 and a value of 0 to 1,"
                + (" got " + left + ", " + top + ", " + side + ", " + value));
      }
    }

    /**
     * Paints the patch into a sampled input.
     *
     * @param input borrowed; planes {@code [C, H, W]} from its position on, already in the form of
     *     {@code format}, whose mean and deviation the gray is put through
     * @throws IllegalArgumentException if the patch reaches outside the input
     */
    public void fill(FloatPointer input, InputFormat format) {
      if (side > format.width() - left || side > format.height() - top) {
        throw new IllegalArgumentException(this + " reaches outside the input of " + format.size());
      }
      float[] row = new float[side];
      Arrays.fill(row, (float) ((value - format.mean()) / format.deviation()));
      long start = input.position();
      for (int c = 0; c < format.channels().count(); c++) {
        for (int y = top; y < top + side; y++) {
          long offset = ((long) c * format.height() + y) * format.width() + left;
          input.position(start + offset).put(row);
        }
      }
      input.position(start);
    }
  }
}
