package kpnative;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.PictureCache;
import kpnative.data.SyntheticFaces;
import kpnative.geometry.Warp;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import kpnative.train.Recipe;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one augmented training sample cost on one thread, from a decoded picture to floats and
 * targets in the batch's memory?
 *
 * <p>The floor is what no sample can do without: one bare {@code warpAffine} of the same crop and
 * one {@code convertTo}, with everything made ahead. Where a picture is shrunk, the sample averages
 * it first, and the floor aliases.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar SampleBenchmark}, half a minute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SampleBenchmark {
  private static final long SEED = 1;
  private static final int FACES = 64;
  private static final double NO_AVERAGING = 0.7; // a scale at which nothing is averaged ahead
  private static final double TOLERANCE = 0.01; // mean, of a range of 1: OpenCV's fixed-point steps

  /** A 96 x 96 crop with six changes; and a whole picture of 240 x 180 with three. */
  @Param({"face68/quick", "face58/deep6"})
  public String recipe;

  private final List<Image> images = new ArrayList<>();
  private final List<Owned<Mat>> matrices = new ArrayList<>();
  private Recipe loaded;
  private List<AnnotatedFace> faces;
  private FaceSampler sampler;
  private Randomness randomness;
  private PictureCache pictures;
  private Resampler resampler;
  private Owned<FloatPointer> pixels;
  private InputSlots slots;
  private float[] target;
  private Owned<Mat> warped;
  private Owned<Mat> floats;
  private Owned<Size> size;
  private Owned<Scalar> black;
  private int next;

  /** Paints the faces, decodes them, and checks that sample and floor see the same. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    loaded = Recipe.load(recipe, List.of());
    KeypointSchema schema = loaded.ownSchema();
    faces = SyntheticFaces.faces(FACES, SEED, schema.count());
    sampler =
        new FaceSampler(
            loaded.input(), loaded.box(), schema, loaded.keypointIndices(schema), loaded.codec());
    randomness = new Randomness(SEED);
    pictures = new PictureCache(loaded.input().channels(), Long.MAX_VALUE);
    resampler = new Resampler(loaded.input());
    target = new float[sampler.targetFloats()];
    try (NativeScope scope = NativeScope.open()) {
      pixels = Owned.retain(new FloatPointer(loaded.input().values()));
      slots = InputSlots.floats(loaded.input(), pixels.get(), 1);
      warped = Owned.retain(new Mat());
      floats = Owned.retain(new Mat());
      size = Owned.retain(new Size(loaded.input().width(), loaded.input().height()));
      black = Owned.retain(new Scalar(0));
      for (AnnotatedFace face : faces) {
        images.add(face.picture().read(loaded.input().channels()));
        double[] inverse = sampler.crop(face.picture().size(), face).inverse().toArray();
        Mat matrix = new Mat(2, 3, opencv_core.CV_64FC1);
        new DoublePointer(matrix.data()).put(inverse, 0, 6);
        matrices.add(Owned.retain(matrix));
      }
    }
    for (int i = 0; i < FACES; i++) {
      requireSame(i);
    }
  }

  /** Draws, composes, resamples, changes tones and encodes; a new draw each time. */
  @Benchmark
  public float sample() throws IOException {
    int i = next++ & Integer.MAX_VALUE;
    return sample(i % FACES, Optional.of(i));
  }

  /** The floor. */
  @Benchmark
  public float warpAndConvert() {
    return floor((next++ & Integer.MAX_VALUE) % FACES);
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    pictures.close();
    resampler.close();
    slots.close();
    images.forEach(Image::close);
    matrices.forEach(Owned::close);
    List.of(pixels, warped, floats, size, black).forEach(Owned::close);
  }

  private float sample(int face, Optional<Integer> draw) throws IOException {
    Optional<DrawnAugmentation> drawn =
        draw.map(
            i ->
                loaded
                    .augment()
                    .draw(randomness.key(0, i, Purpose.AUGMENT), loaded.input().size()));
    sampler.sample(pictures, faces.get(face), drawn, resampler, slots, 0, target, 0);
    return pixels.get().get() + target[0];
  }

  private float floor(int face) {
    opencv_imgproc.warpAffine(
        images.get(face).mat(),
        warped.get(),
        matrices.get(face).get(),
        size.get(),
        opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
        opencv_core.BORDER_CONSTANT,
        black.get());
    double deviation = loaded.input().deviation();
    warped
        .get()
        .convertTo(
            floats.get(),
            opencv_core.CV_32F,
            1 / (255 * deviation),
            -loaded.input().mean() / deviation);
    return floats.get().data().getFloat();
  }

  private void requireSame(int face) throws IOException {
    float first = sample(face, Optional.empty());
    Warp crop = sampler.crop(faces.get(face).picture().size(), faces.get(face));
    if (!Float.isFinite(first)
        || crop.scaleAt(faces.get(face).keypoints().point(0)) < NO_AVERAGING) {
      return;
    }
    floor(face);
    int n = loaded.input().values();
    float[] ours = new float[n];
    float[] theirs = new float[n];
    pixels.get().get(ours);
    try (NativeScope scope = NativeScope.open()) {
      new FloatPointer(floats.get().data()).get(theirs);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.abs(ours[i] - theirs[i]);
    }
    if (!(sum / n <= TOLERANCE)) {
      throw new IllegalStateException("face " + face + " differs from the floor by " + sum / n);
    }
  }
}
