package kpnative.infer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keypoints of a face: picture and face box in, keypoints in the picture's own pixels
 * out.
 *
 * <p>On the processor the network is compiled for inference. {@link #warmUp} does it ahead of the
 * first call; {@link NativeThreads#set}, before that, says how many threads one call may use.
 *
 * <p>Usable from many threads at a time, which never wait for each other; each call that runs uses
 * memory of its own, kept for later calls. Owns its weights and that memory until {@link #close},
 * which waits for running calls; after it every detection throws {@link IllegalStateException}.
 */
public final class KeypointDetector implements AutoCloseable {
  /** How many faces {@link #detect(Image, List)} takes through the network at a time. */
  static final int FACES_AT_A_TIME = 8;

  private final DetectorSpec spec;
  private final DetectorFile file;
  private final DetectorOptions options;
  private final FaceEngine engine;
  private final DetectorMemory single;
  private final DetectorMemory several;
  private final RunningCalls calls = new RunningCalls();
  private @Nullable TorchModule reference; // made when first asked for

  private KeypointDetector(DetectorFile file, DetectorOptions options) throws IOException {
    this.file = file;
    this.spec = file.spec();
    this.options = options;
    this.engine =
        options.device().equals(Device.CPU)
            ? new PlanEngine(
                new InferencePlan(
                    file.graph(), file.tensors(), options.precision(), ranges(file, options)),
                this::reference)
            : new TorchEngine(module(), options.device(), options.precision());
    this.single = new DetectorMemory(spec, engine, 1);
    this.several = new DetectorMemory(spec, engine, FACES_AT_A_TIME);
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
      return new KeypointDetector(file, options);
    } catch (IllegalArgumentException e) {
      throw new IOException(file.name() + ": " + e.getMessage(), e);
    }
  }

  /** {@return what this detector finds and how} */
  public DetectorSpec spec() {
    return spec;
  }

  /**
   * {@return the network and the meaning of its numbers, borrowed: for evaluation in batches} It
   * runs layer by layer, as in training.
   */
  public FaceNetwork network() {
    return new FaceNetwork(spec, reference(), options.device());
  }

  /**
   * {@return the schema whose keypoints this finds; {@code spec().keypoints()} says which of them}
   */
  public KeypointSchema schema() {
    return spec.keypointSchema();
  }

  /**
   * {@return the face in {@code face}}
   *
   * @param face as {@link #detect(Image, Box)} takes it
   * @throws IOException if the picture cannot be read
   */
  public Face detect(Path picture, Box face) throws IOException {
    try (Image image = ImageReader.read(picture, spec.input().channels())) {
      return detect(image, face);
    }
  }

  /**
   * {@return the face that fills the picture}
   *
   * @throws IOException if the picture cannot be read
   */
  public Face detectCrop(Path picture) throws IOException {
    try (Image image = ImageReader.read(picture, spec.input().channels())) {
      return detectCrop(image);
    }
  }

  /** {@return the face in {@code face}, see {@link #detect(Image, Box)}} */
  public Face detect(BufferedImage picture, Box face) {
    try (Image image = Image.of(picture, spec.input().channels())) {
      return detect(image, face);
    }
  }

  /** {@return the face that fills the picture, see {@link #detectCrop(Image)}} */
  public Face detectCrop(BufferedImage picture) {
    try (Image image = Image.of(picture, spec.input().channels())) {
      return detectCrop(image);
    }
  }

  /**
   * {@return the face in {@code face}, see {@link #detect(Image, Box)}}
   *
   * @param picture 8 or 16 bits, with 1, 3 (blue, green, red) or 4 channels; borrowed
   */
  public Face detect(Mat picture, Box face) {
    try (Image image = Image.copyOf(picture, spec.input().channels())) {
      return detect(image, face);
    }
  }

  /** {@return the face that fills the picture, see {@link #detect(Mat, Box)}} */
  public Face detectCrop(Mat picture) {
    try (Image image = Image.copyOf(picture, spec.input().channels())) {
      return detectCrop(image);
    }
  }

  /**
   * {@return the face in {@code face}}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, as the training's rule has it, without
   *     margin
   */
  public Face detect(Image picture, Box face) {
    return faceIn(picture, face, spec.box().around(face));
  }

  /**
   * {@return the face that fills the picture: one that was cut out before, margin and all}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   */
  public Face detectCrop(Image picture) {
    Box all = Box.ofPicture(picture.size());
    return faceIn(picture, all, all);
  }

  /**
   * {@return the face in each of {@code faces}, in their order} Several go through the network at a
   * time.
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param faces rectangles around the faces' keypoints, without margin
   */
  public List<Face> detect(Image picture, List<Box> faces) {
    List<Face> found = new ArrayList<>();
    for (int from = 0; from < faces.size(); from += FACES_AT_A_TIME) {
      List<Box> some = faces.subList(from, Math.min(faces.size(), from + FACES_AT_A_TIME));
      if (some.size() == 1) {
        found.add(detect(picture, some.get(0)));
        continue;
      }
      calls.begin();
      try {
        DetectorMemory.Call call = several.take();
        try {
          for (int i = 0; i < some.size(); i++) {
            call.sample(picture, spec.box().around(some.get(i)), i);
          }
          call.run(some.size());
          for (int i = 0; i < some.size(); i++) {
            found.add(face(call, some.get(i), i));
          }
        } finally {
          several.giveBack(call);
        }
      } finally {
        calls.end();
      }
    }
    return found;
  }

  /** {@return a detector for one thread, which writes into its arrays; closed by the caller} */
  public DetectorSession session() {
    return new DetectorSession(this);
  }

  /** {@return whether the network reads its keypoints from maps, so that there are some to show} */
  public boolean hasHeatmaps() {
    return network().hasHeatmaps();
  }

  /**
   * {@return the maps from which the keypoints of a face are read}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, without margin
   * @throws IllegalArgumentException if the network reads none, see {@link #hasHeatmaps()}
   */
  public FaceHeatmaps heatmaps(Image picture, Box face) {
    return heatmapsIn(picture, spec.box().around(face));
  }

  /** {@return the maps of the face that fills the picture, as {@link #heatmaps}} */
  public FaceHeatmaps heatmapsOfCrop(Image picture) {
    return heatmapsIn(picture, Box.ofPicture(picture.size()));
  }

  private FaceHeatmaps heatmapsIn(Image picture, Box region) {
    calls.begin();
    try {
      return network().heatmaps(picture, region);
    } finally {
      calls.end();
    }
  }

  /** As {@link DetectorSession#detect}. */
  void detect(Image picture, Box face, float[] points, float @Nullable [] deviations) {
    detectIn(picture, spec.box().around(face), points, deviations);
  }

  private void detectIn(Image picture, Box region, float[] points, float @Nullable [] spreads) {
    int k = spec.keypoints().size();
    if (points.length < 2 * k || (spreads != null && spreads.length < k)) {
      throw new IllegalArgumentException(
          "%d keypoints need arrays of %d and %d numbers, got %d and %s"
              .formatted(
                  k, 2 * k, k, points.length, spreads == null ? "none" : "" + spreads.length));
    }
    calls.begin();
    try {
      DetectorMemory.Call call = single.take();
      try {
        call.sample(picture, region, 0);
        call.run(1);
        call.points(0, points);
        if (spreads != null) {
          call.spreads(0, spreads);
        }
      } finally {
        single.giveBack(call);
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
    try {
      List<DetectorMemory.Call> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(single.take());
      }
      for (DetectorMemory.Call call : all) {
        call.run(1);
        single.giveBack(call);
      }
    } finally {
      calls.end();
    }
  }

  private Face faceIn(Image picture, Box box, Box region) {
    calls.begin();
    try {
      DetectorMemory.Call call = single.take();
      try {
        call.sample(picture, region, 0);
        call.run(1);
        return face(call, box, 0);
      } finally {
        single.giveBack(call);
      }
    } finally {
      calls.end();
    }
  }

  private Face face(DetectorMemory.Call call, Box box, int i) {
    return new Face(
        box,
        call.keypoints(i),
        file.confidence().map(c -> c.confidences(call.deviations(i))).orElse(List.of()),
        Double.NaN,
        Double.NaN,
        spec.keypointSchema(),
        spec.keypoints());
  }

  /**
   * {@return what this finds on an annotated face, in the box that its training's rule gives it}
   *
   * @param picture the face's photograph, with the channels of {@code spec().input()}; borrowed
   * @throws IllegalArgumentException if the face has no box
   */
  public FacePrediction predict(AnnotatedFace face, Image picture) {
    FaceSampler sampler = spec.sampler();
    Box region = sampler.faceBox(picture.size(), face);
    return new FacePrediction(
        face, faceIn(picture, region, region).keypoints(), sampler.crop(region));
  }

  private static Map<String, Float> ranges(DetectorFile file, DetectorOptions options)
      throws IOException {
    return options.precision() == Precision.INT8
        ? ValueRanges.of(file.metadata(), file.name()).largest()
        : Map.of();
  }

  /** {@return the network layer by layer, in evaluation, on the device} */
  private synchronized TorchModule reference() {
    TorchModule known = reference;
    if (known == null) {
      known = module();
      reference = known;
    }
    return known;
  }

  private TorchModule module() {
    return file.module(options.device());
  }

  /** Frees the weights and the memory, after the calls that run. Idempotent. */
  @Override
  public void close() {
    if (calls.close()) {
      single.close();
      several.close();
      engine.close();
      synchronized (this) {
        if (reference != null) {
          reference.close();
        }
      }
    }
  }
}
