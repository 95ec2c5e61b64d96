package kpnative.infer;

import java.util.List;
import kpnative.crop.Crop;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Construction;

/**
 * Samples crops of pictures into an engine's inputs, and maps the network's coordinates back into
 * the photographs. Everything that runs a detector's network goes through here. Not thread-safe.
 */
final class InputCrops implements AutoCloseable {
  private final DetectorSpec spec;
  private final int keypoints;
  private final InputSlots slots;
  private final Resampler resampler;
  private final double[][] back; // for each input, the 3x3 warp to its photograph, row-major
  private final double[] xy;

  /**
   * Samples into {@code memory}.
   *
   * @param memory borrowed until close
   */
  InputCrops(DetectorSpec spec, EngineMemory memory) {
    this.spec = spec;
    this.keypoints = spec.keypoints().size();
    try (Construction making = new Construction()) {
      InputSlots inputs = InputSlots.floats(spec.input(), memory.input(), memory.inputs());
      this.slots = making.own(inputs, InputSlots::close);
      this.resampler = new Resampler(spec.input());
      making.done();
    }
    this.back = new double[memory.inputs()][9];
    this.xy = new double[2 * keypoints];
  }

  /** Samples a crop of the borrowed {@code picture} into input {@code i}. */
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
   * {@return the keypoints of input {@code i}, {@code [K, 2]}, x before y, in its photograph's
   * pixels} The array is reused by the next call.
   *
   * @param coordinates the output of {@link EngineMemory#run}
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

  /** {@return the keypoints of input {@code i} as an immutable copy} */
  Keypoints keypoints(float[] coordinates, int i) {
    return Keypoints.of(points(coordinates, i));
  }

  @Override
  public void close() {
    slots.close();
    resampler.close();
  }
}
