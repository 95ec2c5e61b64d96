package kpnative.data.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.augment.Randomness.Purpose;
import kpnative.augment.SampleChange;
import kpnative.checks.ItemFailure;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.Resampler;
import kpnative.keypoints.PointState;
import kpnative.keypoints.Visibility;
import kpnative.keypoints.VisibilityLabel;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples for one worker thread: gets the picture, crops, draws the augmentation, and writes
 * the warped picture with its effects directly into the batch's memory; the same warp maps the
 * keypoints. Owns its scratch memory. In steady state it allocates few Java objects (the drawn
 * values, the warp) and no native ones.
 */
final class SampleMaker implements PictureCache.Use<Warp>, AutoCloseable {
  private final FaceCrops faces;
  private final FaceSampler sampler;
  private final PictureCache pictures;
  private final boolean unreadableLeftOut;
  private final Size size;
  private final int targetFloats;
  private final int[] indices;
  private final int[] mirrored; // empty where the schema has no mirror pairs
  private final Resampler resampler;
  private final SampleChange change;
  private final List<ViewMaker> views = new ArrayList<>();
  private final double enlargement; // of the largest view
  private final double[] xy; // of the learned keypoints, in the input's frame

  private @Nullable Batch batch;
  private int index;

  SampleMaker(FaceCrops faces, FaceSampler sampler, PictureCache pictures, LoaderOptions options) {
    this.faces = faces;
    this.sampler = sampler;
    this.pictures = pictures;
    this.unreadableLeftOut = options.unreadable().areLeftOut();
    this.size = sampler.input().size();
    this.targetFloats = sampler.targetFloats();
    this.indices = sampler.indices();
    this.mirrored = sampler.schema().mirrored(indices).orElse(new int[0]);
    this.resampler = new Resampler(sampler.input());
    this.change = new SampleChange(size);
    this.xy = new double[2 * indices.length];
    this.enlargement =
        options.views().stream().mapToDouble(v -> v.enlargement(size)).max().orElse(1);
    options.views().forEach(view -> views.add(new ViewMaker(view, size)));
  }

  /** Sets the sample that {@link #make} makes. */
  void assign(Batch batch, int index) {
    this.batch = batch;
    this.index = index;
  }

  /** {@return the batch of the assigned sample} */
  Batch batch() {
    Batch b = batch;
    if (b == null) {
      throw new IllegalStateException("no sample was assigned");
    }
    return b;
  }

  /** Makes the assigned sample, or records in its batch why it failed. Throws nothing. */
  void make() {
    Batch b = batch();
    try {
      draw(b);
      int i = b.requestedFace(index);
      int reduction =
          faces.reduction(i, sampler, b.plan.largestEnlargement() * Math.max(1, enlargement));
      pictures.use(faces.face(i).picture(), reduction, this);
    } catch (Throwable e) { // any failure is passed to the consumer, and this thread goes on
      fail(b, e);
    }
  }

  private void fail(Batch b, Throwable thrown) {
    Thread.interrupted(); // only the thread that trains is stopped so
    try {
      String picture = faces.face(b.requestedFace(index)).picture().name();
      if (unreadableLeftOut) {
        b.leaveOut(index, ItemFailure.of(picture, thrown));
      } else {
        b.fail(index, ItemFailure.of(picture, thrown));
      }
    } catch (Throwable e) { // it ends more than this sample
      b.fail(index, e);
    }
  }

  private void draw(Batch b) {
    if (b.plan.augmenting().isEmpty()) {
      change.clear(Border.CONSTANT);
      views.forEach(ViewMaker::clear);
      return;
    }
    // the position, so that a face visited twice in an epoch gets two augmentations
    int sample = b.first + index;
    if (!b.plan.replayed().isEmpty()) {
      change.replay(b.plan.replayed().get(sample));
      views.forEach(view -> view.replay(b.plan.replayed().get(sample)));
      return;
    }
    Augmenting a = b.plan.augmenting().get();
    long key = a.randomness().key(b.plan.epoch(), sample, Purpose.AUGMENT);
    change.draw(a.augmentation(), key);
    views.forEach(view -> view.draw(a.augmentation(), key));
  }

  @Override
  public Warp with(Image picture) throws IOException {
    Batch b = batch();
    int i = b.requestedFace(index);
    FaceCrops.Crop crop = faces.crop(i, picture.frame(), sampler);
    Warp warp = change.after(crop.fromPicture());
    resampler.sample(
        picture, warp, change.border(), change.effects(), b.memory.pixels().slots(), index);
    for (int v = 0; v < views.size(); v++) {
      views.get(v).sample(picture, warp, b.memory.views().get(v).slots(), index);
    }
    int k = indices.length;
    faces.face(i).keypoints().copyTo(xy, change.mirrored() ? mirrored() : indices);
    crop.toPicture().map(xy, k);
    warp.map(xy, k);
    sampler.codec().encode(xy, k, size, b.targets, index * targetFloats);
    change.mark(xy, k, b.marks, index * k);
    if (b.labels.length > 0) {
      label(b, faces.face(i), change.mirrored() ? mirrored() : indices);
    }
    b.warps.put(index, crop.toPicture(), warp);
    return warp;
  }

  private void label(Batch b, AnnotatedFace face, int[] points) throws IOException {
    List<PointState> states = face.knownStates();
    for (int j = 0; j < points.length; j++) {
      int at = index * points.length + j;
      Visibility mark = Visibility.ofCode(b.marks[at]);
      b.labels[at] = VisibilityLabel.of(mark, states.get(points[j])).code();
    }
  }

  private int[] mirrored() {
    if (mirrored.length == 0) {
      throw new IllegalArgumentException("schema " + sampler.schema() + " has no mirror pairs");
    }
    return mirrored;
  }

  /** Frees the scratch memory. Idempotent. */
  @Override
  public void close() {
    resampler.close();
    views.forEach(ViewMaker::close);
  }
}
