package kpnative.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kpnative.data.FaceSampler;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;

/**
 * The memory of a detector's calls of one size: as many pieces as calls ever ran at a time.
 * Thread-safe.
 */
final class DetectorMemory implements AutoCloseable {
  private final DetectorSpec spec;
  private final FaceEngine engine;
  private final int faces;
  private final Optional<MirroredPair> mirror;
  private final FaceSampler sampler;
  private final Queue<Call> idle = new ConcurrentLinkedQueue<>();

  DetectorMemory(DetectorSpec spec, FaceEngine engine, int faces) {
    this.spec = spec;
    this.engine = engine;
    this.faces = faces;
    this.mirror = MirroredPair.of(spec);
    this.sampler = spec.sampler();
  }

  /** {@return the memory for a call, to be given back; the calling thread runs the network next} */
  Call take() {
    NativeThreads.enter();
    Call call = idle.poll();
    return call == null ? new Call() : call;
  }

  void giveBack(Call call) {
    idle.add(call);
  }

  @Override
  public void close() {
    idle.forEach(Call::close);
    idle.clear();
  }

  /** One call's memory. Not thread-safe. */
  final class Call implements AutoCloseable {
    private final int keypoints = spec.keypoints().size();
    private final FaceWork work = engine.work(mirror.isPresent() ? 2 * faces : faces);
    private final InputSlots slots = InputSlots.floats(spec.input(), work.input(), work.capacity());
    private final Resampler resampler = new Resampler(spec.input());
    private final float[] coordinates = new float[work.capacity() * 2 * keypoints];
    private final float[] spreads = new float[work.capacity() * keypoints];
    private final double[] xy = new double[2 * keypoints];
    private final double[][] back = new double[faces][9];

    /** Brings a part of a picture into input {@code i}. */
    void sample(Image picture, Box region, int i) {
      Warp toInput = sampler.crop(region);
      toInput.inverse(back[i]);
      resampler.sample(picture, toInput, Border.CONSTANT, List.of(), slots, i);
      if (mirror.isPresent()) {
        slots.mirror(i, faces + i);
      }
    }

    /** Runs the network on the inputs, of which the first {@code count} have faces. */
    void run(int count) {
      work.run(coordinates, spreads);
      if (mirror.isPresent()) {
        for (int i = 0; i < count; i++) {
          mirror.get().average(coordinates, i, faces + i);
        }
      }
    }

    /** Writes face {@code i}'s points, in the picture's pixels. */
    void points(int i, float[] points) {
      decode(i);
      for (int j = 0; j < xy.length; j++) {
        points[j] = (float) xy[j];
      }
    }

    Keypoints keypoints(int i) {
      decode(i);
      return Keypoints.of(xy);
    }

    void spreads(int i, float[] into) {
      System.arraycopy(spreads, i * keypoints, into, 0, keypoints);
    }

    float[] deviations(int i) {
      return Arrays.copyOfRange(spreads, i * keypoints, (i + 1) * keypoints);
    }

    private void decode(int i) {
      double origin = spec.codec().origin();
      double[] m = back[i];
      for (int k = 0; k < keypoints; k++) {
        int at = 2 * (i * keypoints + k);
        double x = (coordinates[at] + origin) * spec.input().width() - 0.5;
        double y = (coordinates[at + 1] + origin) * spec.input().height() - 0.5;
        xy[2 * k] = m[0] * x + m[1] * y + m[2]; // a crop is affine
        xy[2 * k + 1] = m[3] * x + m[4] * y + m[5];
      }
    }

    @Override
    public void close() {
      slots.close();
      work.close();
      resampler.close();
    }
  }
}
