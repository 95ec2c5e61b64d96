package kpnative.infer;

import java.util.List;
import kpnative.crop.Crop;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Keypoints;

/**
 * Brings crops of pictures into an engine's inputs, and what the network finds there back into the
 * photographs: the one way for all that runs a detector's network. Not thread-safe.
 */
final class InputCrops implements AutoCloseable {
  private final DetectorSpec spec;
  private final int keypoints;
  private final InputSlots slots;
  private final Resampler resampler;
  private final double[][] back; // of each input, the warp to its photograph, row by row
  private final double[] xy;

  /**
   * The way into these inputs.
   *
   * @param memory borrowed, until this is closed
   */
  InputCrops(DetectorSpec spec, EngineMemory memory) {
    this.spec = spec;
    this.keypoints = spec.keypoints().size();
    this.slots = InputSlots.floats(spec.input(), memory.input(), memory.inputs());
    this.resampler = new Resampler(spec.input());
    this.back = new double[memory.inputs()][9];
    this.xy = new double[2 * keypoints];
  }

  /** Brings a part of a picture, which is borrowed, into input {@code i}. */
  void sample(Image picture, Crop crop, int i) {
    Warp toInput = crop.toInput();
    toInput.inverse(back[i]);
    Warp fromPicture = picture.frame().fromPicture(toInput);
    resampler.sample(picture, fromPicture, Border.CONSTANT, List.of(), slots, i);
  }

  /** Writes the mirror image of input {@code i} into input {@code j}. */
  void mirror(int i, int j) {
    slots.mirror(i, j);
  }

  /**
   * {@return the points that were found on input {@code i}, x and y in turn, in its photograph's
   * pixels} They are valid until the next call.
   *
   * @param coordinates as {@link EngineMemory#run} gives them
   */
  double[] points(float[] coordinates, int i) {
    spec.codec().decode(coordinates, i * 2 * keypoints, keypoints, spec.input().size(), xy);
    double[] m = back[i];
    for (int j = 0; j < xy.length; j += 2) { // a crop is affine
      double x = xy[j];
      double y = xy[j + 1];
      xy[j] = m[0] * x + m[1] * y + m[2];
      xy[j + 1] = m[3] * x + m[4] * y + m[5];
    }
    return xy;
  }

  /** {@return the same points as an object} */
  Keypoints keypoints(float[] coordinates, int i) {
    return Keypoints.of(points(coordinates, i));
  }

  @Override
  public void close() {
    slots.close();
    resampler.close();
  }
}
