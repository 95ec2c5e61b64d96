package kpnative.infer;

import java.util.Arrays;
import java.util.Optional;
import kpnative.crop.Crop;
import kpnative.crop.MirrorPair;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import kpnative.network.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one call: crops go in, the network runs, points come out. Where the spec
 * averages with the mirror image, each face takes two inputs. Not thread-safe.
 */
final class DetectorCall implements AutoCloseable {
  private final DetectorSpec spec;
  private final Optional<MirrorPair> mirror;
  private final int faces;
  private final int keypoints;
  private final EngineMemory memory;
  private final InputCrops crops;
  private final float[] coordinates; // [B, 2K]
  private final float[] deviations; // [B, K]

  /**
   * Memory for some faces.
   *
   * @param faces the most
   */
  DetectorCall(DetectorSpec spec, Optional<MirrorPair> mirror, FaceEngine engine, int faces) {
    this.spec = spec;
    this.mirror = mirror;
    this.faces = faces;
    this.keypoints = spec.keypoints().size();
    this.memory = engine.memory(mirror.isPresent() ? 2 * faces : faces);
    this.crops = new InputCrops(spec, memory);
    this.coordinates = new float[memory.inputs() * 2 * keypoints];
    this.deviations = new float[memory.inputs() * keypoints];
  }

  /** {@return how many faces go through the network in a run} */
  int faces() {
    return faces;
  }

  /** Brings a part of a picture, which is borrowed, into face {@code i}'s input. */
  void sample(Image picture, Crop crop, int i) {
    crops.sample(picture, crop, i);
    if (mirror.isPresent()) {
      crops.mirror(i, faces + i);
    }
  }

  /** Runs the network on all inputs. */
  void run() {
    run(null);
  }

  private void run(float @Nullable [] maps) {
    memory.run(coordinates, deviations, maps);
    if (mirror.isPresent()) {
      for (int i = 0; i < faces; i++) {
        mirror.get().average(coordinates, i, faces + i);
      }
    }
  }

  /** Runs the network on all inputs; {@return the maps of face 0, without its mirror image's} */
  FaceHeatmaps runForMaps(Crop crop) {
    Shape shape = spec.graph().raw();
    float[] maps = new float[memory.inputs() * keypoints * shape.height() * shape.width()];
    run(maps);
    return new FaceHeatmaps(
        keypoints,
        shape.height(),
        shape.width(),
        Arrays.copyOf(maps, keypoints * shape.height() * shape.width()),
        keypoints(0),
        crop.toInput());
  }

  /** Writes face {@code i}'s points, in the photograph's pixels. */
  void points(int i, float[] points) {
    double[] xy = crops.points(coordinates, i);
    for (int j = 0; j < xy.length; j++) {
      points[j] = (float) xy[j];
    }
  }

  /** {@return face {@code i}'s points, in the photograph's pixels} */
  Keypoints keypoints(int i) {
    return crops.keypoints(coordinates, i);
  }

  /** Writes the standard deviations of face {@code i}'s points, of the picture as it is. */
  void deviations(int i, float[] into) {
    System.arraycopy(deviations, i * keypoints, into, 0, keypoints);
  }

  /** {@return the same} */
  float[] deviations(int i) {
    return Arrays.copyOfRange(deviations, i * keypoints, (i + 1) * keypoints);
  }

  @Override
  public void close() {
    crops.close();
    memory.close();
  }
}
