package kpnative;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.load.Augmenting;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.PictureCache;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many augmented training samples a second does the loader deliver, and how near is that to
 * what no loader can do without?
 *
 * <p>Faces are cut to 224 x 224 (box: their points' extent x 1.25), turned by up to 30 degrees,
 * shifted by 10 %, scaled by 0.8 to 1.2, seen in perspective (corners move by 5 %), mirrored half
 * of the time, changed in brightness, contrast, saturation (20 %) and hue (5 %), and normalised.
 * The floor decodes the file's bytes and warps once, with everything made ahead: no reading, tones,
 * normalisation, keypoints or threads. With {@code -prof gc}, {@code gc.alloc.rate.norm} is the
 * Java heap a picture.
 *
 * <p>{@code taskset -c 0 java -jar target/kp-native-jmh.jar LoaderBenchmark -p workers=1 -p
 * data=pts:FOLDER}; without data, synthetic faces are written as JPEG files. A worker and the
 * thread that takes batches share the core then.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoaderBenchmark {
  private static final int BATCH = 32;
  private static final int EPOCH = BATCH * 1000; // so long that its end doesn't count
  private static final long ALL_PICTURES = 4L << 30;

  /** From files: read, decode, draw, warp, change, normalise, encode. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float files(FromFiles files) throws IOException {
    return files.take();
  }

  /** The same from decoded pictures in memory. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float cache(FromMemory memory) throws IOException {
    return memory.take();
  }

  /** The floor: {@code imdecode} and one {@code warpPerspective}. */
  @Benchmark
  public int floor(Bare bare) {
    return bare.decodeAndWarp();
  }

  /** The floor of decoded pictures: one {@code warpPerspective}. */
  @Benchmark
  public int warp(Bare bare) {
    return bare.warp();
  }

  /** A loader in steady state. */
  @State(Scope.Benchmark)
  public abstract static class Loading {
    /** Threads that make samples. */
    @Param({"1", "2"})
    public int workers;

    private LoaderTask task;
    private PictureCache pictures;
    private BatchLoader loader;

    abstract long cacheBytes();

    /** Starts the threads. */
    @Setup(Level.Trial)
    public void prepare(LoaderTask task) throws IOException {
      this.task = task;
      pictures = new PictureCache(task.sampler.input().channels(), cacheBytes());
      loader = new BatchLoader(task.faces, task.sampler, pictures, BATCH, workers);
      start();
    }

    private void start() {
      loader.start(task.order(EPOCH), 0, 0, Optional.of(task.augmenting(task.all)));
    }

    float take() throws IOException {
      Optional<Batch> next = loader.next();
      if (next.isEmpty()) {
        start();
        next = loader.next();
      }
      try (Batch batch = next.orElseThrow()) {
        return batch.size() + batch.face(0);
      }
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void close() {
      loader.close();
      pictures.close();
    }
  }

  /** Every picture is decoded at every use. */
  public static class FromFiles extends Loading {
    @Override
    long cacheBytes() {
      return 0;
    }
  }

  /** Every picture is decoded once. */
  public static class FromMemory extends Loading {
    @Override
    long cacheBytes() {
      return ALL_PICTURES;
    }
  }

  /** The floors, by the presets alone; all native objects are made ahead. */
  @State(Scope.Benchmark)
  public static class Bare {
    private static final int DRAWS = 1024;

    private final List<Owned<Mat>> encoded = new ArrayList<>();
    private final List<Image> decoded = new ArrayList<>();
    private final List<Owned<Mat>> matrices = new ArrayList<>();
    private final int[] faceOfDraw = new int[DRAWS];
    private Owned<Mat> picture;
    private Owned<Mat> warped;
    private Owned<Size> size;
    private Owned<Scalar> black;
    private int flag;
    private int next;

    /** Reads and decodes all pictures, and draws a thousand warps. */
    @Setup(Level.Trial)
    public void prepare(LoaderTask task) throws IOException {
      Channels channels = task.sampler.input().channels();
      flag =
          channels == Channels.COLOR
              ? opencv_imgcodecs.IMREAD_COLOR
              : opencv_imgcodecs.IMREAD_GRAYSCALE;
      try (NativeScope scope = NativeScope.open()) {
        picture = Owned.retain(new Mat());
        warped = Owned.retain(new Mat());
        size = Owned.retain(new Size(LoaderTask.SIDE, LoaderTask.SIDE));
        black = Owned.retain(new Scalar(0));
        for (AnnotatedFace face : task.faces) {
          byte[] bytes = Files.readAllBytes(Path.of(face.picture().name()));
          Mat file = new Mat(1, bytes.length, opencv_core.CV_8UC1);
          new BytePointer(file.data()).put(bytes);
          encoded.add(Owned.retain(file));
          decoded.add(face.picture().read(channels));
        }
        int[] order = task.order(DRAWS);
        Augmenting augmenting = task.augmenting(task.motions);
        for (int i = 0; i < DRAWS; i++) {
          faceOfDraw[i] = order[i];
          AnnotatedFace face = task.faces.get(order[i]);
          Warp drawn =
              DrawnAugmentation.draw(
                      augmenting.augmentation(),
                      augmenting.randomness().key(0, i, Randomness.Purpose.AUGMENT),
                      task.sampler.input().size())
                  .warp(task.sampler.input().size());
          Warp crop = task.sampler.crop(decoded.get(order[i]).size(), face).toInput();
          matrices.add(Owned.retain(LoaderTask.matrix(crop.then(drawn).inverse())));
        }
      }
    }

    int decodeAndWarp() {
      int draw = next++ & (DRAWS - 1);
      opencv_imgcodecs.imdecode(encoded.get(faceOfDraw[draw]).get(), flag, picture.get());
      return warp(picture.get(), draw);
    }

    int warp() {
      int draw = next++ & (DRAWS - 1);
      return warp(decoded.get(faceOfDraw[draw]).mat(), draw);
    }

    private int warp(Mat from, int draw) {
      opencv_imgproc.warpPerspective(
          from,
          warped.get(),
          matrices.get(draw).get(),
          size.get(),
          opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
          opencv_core.BORDER_CONSTANT,
          black.get());
      return warped.get().rows();
    }

    /** Frees the natives. */
    @TearDown(Level.Trial)
    public void close() {
      encoded.forEach(Owned::close);
      decoded.forEach(Image::close);
      matrices.forEach(Owned::close);
      List.of(picture, warped, size, black).forEach(Owned::close);
    }
  }
}
