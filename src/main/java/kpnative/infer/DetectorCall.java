package kpnative.infer;

import java.util.Arrays;
import java.util.Optional;
import kpnative.crop.Crop;
import kpnative.crop.MirrorPair;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Construction;
import kpnative.network.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one batch: crops go in, the network runs, keypoints come out. If the spec
 * averages with the mirrored input, each face takes two inputs. Not thread-safe.
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
  private final float[] visibility; // [B, K], logits

  /**
   * Allocates memory for a batch.
   *
   * @param faces the batch size, in faces
   */
  DetectorCall(DetectorSpec spec, Optional<MirrorPair> mirror, FaceEngine engine, int faces) {
    this.spec = spec;
    this.mirror = mirror;
    this.faces = faces;
    this.keypoints = spec.keypoints().size();
    try (Construction making = new Construction()) {
      EngineMemory inputs = engine.memory(mirror.isPresent() ? 2 * faces : faces);
      this.memory = making.own(inputs, EngineMemory::close);
      this.crops = new InputCrops(spec, memory);
      making.done();
    }
    this.coordinates = new float[memory.inputs() * 2 * keypoints];
    this.deviations = new float[memory.inputs() * keypoints];
    this.visibility = new float[memory.inputs() * keypoints];
  }

  /** {@return the batch size, in faces} */
  int faces() {
    return faces;
  }

  /**
   * Samples a crop of the borrowed {@code picture} into face {@code i}'s input, and its mirror
   * image if the spec asks for it.
   */
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
    memory.run(coordinates, deviations, visibility, maps);
    if (mirror.isPresent()) {
      for (int i = 0; i < faces; i++) {
        mirror.get().average(coordinates, i, faces + i);
      }
    }
  }

  /**
   * Runs the network on all inputs; {@return the heatmaps of face 0, not averaged with its mirror
   * image's}
   */
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

  /** Writes face {@code i}'s keypoints, in the photograph's pixels. */
  void points(int i, float[] points) {
    double[] xy = crops.points(coordinates, i);
    for (int j = 0; j < xy.length; j++) {
      points[j] = (float) xy[j];
    }
  }

  /** {@return face {@code i}'s keypoints, in the photograph's pixels} */
  Keypoints keypoints(int i) {
    return crops.keypoints(coordinates, i);
  }

  /** Writes the standard deviations of face {@code i}'s keypoints, from the unmirrored input. */
  void deviations(int i, float[] into) {
    System.arraycopy(deviations, i * keypoints, into, 0, keypoints);
  }

  /** {@return the standard deviations of face {@code i}'s keypoints, from the unmirrored input} */
  float[] deviations(int i) {
    return Arrays.copyOfRange(deviations, i * keypoints, (i + 1) * keypoints);
  }

  /**
   * {@return the logits of face {@code i}'s keypoints being visible, from the unmirrored input; NaN
   * if the network does not output them}
   */
  float[] visibility(int i) {
    return Arrays.copyOfRange(visibility, i * keypoints, (i + 1) * keypoints);
  }

  @Override
  public void close() {
    crops.close();
    memory.close();
  }
}
