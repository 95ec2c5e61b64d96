package kpnative;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import kpnative.data.backdrop.Backdrop;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.RenderedFaces;
import kpnative.face.FaceFinders;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/**
 * How long do all faces of a picture take, from pixels in memory to their points? 640 x 480 and
 * 1920 x 1080, one face and ten: rendered faces on a painted backdrop, in tiles. One thread. Prints
 * a table of medians, and of ratios to the first way's, each the median of the rounds' with the
 * lowest and the highest.
 *
 * <p>Arguments: the head's file, YuNet's ONNX file, rounds, and a folder that gets the pictures as
 * PNG for others. {@code benchmarks/whole.sh} calls it.
 */
public final class WholeFaces {
  private static final long SEED = 7; // any; in all pictures each finder finds all faces
  private static final int CALLS = 10; // of each way in a round
  private static final int LONGER = 640; // to which pictures are reduced for OpenCV's detector
  private static final float SCORE = 0.6f; // as kpnative.face.YuNet
  private static final double MARGIN = 1.0 / 8; // between a tile and its face's picture
  private static final String[] WAYS = {
    "find, as it is", "find, one look", "find, YuNet as finder", "OpenCV's YuNet, then our points"
  };

  private WholeFaces() {}

  /** One picture. */
  private record Scene(Size size, int faces, BufferedImage picture) {}

  /** A way to find faces; it tells how many. */
  @FunctionalInterface
  private interface Way {
    int find(Scene scene) throws IOException;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws IOException {
    NativeThreads.set(1);
    int rounds = Integer.parseInt(args[2]);
    List<Scene> scenes = scenes(Path.of(args[0]));
    Path yunet = Path.of(args[1]);
    FindOptions other = FindOptions.DEFAULT.withFinder(FaceFinders.yuNet(yunet));
    try (FaceKeypoints plain = FaceKeypoints.builtIn();
        FaceKeypoints once = FaceKeypoints.builtIn(FindOptions.DEFAULT.withPasses(1));
        FaceKeypoints withYuNet = FaceKeypoints.builtIn(other);
        KeypointDetector points = KeypointDetector.builtIn();
        FaceDetectorYN opencv =
            FaceDetectorYN.create(
                yunet.toString(),
                "",
                new org.bytedeco.opencv.opencv_core.Size(LONGER, LONGER),
                SCORE,
                0.3f,
                5000,
                0,
                0)) {
      Map<String, Way> ways = new LinkedHashMap<>();
      ways.put(WAYS[0], scene -> plain.find(Photo.of(scene.picture())).size());
      ways.put(WAYS[1], scene -> once.find(Photo.of(scene.picture())).size());
      ways.put(WAYS[2], scene -> withYuNet.find(Photo.of(scene.picture())).size());
      ways.put(WAYS[3], scene -> byOpenCv(opencv, points, scene));
      System.out.println(
          "| picture | faces | way | faces found | ms | of the first's (lowest to highest) |");
      System.out.println("|---|---|---|---|---|---|");
      for (Scene scene : scenes) {
        String name = scene.size() + "-" + scene.faces() + ".png";
        ImageIO.write(scene.picture(), "png", Path.of(args[3], name).toFile());
        measure(ways, scene, rounds);
      }
    }
  }

  private static void measure(Map<String, Way> ways, Scene scene, int rounds) throws IOException {
    Map<String, List<Double>> medians = new LinkedHashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) { // the first warms up
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
          long start = System.nanoTime();
          found.put(way.getKey(), way.getValue().find(scene));
          millis.add((System.nanoTime() - start) / 1e6);
        }
        if (round >= 0) {
          medians.computeIfAbsent(way.getKey(), w -> new ArrayList<>()).add(median(millis));
        }
      }
    }
    List<Double> first = medians.get(WAYS[0]);
    medians.forEach(
        (way, own) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < own.size(); i++) {
            ratios.add(own.get(i) / first.get(i));
          }
          ratios.sort(null);
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %s | %d | %.1f | %.2f (%.2f to %.2f) |%n",
              scene.size(),
              scene.faces(),
              way,
              found.get(way),
              median(own),
              median(ratios),
              ratios.get(0),
              ratios.get(ratios.size() - 1));
        });
  }

  /** OpenCV's own detector on the picture reduced as its users do, and the model in its boxes. */
  private static int byOpenCv(FaceDetectorYN yunet, KeypointDetector points, Scene scene)
      throws IOException {
    try (Image picture = Image.of(scene.picture(), Channels.COLOR);
        Mat small = new Mat();
        Mat faces = new Mat()) {
      double scale =
          Math.min(1, (double) LONGER / Math.max(scene.size().width(), scene.size().height()));
      int width = (int) Math.round(scale * scene.size().width());
      int height = (int) Math.round(scale * scene.size().height());
      try (org.bytedeco.opencv.opencv_core.Size size =
          new org.bytedeco.opencv.opencv_core.Size(width, height)) {
        opencv_imgproc.resize(picture.mat(), small, size, 0, 0, opencv_imgproc.INTER_AREA);
        yunet.setInputSize(size);
      }
      yunet.detect(small, faces);
      List<Box> boxes = new ArrayList<>();
      if (faces.rows() > 0) {
        try (FloatRawIndexer rows = faces.createIndexer()) {
          for (int i = 0; i < faces.rows(); i++) {
            boxes.add(box(rows, i, scale));
          }
        }
      }
      return points.detect(Photo.of(picture.as(points.spec().input().channels())), boxes).size();
    }
  }

  /** Where the points are in a box of YuNet, which holds the forehead too: see YuNet.MAP. */
  private static Box box(FloatRawIndexer rows, int i, double scale) {
    double x = rows.get(i, 0) / scale;
    double y = rows.get(i, 1) / scale;
    double width = rows.get(i, 2) / scale;
    double height = rows.get(i, 3) / scale;
    double top = y + 0.22 * height;
    return Box.ofPixels(x, top, width, 0.78 * height);
  }

  private static List<Scene> scenes(Path head) throws IOException {
    RenderedFaces faces = RenderedFaces.of(HeadModelFile.read(head), SEED, LabelPlaces.PEOPLE);
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pictures.add(faces.render(i).picture());
    }
    List<Scene> scenes = new ArrayList<>();
    for (Size size : List.of(new Size(640, 480), new Size(1920, 1080))) {
      scenes.add(new Scene(size, 1, scene(size, pictures, 1, 1)));
      scenes.add(new Scene(size, 10, scene(size, pictures, 5, 2)));
    }
    return scenes;
  }

  private static BufferedImage scene(Size size, List<BufferedImage> faces, int columns, int rows) {
    float[] rgb = Backdrop.paint(size.width(), size.height(), new SplittableRandom(SEED));
    BufferedImage picture =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < size.area(); i++) {
      int pixel = 0;
      for (int c = 0; c < 3; c++) {
        double shown = Math.pow(Math.min(1, rgb[3 * i + c]), 1 / 2.2); // from linear light
        pixel = pixel << 8 | (int) Math.round(255 * shown);
      }
      picture.setRGB(i % size.width(), i / size.width(), pixel);
    }
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    double tile = Math.min(size.width() / (double) columns, size.height() / (double) rows);
    int side = (int) (tile * (1 - MARGIN));
    for (int i = 0; i < columns * rows; i++) {
      BufferedImage face = faces.get(i);
      double scale = (double) side / Math.max(face.getWidth(), face.getHeight());
      int width = (int) (scale * face.getWidth());
      int height = (int) (scale * face.getHeight());
      int row = i / columns;
      int x = (int) ((i % columns + 0.5) * size.width() / columns - width / 2.0);
      int y = (int) ((row + 0.5) * size.height() / rows - height / 2.0);
      g.drawImage(face, x, y, width, height, null);
    }
    g.dispose();
    return picture;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
