package kpnative.data;

import java.io.IOException;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.crop.Crop;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.InputFormat;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.KeypointSchema;

/**
 * Defines how a face becomes a sample: its crop, the input format, the keypoints to learn and the
 * codec of their targets. Immutable and thread-safe.
 *
 * @param input the format of the network's input tensor
 * @param box the rule for the part of the photograph that the network sees
 * @param schema the schema of the faces' keypoints
 * @param indices the schema's indices of the keypoints that the network learns, in the network's
 *     order
 * @param codec encodes keypoints as targets
 */
public record FaceSampler(
    InputFormat input, BoxRule box, KeypointSchema schema, int[] indices, CoordinateCodec codec) {

  private static final Size ANY = new Size(1, 1);

  /** {@return the sampler of a detector's training and evaluation} */
  public static FaceSampler of(DetectorSpec spec) {
    return new FaceSampler(
        spec.input(), spec.box(), spec.keypointSchema(), spec.indices(), spec.codec());
  }

  /**
   * {@return the box of a face, with the rule's margin, in the photograph's frame} Mean shapes are
   * scaled to it.
   *
   * @throws IllegalArgumentException if the face has no box because its points lie on a line; the
   *     message names the annotation
   */
  public Box faceBox(Size photograph, AnnotatedFace face) {
    try {
      return box.of(photograph, face.keypoints(), face.box());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(face.origin() + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return the box of a face, as {@link #faceBox(Size, AnnotatedFace)}}
   *
   * @throws IOException if the rule needs the photograph's size and that cannot be read
   */
  public Box faceBox(AnnotatedFace face) throws IOException {
    return faceBox(box.needsPhotograph() ? face.picture().size() : ANY, face);
  }

  /**
   * {@return the box of a face whose crop is known, without reading its photograph}
   *
   * @param crop the warp from the photograph to the input, without augmentation
   */
  public Box faceBox(AnnotatedFace face, Warp crop) {
    if (!box.needsPhotograph()) {
      return faceBox(ANY, face);
    }
    Warp back = crop.inverse(); // from the input to the photograph
    Box shown = Box.ofPicture(input.size());
    Point from = back.map(new Point(shown.left(), shown.top()));
    Point to = back.map(new Point(shown.right(), shown.bottom()));
    return new Box(from.x(), from.y(), to.x(), to.y());
  }

  /** {@return the crop of a face in its photograph, without augmentation} */
  public Crop crop(Size photograph, AnnotatedFace face) {
    return Crop.of(faceBox(photograph, face), box, input.size());
  }

  /**
   * {@return the crop of a face, without augmentation}
   *
   * @throws IOException if the rule needs the photograph's size and that cannot be read
   */
  public Crop crop(AnnotatedFace face) throws IOException {
    return Crop.of(faceBox(face), box, input.size());
  }

  /** {@return the number of floats in one target} */
  public int targetFloats() {
    return codec.floats(indices.length);
  }
}
