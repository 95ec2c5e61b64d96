package kpnative.image;

import kpnative.geometry.Warp;
import org.bytedeco.javacpp.FloatPointer;

/**
 * STUB: one picture through one warp and one tone pass into a network's input. One per thread; owns
 * scratch Mats.
 */
public final class Resampler implements AutoCloseable {
  public Resampler(InputFormat format) {
    throw new AssertionError("stub");
  }

  /**
   * Writes format.floats() floats, planes [C, H, W], at destination's position. Antialiased where
   * it shrinks.
   */
  public void sample(
      Image source, Warp sourceToInput, Border border, Tone tone, FloatPointer destination) {
    throw new AssertionError("stub");
  }

  @Override
  public void close() {}
}
