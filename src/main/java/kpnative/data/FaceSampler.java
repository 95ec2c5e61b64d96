package kpnative.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.augment.DrawnAugmentation;
import kpnative.codec.KeypointCodec;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * One face's way into a batch: picture, box, drawn augmentation, one warp and one tone pass,
 * straight into the batch's memory; and the same way for its keypoints. Immutable and thread-safe.
 *
 * @param input the network's input
 * @param box which part of the photograph the network sees
 * @param schema of the faces' keypoints
 * @param indices which keypoints the network learns, in its order
 * @param codec keypoints to targets
 */
public record FaceSampler(
    InputFormat input, FaceBox box, KeypointSchema schema, int[] indices, KeypointCodec codec) {

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

  /** {@return the warp from the photograph to the network's input, without augmentation} */
  public Warp crop(Size photograph, AnnotatedFace face) {
    return crop(faceBox(photograph, face));
  }

  /** {@return the warp from a photograph to the network's input, around a face's box} */
  public Warp crop(Box faceBox) {
    return Warp.crop(box.crop(faceBox, input.size()), input.size());
  }

  /** {@return the number of floats of a target} */
  public int targetFloats() {
    return codec.floats(indices.length);
  }

  /**
   * Makes one sample.
   *
   * @param augmentation drawn for it; empty for none
   * @param resampler the calling thread's own
   * @param pixels receives the picture in its slot {@code slot}
   * @param target receives {@link #targetFloats} numbers from {@code offset} on
   * @return the warp from the photograph to the input as it was used
   * @throws IOException if the picture cannot be read
   */
  public Warp sample(
      PictureCache pictures,
      AnnotatedFace face,
      Optional<DrawnAugmentation> augmentation,
      Resampler resampler,
      InputSlots pixels,
      int slot,
      float[] target,
      int offset)
      throws IOException {
    return pictures.use(
        face.picture(),
        picture -> {
          Warp crop = crop(picture.size(), face);
          Keypoints inInput = face.keypoints().map(crop);
          Warp warp = crop;
          if (augmentation.isPresent()) {
            DrawnAugmentation drawn = augmentation.get();
            warp = crop.then(drawn.warp(input.size()));
            inInput = drawn.apply(inInput, schema, input.size());
            resampler.sample(picture, warp, drawn.border(), drawn.effects(), pixels, slot);
          } else {
            resampler.sample(picture, warp, Border.CONSTANT, List.of(), pixels, slot);
          }
          codec.encode(inInput.select(indices), input.size(), target, offset);
          return warp;
        });
  }
}
