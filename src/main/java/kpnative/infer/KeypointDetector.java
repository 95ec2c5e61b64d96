package kpnative.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import kpnative.plan.Precision;

/**
 * Detects the keypoints of a face: takes a picture and a face box, returns keypoints in the
 * picture's pixels.
 *
 * <p>On the CPU the network is compiled for inference, at the first call or by {@link #warmUp}.
 * {@link NativeThreads#set}, called before that, sets how many threads one call may use.
 *
 * <p>Thread-safe, and concurrent calls never wait for each other: each uses separate working
 * memory, which is pooled for later calls. Owns its weights and that memory until {@link #close},
 * which waits for running calls; after it every other method throws {@link IllegalStateException}.
 */
public final class KeypointDetector implements AutoCloseable {
  private final DetectorSpec spec;
  private final Optional<ConfidenceCalibration> confidence;
  private final Optional<VisibilityCalibration> visibility;
  private final FaceEngine engine;
  private final CallPool pool;
  private final RunningCalls calls = new RunningCalls();

  /**
   * Creates a detector that runs an engine.
   *
   * @param engine owned by the detector from now on
   */
  KeypointDetector(DetectorFile file, FaceEngine engine) {
    this.confidence = file.confidence(); // not the file: its tensors are the engine's now
    this.visibility = file.visibility();
    this.spec = file.spec();
    this.engine = engine;
    this.pool = new CallPool(spec, engine);
  }

  /**
   * {@return the detector in a weight file written by training, on the CPU; owned by the caller}
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
   * {@return the trained 68-point detector in the jar, on the CPU; owned by the caller} See {@link
   * BuiltInModel} for its terms, and for how to say which one.
   *
   * @throws IOException if this build has no model, or the system property disables it
   */
  public static KeypointDetector builtIn() throws IOException {
    return of(BuiltInModel.ofJar(), DetectorOptions.DEFAULT);
  }

  /**
   * {@return a trained 68-point detector; owned by the caller}
   *
   * @param model for example {@link BuiltInModel#free}
   * @throws IOException if this build lacks the model, or the system property disables it
   */
  public static KeypointDetector of(BuiltInModel model, DetectorOptions options)
      throws IOException {
    return of(model.read(), options);
  }

  /**
   * {@return the detector in a weight file already in memory; owned by the caller}
   *
   * @throws IOException if the weights do not fit their network, or lack what the options need
   */
  public static KeypointDetector of(DetectorFile file, DetectorOptions options) throws IOException {
    NativeRuntime.loadForDetection();
    try {
      return new KeypointDetector(file, engine(file, options));
    } catch (IllegalArgumentException e) {
      throw new IOException(file.name() + ": " + e.getMessage(), e);
    }
  }

  /** {@return the engine that the options ask for; owned by the caller} */
  static FaceEngine engine(DetectorFile file, DetectorOptions options) throws IOException {
    if (!options.isCompiled()) {
      TorchModule module = file.module(options.device());
      return new TorchEngine(module, options.device(), options.precision());
    }
    Precision precision = PrecisionChoice.resolve(file, options).precision();
    return new PlanEngine(PrecisionChoice.plan(file, precision), () -> file.module(Device.CPU));
  }

  /** {@return the detector's spec} */
  public DetectorSpec spec() {
    calls.checkOpen();
    return spec;
  }

  /**
   * {@return the schema of the keypoints; {@code spec().keypoints()} are the indices that the
   * detector finds}
   */
  public KeypointSchema schema() {
    return spec().keypointSchema();
  }

  /**
   * {@return the face detected in the box {@code face}} The photo is decoded for this call only; of
   * a picture in memory, only the region that the network sees is converted.
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
   * {@return the face detected in each of the boxes {@code faces}, in their order} The photo is
   * decoded once.
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

  /** {@return the pixels of a picture that the network sees for these faces, at least one} */
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
   * {@return the face detected in the box {@code face}}
   *
   * @param picture has the channels of {@code spec().input()}; borrowed
   * @param face the box around the face's keypoints, as the training's box rule defines it, without
   *     margin
   */
  public Face detect(Image picture, Box face) {
    return detect(picture, face, spec.crop(face));
  }

  /**
   * {@return the face that fills the picture: a crop that already includes its margin}
   *
   * @param picture has the channels of {@code spec().input()}; borrowed
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
   * {@return the face detected in each of the boxes {@code faces}, in their order} They run in
   * batches of up to eight, or four if predictions are averaged with the mirrored input's.
   *
   * @param picture has the channels of {@code spec().input()}; borrowed
   * @param faces boxes around the faces' keypoints, without margin
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
        confidence.map(c -> c.confidences(call.deviations(i))).orElse(List.of()),
        visibility.map(v -> v.probabilities(call.visibility(i))).orElse(List.of()),
        Double.NaN,
        Double.NaN,
        spec.keypointSchema(),
        spec.keypoints());
  }

  /**
   * {@return a detector for one thread, which writes into the caller's arrays; closed by the
   * caller}
   */
  public DetectorSession session() {
    calls.begin();
    try {
      return new DetectorSession(spec, new HeldCall(calls, pool, 1));
    } finally {
      calls.end();
    }
  }

  /**
   * {@return a batch for one thread, whose faces may come from different pictures; closed by the
   * caller}
   *
   * @param faces the largest batch wanted; {@link DetectorBatch#size} is the one that was made
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
   * {@return the heatmaps from which the keypoints of a face are read; those of the unmirrored
   * input, even if the keypoints are averaged with the mirrored input's}
   *
   * @param picture has the channels of {@code spec().input()}; borrowed
   * @param face the box around the face's keypoints, without margin
   * @throws IllegalArgumentException if the network has none, see {@link DetectorSpec#hasHeatmaps}
   */
  public FaceHeatmaps heatmaps(Image picture, Box face) {
    return heatmaps(picture, spec.crop(face));
  }

  /** {@return the heatmaps of the face that fills the picture, as {@link #heatmaps}} */
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
                + spec.graph().last().getClass().getSimpleName());
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
   * Compiles the network and runs it once, so that the first detection is as fast as later ones.
   *
   * @param threads how many threads will detect concurrently; working memory is allocated for each
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

  /** Waits for running calls, then frees the weights and the working memory. Idempotent. */
  @Override
  public void close() {
    if (calls.close()) {
      try {
        pool.close();
      } finally {
        engine.close();
      }
    }
  }
}
