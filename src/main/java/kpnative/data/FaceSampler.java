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
 * What a face becomes in a batch: which part of its photograph, in which form, and which of its
 * keypoints as which numbers. Immutable and thread-safe.
 *
 * @param input the network's input
 * @param box which part of the photograph the network sees
 * @param schema of the faces' keypoints
 * @param indices which keypoints the network learns, in its order
 * @param codec keypoints to targets
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
   * {@return the box of a face in its photograph, with the rule's margin: what mean shapes are
   * scaled to}
   *
   * @throws IllegalArgumentException if the face has no box, since its points lie in one line; the
   *     message has the annotation's origin
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
   * @throws IOException if the rule needs the size of the photograph and it cannot be read
   */
  public Box faceBox(AnnotatedFace face) throws IOException {
    return faceBox(box.needsPhotograph() ? face.picture().size() : ANY, face);
  }

  /**
   * {@return the box of a face whose crop is known, without a look at its photograph}
   *
   * @param crop the warp from the photograph to the input, without augmentation
   */
  public Box faceBox(AnnotatedFace face, Warp crop) {
    if (!box.needsPhotograph()) {
      return faceBox(ANY, face);
    }
    Warp back = crop.inverse(); // of a whole photograph
    Box shown = Box.ofPicture(input.size());
    Point from = back.map(new Point(shown.left(), shown.top()));
    Point to = back.map(new Point(shown.right(), shown.bottom()));
    return new Box(from.x(), from.y(), to.x(), to.y());
  }

  /** {@return what the network sees of a face in its photograph, without augmentation} */
  public Crop crop(Size photograph, AnnotatedFace face) {
    return Crop.of(faceBox(photograph, face), box, input.size());
  }

  /**
   * {@return what the network sees of a face, without augmentation}
   *
   * @throws IOException if the rule needs the size of the photograph and it cannot be read
   */
  public Crop crop(AnnotatedFace face) throws IOException {
    return Crop.of(faceBox(face), box, input.size());
  }

  /** {@return the number of floats of a target} */
  public int targetFloats() {
    return codec.floats(indices.length);
  }
}
