package kpnative.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import kpnative.augment.Randomness;
import kpnative.data.FaceSampler;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Augmenting;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.PictureCache;
import kpnative.data.painted.SyntheticFaces;
import kpnative.draw.PngFile;
import kpnative.face.CascadeFinder;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.Photo;
import kpnative.image.Resampler;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.infer.RangeObserver;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Does everything that owns native memory with too little of it: a ballast leaves so many bytes of
 * JavaCPP's limit free, from none to enough. Prints a line for each: how many attempts failed, and
 * the native objects that the worst left behind.
 */
final class ScarceMemory {
  private static final double GROWTH = 1.15;
  private static final int STEP = 64; // bytes; the smallest native objects are about as large

  private ScarceMemory() {}

  /** Makes and closes something. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws Exception;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    NativeRuntime.load();
    Path folder = Path.of(args[0]);
    for (Map.Entry<String, Attempt> each : attempts(folder).entrySet()) {
      Attempt attempt = each.getValue();
      attempt.run(); // what is made once for the process
      int failed = 0;
      long worst = 0;
      TreeSet<String> reasons = new TreeSet<>();
      boolean done = false;
      for (long free = 0; !done; free = (long) (free * GROWTH) + STEP) {
        long before = Pointer.totalCount();
        long bytes = Pointer.maxBytes() - Pointer.totalBytes() - free;
        try (BytePointer ballast = new BytePointer(bytes)) {
          attempt.run();
          done = true;
        } catch (Throwable e) { // whatever it is: what is left behind counts
          failed++;
          reasons.add(e.getClass().getSimpleName());
          if (Pointer.totalCount() > before + 1) e.printStackTrace();
        }
        worst = Math.max(worst, Pointer.totalCount() - before);
      }
      System.out.println(each.getKey() + ": " + failed + " failed, left " + worst + " " + reasons);
    }
    System.out.println("answers: " + answers(Photo.of(SyntheticFaces.render(0, 1))));
  }

  /**
   * {@return how many calls failed for want of memory, and how many answers of the same detector
   * differed afterwards}
   */
  private static String answers(Photo photo) throws IOException {
    List<Box> boxes = List.of(new Box(20, 20, 80, 80), new Box(25, 20, 85, 80));
    int failed = 0;
    int wrong = 0;
    List<Face> expected = List.of();
    boolean done = false;
    for (long free = 0; !done; free = (long) (free * GROWTH) + STEP) {
      try (KeypointDetector detector = KeypointDetector.builtIn()) {
        if (expected.isEmpty()) {
          expected = detector.detect(photo, boxes);
          continue;
        }
        long bytes = Pointer.maxBytes() - Pointer.totalBytes() - free;
        try (BytePointer ballast = new BytePointer(bytes)) {
          detector.detect(photo, boxes);
          done = true;
        } catch (OutOfMemoryError e) {
          failed++;
        }
        if (!detector.detect(photo, boxes).equals(expected)) {
          wrong++;
        }
      }
    }
    return failed + " failed, then wrong " + wrong;
  }

  private static Map<String, Attempt> attempts(Path folder) throws IOException {
    Map<String, Attempt> all = new LinkedHashMap<>();
    DetectorFile file = BuiltInModel.ofJar().read();
    Path png = folder.resolve("face.png");
    PngFile.write(SyntheticFaces.render(0, 1), png);
    BufferedImage picture = SyntheticFaces.render(0, 1);
    Box box = new Box(20, 20, 80, 80);
    all.put(
        "Resampler",
        () -> {
          for (InputFormat format : formats()) {
            new Resampler(format).close();
          }
        });
    all.put("CascadeFinder", () -> new CascadeFinder().close());
    all.put(
        "DecodedPhoto",
        () -> {
          try (DecodedPhoto photo = Photo.of(png).decode()) {
            photo.in(Channels.COLOR);
            photo.in(Channels.GRAY);
          }
        });
    all.put("Image of a BufferedImage", () -> Photo.of(picture).image(Channels.COLOR).close());
    all.put("RangeObserver", () -> observe(file, png, box));
    all.put(
        "KeypointDetector",
        () -> {
          for (boolean reference : new boolean[] {false, true}) {
            DetectorOptions options =
                new DetectorOptions(Device.CPU, DetectorOptions.DEFAULT.precision(), reference);
            try (KeypointDetector detector = KeypointDetector.of(file, options)) {
              detector.detect(Photo.of(png), List.of(box, box));
              detector.session().close();
            }
          }
        });
    all.put(
        "FaceKeypoints",
        () -> {
          try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
            faces.find(Photo.of(png));
          }
        });
    Recipe recipe =
        TinyTraining.recipe(
            "augment.blur={sigma: 0.01, p: 1}", "augment.noise={deviation: 0.01, p: 1}");
    Split split = TinyTraining.split(recipe);
    all.put("TorchModule", () -> new TorchModule(recipe.graph(split.train().schema()), 1).close());
    all.put("BatchLoader", () -> load(recipe, split));
    int[] run = {0};
    all.put(
        "Trainer",
        () -> {
          Path place = folder.resolve("run-" + run[0]++);
          try (Trainer trainer = TinyTraining.begin(recipe, split, place)) {
            trainer.run(TinyTraining.after(2));
          }
        });
    return all;
  }

  private static List<InputFormat> formats() {
    return List.of(
        new InputFormat(32, 48, Channels.GRAY, 0.5, 0.5),
        new InputFormat(32, 48, Channels.COLOR, List.of(0.4, 0.5, 0.6), List.of(0.2, 0.3, 0.4)));
  }

  private static void observe(DetectorFile file, Path png, Box box) throws IOException {
    try (RangeObserver observer = new RangeObserver(file);
        Image image = Photo.of(png).image(file.spec().input().channels())) {
      observer.show(image, file.spec().crop(box));
    }
  }

  private static void load(Recipe recipe, Split split) throws IOException {
    FaceSampler sampler = FaceSampler.of(Learner.spec(recipe, split, UnreadablePictures.FATAL));
    try (PictureCache pictures = new PictureCache(recipe.input().channels(), 1 << 20);
        BatchLoader loader = new BatchLoader(split.train().faces(), sampler, pictures, 4, 2)) {
      loader.start(
          new int[] {0, 1, 2, 3, 4},
          0,
          0,
          Optional.of(new Augmenting(recipe.augment(), new Randomness(1))));
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        next.get().close();
      }
    }
  }
}
