package kpnative.data.check;

import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeRuntime;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Samples aligned patches of faces from their pictures. Not thread-safe. Owns native memory; the
 * caller closes it.
 */
final class FacePatches implements AutoCloseable {
  private static final double MARGIN = 1.6; // so that the centre contains all keypoints
  private static final Size SIZE = new Size(FacePatch.SIDE, FacePatch.SIDE);
  private static final int FEWEST = 3; // keypoints needed to fix a face's rotation and size

  private final Optional<Keypoints> mean;
  private final Warp toPatch;
  private final Resampler resampler;
  private final FloatPointer pixels;
  private final InputSlots slot;
  private final float[] values = new float[FacePatch.SIDE * FacePatch.SIDE];

  /**
   * Aligns faces to {@code mean}. Without a mean, or with fewer than 3 keypoints, a patch shows the
   * whole picture.
   */
  FacePatches(Optional<Keypoints> mean) {
    NativeRuntime.loadForDetection();
    this.mean = mean.filter(m -> m.count() >= FEWEST);
    this.toPatch = this.mean.map(FacePatches::middle).orElse(Warp.IDENTITY);
    InputFormat format = new InputFormat(SIZE.height(), SIZE.width(), Channels.GRAY, 0, 1);
    this.resampler = new Resampler(format);
    this.pixels = new FloatPointer(values.length);
    this.slot = InputSlots.floats(format, pixels, 1);
  }

  /**
   * {@return the patch of a face}
   *
   * @param picture borrowed; gray
   */
  FacePatch of(AnnotatedFace face, Image picture) {
    Warp warp =
        mean.map(m -> Similarity.fit(face.keypoints(), m).then(toPatch))
            .orElseGet(() -> Warp.crop(Box.ofPicture(picture.size()), SIZE));
    resampler.sample(picture, warp, Border.REPLICATE, List.of(), slot, 0);
    pixels.get(values);
    return FacePatch.of(values);
  }

  /**
   * The warp from the mean shape's frame to the patch. x = 0, the axis of a symmetric shape,
   * becomes the patch's vertical centre line.
   */
  private static Warp middle(Keypoints mean) {
    Box extent = mean.extent();
    double x = Math.max(-extent.left(), extent.right());
    double side = MARGIN / 2 * Math.max(2 * x, extent.height());
    double y = extent.center().y();
    return Warp.crop(new Box(-side, y - side, side, y + side), SIZE);
  }

  /** Frees native memory. */
  @Override
  public void close() {
    resampler.close();
    slot.close();
    pixels.close();
  }
}
