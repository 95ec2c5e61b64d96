package kpnative.data;

import java.io.IOException;
import java.util.List;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.Resampler;
import org.jspecify.annotations.Nullable;

/**
 * One loader thread's way from a face to its place in a batch: picture, crop, drawn augmentation,
 * one warp and the effects, straight into the batch's memory, and the same warp for the keypoints.
 * Owns its scratch. In the steady state it makes few Java objects (the drawn values, the warp) and
 * no native ones.
 */
final class SampleMaker implements PictureCache.Use<Warp>, AutoCloseable {
  private static final DrawnAugmentation AS_IT_IS =
      new DrawnAugmentation(List.of(), List.of(), Border.CONSTANT);

  private final LoadedFaces faces;
  private final FaceSampler sampler;
  private final PictureCache pictures;
  private final boolean unreadableLeftOut;
  private final Size size;
  private final int[] indices;
  private final int[] mirrored; // empty where the schema has no mirror
  private final Resampler resampler;
  private final double[] xy;

  private @Nullable Batch batch;
  private int index;
  private DrawnAugmentation drawn = AS_IT_IS;

  SampleMaker(
      LoadedFaces faces, FaceSampler sampler, PictureCache pictures, UnreadablePictures rule) {
    this.faces = faces;
    this.sampler = sampler;
    this.pictures = pictures;
    this.unreadableLeftOut = rule.areLeftOut();
    this.size = sampler.input().size();
    this.indices = sampler.indices();
    this.mirrored = sampler.schema().mirrored(indices).orElse(new int[0]);
    this.resampler = new Resampler(sampler.input());
    this.xy = new double[2 * indices.length];
  }

  /** Says which sample {@link #make} makes. */
  void assign(Batch batch, int index) {
    this.batch = batch;
    this.index = index;
  }

  /** {@return the batch of the sample that is assigned} */
  Batch batch() {
    Batch b = batch;
    if (b == null) {
      throw new IllegalStateException("no sample was assigned");
    }
    return b;
  }

  /** Makes the sample, or notes in its batch why there is none. Throws nothing. */
  void make() {
    Batch b = batch();
    try {
      drawn = draw(b);
      pictures.use(faces.face(b.askedFace(index)).picture(), this);
    } catch (IOException e) {
      if (unreadableLeftOut) {
        b.leaveOut(index, e);
      } else {
        b.fail(index, e);
      }
    } catch (Throwable e) { // whatever it is, the taker gets it and the thread goes on
      b.fail(index, e);
    }
  }

  private DrawnAugmentation draw(Batch b) {
    if (b.plan.augmenting().isEmpty()) {
      return AS_IT_IS;
    }
    BatchLoader.Augmenting a = b.plan.augmenting().get();
    int sample = b.first + index; // the position, so that a face seen twice in an epoch differs
    return a.augmentation()
        .draw(a.randomness().stream(b.plan.epoch(), sample, Purpose.AUGMENT), size);
  }

  @Override
  public Warp with(Image picture) {
    Batch b = batch();
    int i = b.askedFace(index);
    Warp warp = faces.crop(i, picture, sampler).then(drawn.warp(size));
    resampler.sample(picture, warp, drawn.border(), drawn.effects(), b.memory.sample(index));
    faces.face(i).keypoints().map(warp, drawn.mirrored() ? mirrored() : indices, xy);
    sampler.codec().encode(xy, indices.length, size, b.targets, index * sampler.targetFloats());
    b.warps[index] = warp;
    return warp;
  }

  private int[] mirrored() {
    if (mirrored.length == 0) {
      throw new IllegalArgumentException("schema " + sampler.schema() + " has no mirror pairs");
    }
    return mirrored;
  }

  /** Frees the scratch. Idempotent. */
  @Override
  public void close() {
    resampler.close();
  }
}
