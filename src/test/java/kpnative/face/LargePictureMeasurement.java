package kpnative.face;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.RenderedScenes;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * How many faces are found in large pictures, in which processor time and memory? {@code
 * benchmarks/large.sh} has the command.
 *
 * <p>Arguments: the head's file, width, height, how many rendered scenes of 640 x 480 pixels are
 * pasted into it, a file for the picture (JPEG, written if it is absent), and the size of the
 * smallest faces; 0 to search it whole only, -1 to search each scene by itself instead. Of the
 * faces those count of which half or more is in view; wrong are those that are none of any size.
 */
final class LargePictureMeasurement {
  private static final Size SCENE = new Size(640, 480);
  private static final long SEED = 0x6c61726765L; // any: not a training's
  private static final double[] SIZES = {0, 24, 32, 48, 96, 1000};
  private static final double SAME = 0.4; // overlap, of the points' boxes

  private LargePictureMeasurement() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    NativeThreads.set(1);
    Size size = new Size(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Path file = Path.of(args[4]);
    double from = Double.parseDouble(args[5]);
    List<Pasted> pasted =
        make(Path.of(args[0]), size, Integer.parseInt(args[3]), file, Files.notExists(file));
    List<SceneFace> truth = pasted.stream().flatMap(each -> each.faces().stream()).toList();
    FaceFinders finders =
        from <= 0 ? FaceFinders.builtIn() : FaceFinders.tiled(FaceFinders.builtIn(), from);
    List<Face> found;
    double seconds;
    try (FaceKeypoints faces = FaceKeypoints.builtIn(FindOptions.DEFAULT.withFinder(finders))) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long start = threads.getCurrentThreadCpuTime(); // other work does not count
      found = from < 0 ? apart(faces, pasted) : faces.find(Photo.of(file));
      seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
    for (int i = 0; i + 1 < SIZES.length; i++) {
      int all = 0;
      int hits = 0;
      for (SceneFace face : truth) {
        if (face.size() >= SIZES[i] && face.size() < SIZES[i + 1] && face.visible() >= 0.5) {
          all++;
          hits += isFound(face, found) ? 1 : 0;
        }
      }
      out.printf(Locale.ROOT, "%.0f to %.0f pixels: %d of %d%n", SIZES[i], SIZES[i + 1], hits, all);
    }
    long wrong =
        found.stream()
            .filter(f -> truth.stream().noneMatch(t -> t.box().overlap(f.extent()) > 0.2))
            .count();
    out.printf(
        Locale.ROOT,
        "from %.0f: %d found, %d wrong, %.1f s of %s, %s%n",
        from,
        found.size(),
        wrong,
        seconds,
        size,
        peak());
  }

  /** A scene and where its top left pixel is. */
  private record Pasted(Scene scene, int x, int y) {
    List<SceneFace> faces() {
      return scene.faces().stream().map(face -> moved(face, x, y)).toList();
    }
  }

  /** {@return what is found in each scene by itself, where it is in the picture} */
  private static List<Face> apart(FaceKeypoints faces, List<Pasted> pasted) throws IOException {
    List<Face> all = new ArrayList<>();
    for (Pasted each : pasted) {
      Warp there = Warp.translation(each.x, each.y);
      for (Face face : faces.find(Photo.of(each.scene.picture()))) {
        all.add(
            new Face(
                face.box(),
                face.keypoints().map(there),
                face.confidences(),
                face.visibilities(),
                face.score(),
                face.disagreement(),
                face.schema(),
                face.indices()));
      }
    }
    return all;
  }

  private static boolean isFound(SceneFace face, List<Face> found) {
    return found.stream().anyMatch(f -> f.extent().overlap(face.box()) > SAME);
  }

  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("");
  }

  /** {@return the scenes of a picture, which is written if it must be} */
  private static List<Pasted> make(Path head, Size size, int count, Path file, boolean write)
      throws IOException {
    NativeRuntime.loadForDetection();
    RenderedScenes scenes = RenderedScenes.of(HeadModelFile.read(head), SEED, SCENE);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Pasted> pasted = new ArrayList<>();
    List<Box> taken = new ArrayList<>();
    try (NativeScope scope = NativeScope.open()) {
      Mat whole = new Mat();
      if (write) {
        Mat noise = new Mat(size.height() / 40, size.width() / 40, opencv_core.CV_8UC3);
        for (int i = 0; i < noise.rows() * noise.cols() * 3; i++) {
          noise.data().put(i, (byte) (60 + random.nextInt(120)));
        }
        opencv_imgproc.resize(
            noise, whole, new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height()));
      }
      SplittableRandom places = new SplittableRandom(SEED + 1);
      for (int i = 0; i < count; i++) {
        Scene scene = scenes.scene(i);
        Box at;
        do {
          at =
              Box.ofPixels(
                  places.nextInt(size.width() - SCENE.width()),
                  places.nextInt(size.height() - SCENE.height()),
                  SCENE.width(),
                  SCENE.height());
        } while (overlaps(taken, at));
        taken.add(at);
        int x = (int) Math.round(at.left() + 0.5);
        int y = (int) Math.round(at.top() + 0.5);
        pasted.add(new Pasted(scene, x, y));
        if (write) {
          try (Image picture = Image.of(scene.picture(), Channels.COLOR)) {
            picture.mat().copyTo(whole.apply(new Rect(x, y, SCENE.width(), SCENE.height())));
          }
        }
      }
      if (write) {
        opencv_imgcodecs.imwrite(file.toString(), whole);
      }
    }
    return pasted;
  }

  private static boolean overlaps(List<Box> taken, Box at) {
    return taken.stream().anyMatch(other -> other.overlap(at) > 0);
  }

  private static SceneFace moved(SceneFace face, int x, int y) {
    Box b = face.box();
    return new SceneFace(
        new Box(b.left() + x, b.top() + y, b.right() + x, b.bottom() + y),
        face.marks(),
        face.visible());
  }
}
