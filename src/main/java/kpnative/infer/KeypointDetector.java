package kpnative.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.crop.Crop;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.image.PixelRegion;
import kpnative.image.Resampler;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;

/**
 * Finds the keypoints of a face: picture and face box in, keypoints in the picture's own pixels
 * out.
 *
 * <p>On the processor the network is compiled for inference. {@link #warmUp} does it ahead of the
 * first call; {@link NativeThreads#set}, before that, says how many threads one call may use.
 *
 * <p>Usable from many threads at a time, which never wait for each other; each call that runs uses
 * memory of its own, kept for later calls. Owns its weights and that memory until {@link #close},
 * which waits for running calls; after it every other method throws {@link IllegalStateException}.
 */
public final class KeypointDetector implements AutoCloseable {
  private final DetectorSpec spec;
  private final DetectorFile file;
  private final FaceEngine engine;
  private final CallPool pool;
  private final RunningCalls calls = new RunningCalls();

  /**
   * The detector over an engine.
   *
   * @param engine from now on this detector's own
   */
  KeypointDetector(DetectorFile file, FaceEngine engine) {
    this.file = file;
    this.spec = file.spec();
    this.engine = engine;
    this.pool = new CallPool(spec, engine);
  }

  /**
   * {@return the detector in a weight file that a training wrote, on the CPU; owned by the caller}
   *
   * @param weights a safetensors file, for example {@code runs/quick-1/weights/best.safetensors}
   * @throws IOException if the file is absent, damaged, or not a detector of kp-native
   */
  public static KeypointDetector load(Path weights) throws IOException {
    return load(weights, DetectorOptions.DEFAULT);
  }

  /** {@return the detector in a weight file, on {@code device}; see {@link #load(Path)}} */
  public static KeypointDetector load(Path weights, Device device) throws IOException {
    return load(weights, DetectorOptions.DEFAULT.on(device));
  }

  /** {@return the detector in a weight file; see {@link #load(Path)}} */
  public static KeypointDetector load(Path weights, DetectorOptions options) throws IOException {
    NativeRuntime.loadForDetection();
    return of(DetectorFile.read(weights), options);
  }

  /**
   * {@return the trained detector of 68 points in the jar, on the CPU; owned by the caller} See
   * {@link BuiltInModel} for its terms.
   *
   * @throws IOException if this build has none, or the system property forbids it
   */
  public static KeypointDetector builtIn() throws IOException {
    return of(BuiltInModel.ofJar().read(), DetectorOptions.DEFAULT);
  }

  /**
   * {@return the detector in a file that was read; owned by the caller}
   *
   * @throws IOException if the weights are those of another network, or lack what the options need
   */
  public static KeypointDetector of(DetectorFile file, DetectorOptions options) throws IOException {
    NativeRuntime.loadForDetection();
    try {
      return new KeypointDetector(file, engine(file, options));
    } catch (IllegalArgumentException e) {
      throw new IOException(file.name() + ": " + e.getMessage(), e);
    }
  }

  private static FaceEngine engine(DetectorFile file, DetectorOptions options) throws IOException {
    if (!options.isCompiled()) {
      TorchModule module = file.module(options.device());
      return new TorchEngine(module, options.device(), options.precision());
    }
    Map<String, Float> ranges =
        options.precision() == Precision.INT8
            ? ValueRanges.of(file.metadata(), file.name()).largest()
            : Map.of();
    return new PlanEngine(
        new InferencePlan(file.graph(), file.tensors(), options.precision(), ranges),
        () -> file.module(Device.CPU));
  }

  /** {@return what this detector finds and how} */
  public DetectorSpec spec() {
    calls.checkOpen();
    return spec;
  }

  /**
   * {@return the schema whose keypoints this finds; {@code spec().keypoints()} says which of them}
   */
  public KeypointSchema schema() {
    return spec().keypointSchema();
  }

  /**
   * {@return the face in {@code face}} The photo is decoded once, for this call; of pixels that are
   * in memory, no more are taken than the network sees.
   *
   * @param photo borrowed
   * @param face as {@link #detect(Image, Box)} takes it
   * @throws IOException if the photo cannot be read; the message begins with its name
   */
  public Face detect(Photo photo, Box face) throws IOException {
    try (Image image = photo.image(channels(), size -> seen(size, List.of(face)))) {
      return detect(image, face);
    }
  }

  /**
   * {@return the face in each of {@code faces}, in their order} The photo is decoded once.
   *
   * @param photo borrowed
   * @param faces as {@link #detect(Image, List)} takes them
   * @throws IOException as {@link #detect(Photo, Box)}
   */
  public List<Face> detect(Photo photo, List<Box> faces) throws IOException {
    Channels channels = channels();
    if (faces.isEmpty()) {
      return List.of();
    }
    try (Image image = photo.image(channels, size -> seen(size, faces))) {
      return detect(image, faces);
    }
  }

  /**
   * {@return the face that fills the picture, see {@link #detectCrop(Image)}}
   *
   * @param photo borrowed
   * @throws IOException as {@link #detect(Photo, Box)}
   */
  public Face detectCrop(Photo photo) throws IOException {
    try (Image image = photo.image(channels())) {
      return detectCrop(image);
    }
  }

  /** {@return which pixels of a picture the network sees of these faces, at least one} */
  private PixelRegion seen(Size picture, List<Box> faces) {
    PixelRegion all = null;
    for (Box face : faces) {
      PixelRegion one =
          Resampler.reach(picture, spec.crop(face).toInput(), spec.input().size(), Border.CONSTANT);
      all = all == null ? one : all.union(one);
    }
    return Objects.requireNonNull(all);
  }

  private Channels channels() {
    return spec().input().channels();
  }

  /**
   * {@return the face in {@code face}}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, as the training's rule has it, without
   *     margin
   */
  public Face detect(Image picture, Box face) {
    return detect(picture, face, spec.crop(face));
  }

  /**
   * {@return the face that fills the picture: one that was cut out before, margin and all}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   */
  public Face detectCrop(Image picture) {
    Size whole = picture.frame().photograph();
    return detect(picture, Box.ofPicture(whole), spec.cropOfPicture(whole));
  }

  private Face detect(Image picture, Box face, Crop crop) {
    calls.begin();
    try {
      DetectorCall call = pool.take(1);
      try {
        call.sample(picture, crop, 0);
        call.run();
        return face(call, face, 0);
      } finally {
        pool.giveBack(call);
      }
    } finally {
      calls.end();
    }
  }

  /**
   * {@return the face in each of {@code faces}, in their order} Up to eight go through the network
   * at a time, up to four where the answers are averaged with the mirror images'.
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param faces rectangles around the faces' keypoints, without margin
   */
  public List<Face> detect(Image picture, List<Box> faces) {
    calls.begin();
    try {
      List<Face> found = new ArrayList<>(faces.size());
      while (found.size() < faces.size()) {
        int done = found.size();
        List<Box> rest = faces.subList(done, faces.size());
        DetectorCall call = pool.take(rest.size());
        try {
          for (int i = 0; i < call.faces(); i++) {
            call.sample(picture, spec.crop(rest.get(i)), i);
          }
          call.run();
          for (int i = 0; i < call.faces(); i++) {
            found.add(face(call, rest.get(i), i));
          }
        } finally {
          pool.giveBack(call);
        }
      }
      return Collections.unmodifiableList(found);
    } finally {
      calls.end();
    }
  }

  private Face face(DetectorCall call, Box box, int i) {
    return new Face(
        box,
        call.keypoints(i),
        file.confidence().map(c -> c.confidences(call.deviations(i))).orElse(List.of()),
        Double.NaN,
        Double.NaN,
        spec.keypointSchema(),
        spec.keypoints());
  }

  /** {@return a detector for one thread, which writes into its arrays; closed by the caller} */
  public DetectorSession session() {
    calls.begin();
    try {
      return new DetectorSession(spec, new HeldCall(calls, pool, 1));
    } finally {
      calls.end();
    }
  }

  /**
   * {@return memory for faces of different pictures in one run, for one thread; closed by the
   * caller}
   *
   * @param faces how many at most go through the network at a time
   */
  public DetectorBatch batch(int faces) {
    calls.begin();
    try {
      return new DetectorBatch(new HeldCall(calls, pool, faces));
    } finally {
      calls.end();
    }
  }

  /**
   * {@return the maps from which the keypoints of a face are read, of the picture as it is, also
   * where the keypoints are averaged with the mirror image's}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, without margin
   * @throws IllegalArgumentException if the network reads none, see {@link
   *     DetectorSpec#hasHeatmaps}
   */
  public FaceHeatmaps heatmaps(Image picture, Box face) {
    return heatmaps(picture, spec.crop(face));
  }

  /** {@return the maps of the face that fills the picture, as {@link #heatmaps}} */
  public FaceHeatmaps heatmapsOfCrop(Image picture) {
    return heatmaps(picture, spec.cropOfPicture(picture.frame().photograph()));
  }

  private FaceHeatmaps heatmaps(Image picture, Crop crop) {
    calls.begin();
    try {
      if (!spec.hasHeatmaps()) {
        throw new IllegalArgumentException(
            spec.recipe()
                + ": this network has no heatmaps, its last layer is "
                + file.graph().last().getClass().getSimpleName());
      }
      DetectorCall call = pool.take(1);
      try {
        call.sample(picture, crop, 0);
        return call.runForMaps(crop);
      } finally {
        pool.giveBack(call);
      }
    } finally {
      calls.end();
    }
  }

  /**
   * Compiles the network and runs it once, so that the first detection is as fast as the others.
   *
   * @param threads how many will detect at a time: the memory for so many calls is made
   */
  public void warmUp(int threads) {
    calls.begin();
    List<DetectorCall> taken = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        taken.add(pool.take(1));
      }
      taken.forEach(DetectorCall::run);
    } finally {
      taken.forEach(pool::giveBack);
      calls.end();
    }
  }

  /** Frees the weights and the memory, after the calls that run. Idempotent. */
  @Override
  public void close() {
    if (calls.close()) {
      pool.close();
      engine.close();
    }
  }
}
