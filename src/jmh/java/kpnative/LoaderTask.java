package kpnative;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.FaceSampler;
import kpnative.data.PictureFile;
import kpnative.data.load.Augmenting;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.PictureCache;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.read.DatasetReader;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The faces that {@link LoaderBenchmark} loads, and what is done with them. */
@State(Scope.Benchmark)
public class LoaderTask {
  static final int SIDE = 224;

  private static final int BATCH = 32;
  private static final int SYNTHETIC = 96;
  private static final long SEED = 1;
  private static final double NO_AVERAGING = 0.7; // a scale at which nothing is averaged ahead
  private static final double TOLERANCE = 0.01; // mean, of a range of 4: OpenCV's fixed-point steps

  /** As {@code --data} takes it; empty for synthetic faces. */
  @Param("")
  public String data;

  /** Three channels, or one, of which saturation and hue change nothing. */
  @Param({"color", "gray"})
  public String channels;

  List<AnnotatedFace> faces = List.of();
  FaceSampler sampler;
  Augmentation motions;
  Augmentation all;

  /** Finds or paints the faces. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    KeypointSchema schema;
    if (data.isEmpty()) {
      faces = painted();
      schema = KeypointSchema.IBUG68;
    } else {
      Dataset set = DatasetReader.read(List.of(data), Optional.empty());
      faces = set.faces();
      schema = set.schema();
    }
    Channels c = Channels.valueOf(channels.toUpperCase(Locale.ROOT));
    InputFormat input = new InputFormat(SIDE, SIDE, c, 0.5, 0.25);
    Recipe recipe = Recipes.load("face68/quick", List.of("box.from=points", "box.margin=1.25"));
    int[] all68 = IntStream.range(0, schema.count()).toArray();
    sampler = new FaceSampler(input, recipe.box(), schema, all68, recipe.codec());
    motions =
        Recipes.load(
                "face68/quick",
                List.of(
                    "augment.rotation={degrees: 30, distribution: uniform, p: 1}",
                    "augment.translation={left: 0.1, right: 0.1, up: 0.1, down: 0.1,"
                        + " distribution: uniform, p: 1}",
                    "augment.scale={min: 0.8, max: 1.2, distribution: uniform, p: 1}",
                    "augment.homography={corner: 0.05, p: 1}",
                    "augment.flip={p: 0.5}",
                    "augment.color.p=0",
                    "augment.occlusion.p=0",
                    "augment.border=constant"))
            .augment();
    all = motions.with(new Entry.Color(0.2, 0.2, 0.2, 0.05, 1));
    checkLoader();
  }

  private static List<AnnotatedFace> painted() throws IOException {
    Path folder = Files.createTempDirectory("kpnative-faces");
    folder.toFile().deleteOnExit();
    List<AnnotatedFace> faces = new ArrayList<>();
    for (AnnotatedFace face : SyntheticFaces.faces(SYNTHETIC, SEED, 68)) {
      Path file = folder.resolve(faces.size() + ".jpg");
      try (Image picture = face.picture().read(Channels.COLOR)) {
        opencv_imgcodecs.imwrite(file.toString(), picture.mat());
      }
      file.toFile().deleteOnExit();
      faces.add(
          new AnnotatedFace(
              new PictureFile(file),
              face.photograph(),
              face.person(),
              face.keypoints(),
              face.box(),
              face.origin()));
    }
    return faces;
  }

  int[] order(int samples) {
    return EpochOrder.shuffled(faces.size(), samples, new Randomness(SEED), 0);
  }

  Augmenting augmenting(Augmentation augmentation) {
    return new Augmenting(augmentation, new Randomness(SEED));
  }

  /** Where nothing is averaged ahead, a sample is the bare warp of its picture, normalised. */
  private void checkLoader() throws IOException {
    int compared = 0;
    try (PictureCache none = new PictureCache(sampler.input().channels(), 0);
        BatchLoader loader = new BatchLoader(faces, sampler, none, BATCH, 1)) {
      loader.start(order(2 * BATCH), 0, 0, Optional.of(augmenting(motions)));
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        try (Batch batch = next.get()) {
          for (int i = 0; i < batch.size(); i++) {
            AnnotatedFace face = faces.get(batch.face(i));
            if (batch.warp(i).scaleAt(face.keypoints().mean(0, 1)) > NO_AVERAGING) {
              check(batch, i, face);
              compared++;
            }
          }
        }
      }
    }
    if (compared == 0) {
      System.out.println("every face is shrunk: no sample was compared with a bare warp");
    }
  }

  private void check(Batch batch, int i, AnnotatedFace face) throws IOException {
    int n = sampler.input().values();
    float[] ours = new float[n];
    byte[] bare = new byte[n];
    try (NativeScope scope = NativeScope.open();
        Image picture = face.picture().read(sampler.input().channels())) {
      new FloatPointer(batch.input().data_ptr_float()).getPointer((long) i * n).get(ours);
      Mat warped = new Mat();
      opencv_imgproc.warpPerspective(
          picture.mat(), warped, matrix(batch.warp(i)), new Size(SIDE, SIDE));
      new BytePointer(warped.data()).get(bare);
    }
    int channels = sampler.input().channels().count();
    double sum = 0;
    for (int k = 0; k < n; k++) {
      int bgr = channels == 1 ? k : k - k % 3 + 2 - k % 3;
      sum += Math.abs(ours[k] - ((bare[bgr] & 0xFF) / 255.0 - 0.5) / 0.25);
    }
    if (!(sum / n <= TOLERANCE)) {
      throw new IllegalStateException(
          face.origin() + ": sample and bare warp differ by " + sum / n);
    }
  }

  /** {@return a warp for OpenCV; scratch} */
  static Mat matrix(Warp warp) {
    Mat matrix = new Mat(3, 3, opencv_core.CV_64FC1);
    new DoublePointer(matrix.data()).put(warp.toArray(), 0, 9);
    return matrix;
  }
}
