package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.checks.Require;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.FaceNatives;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/*
 * YuNet (Wu, Peng and Yu 2023): for each cell of three grids, with strides of 8, 16 and 32 pixels, the
 * network predicts a classification score (cls), an objectness score (obj), a box and five points. The
 * score is sqrt(cls * obj); the box's centre and the points are at (offset + cell) * stride from the
 * upper left corner; the box's sides are exp(value) * stride.
 *
 * Decoded here, not by OpenCV's FaceDetectorYN, so that a file with outputs of another size is rejected
 * instead of read past its end.
 */
/**
 * The YuNet face detector, loaded from its ONNX file and run by OpenCV.
 *
 * @see <a href="https://doi.org/10.1007/s11633-023-1423-y">Wu, Peng, Yu: YuNet: a tiny
 *     millisecond-level face detector</a>
 */
public final class YuNet implements FaceFinder {
  /** The default longer side of the downscaled picture, pixels. */
  public static final int LONGER_SIDE = 640;

  /** The default score threshold: the value that the authors use. */
  public static final double LEAST_SCORE = 0.6;

  private static final int MAX_BYTES = 64 << 20; // the published file has 0.2 MB
  private static final int[] STRIDES = {8, 16, 32};
  private static final int ALIGNMENT = 32; // pixels; each side is padded to a multiple of it
  private static final int MARKS = 5;
  private static final List<String> KINDS = List.of("cls", "obj", "bbox", "kps");
  private static final int[] PER_CELL = {1, 1, 4, 2 * MARKS}; // numbers of each kind

  // Medians over 202 training faces of 300-W, every 10th of afw, helen/trainset and lfpw/trainset,
  // all of which it found; measured on 2026-11-25.
  static final BoxMap MAP = new BoxMap(0.009, 0.131, 1.030, 0.756);

  private final Owned<Net> net;
  private final int longerSide;
  private final double leastScore;

  private YuNet(Owned<Net> net, int longerSide, double leastScore) {
    this.net = net;
    this.longerSide = longerSide;
    this.leastScore = leastScore;
  }

  /**
   * {@return the detector in {@code file}, owned by the caller}
   *
   * @param file for example {@code face_detection_yunet_2023mar.onnx}
   * @throws IOException if the file cannot be read or is not a YuNet network; the one-line message
   *     names its path
   */
  public static YuNet load(Path file) throws IOException {
    return load(file, LONGER_SIDE, LEAST_SCORE);
  }

  /**
   * {@return the detector in {@code file}, owned by the caller}
   *
   * @param longerSide the longer side to which larger pictures are downscaled, pixels, 32 to 4096
   * @param leastScore the score threshold, greater than 0 and less than 1
   * @throws IOException as {@link #load(Path)}
   */
  public static YuNet load(Path file, int longerSide, double leastScore) throws IOException {
    Require.range("the longer side", longerSide, ALIGNMENT, 4096);
    if (!(leastScore > 0 && leastScore < 1)) {
      throw new IllegalArgumentException(
          "the score threshold must be greater than 0 and less than 1, got " + leastScore);
    }
    byte[] onnx =
        YuNetFile.checked(
            InputFile.bytes(file, "YuNet's ONNX file", MAX_BYTES), FileNames.text(file), outputs());
    FaceNatives.load();
    try (NativeScope scope = NativeScope.open()) {
      Net net = opencv_dnn.readNetFromONNX(onnx);
      net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
      YuNet finder = new YuNet(Owned.retain(net), longerSide, leastScore);
      boolean tried = false;
      try {
        finder.outputs(new Mat(64, 64, opencv_core.CV_8UC3, new Scalar(0)));
        tried = true;
        return finder;
      } finally {
        if (!tried) {
          finder.close();
        }
      }
    } catch (RuntimeException e) {
      throw new IOException(
          FileNames.text(file) + ": not a YuNet network that OpenCV can run: " + reason(e), e);
    }
  }

  /** {@return what the network must give: for each kind, the three strides} */
  static List<YuNetFile.Output> outputs() {
    List<YuNetFile.Output> outputs = new ArrayList<>();
    for (int kind = 0; kind < KINDS.size(); kind++) {
      for (int stride : STRIDES) {
        outputs.add(new YuNetFile.Output(KINDS.get(kind) + "_" + stride, stride, PER_CELL[kind]));
      }
    }
    return outputs;
  }

  private static String reason(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("OpenCV gave no reason");
  }

  @Override
  public List<FaceCandidate> find(Image picture) {
    List<FaceCandidate> faces = new ArrayList<>();
    for (Raw raw : search(picture)) {
      faces.add(new FaceCandidate(MAP.apply(raw.box), raw.score, raw.marks));
    }
    return NonMaximumSuppression.of(faces);
  }

  /** A cell above the score threshold, in the picture's frame. */
  record Raw(Box box, double score, List<Point> marks) {}

  /** {@return all cells above the score threshold, before non-maximum suppression} */
  List<Raw> search(Image picture) {
    try (NativeScope scope = NativeScope.open()) {
      ShrunkPicture small = ShrunkPicture.of(picture, longerSide);
      Mat color = small.mat();
      if (picture.channels() == Channels.GRAY) {
        color = new Mat();
        opencv_imgproc.cvtColor(small.mat(), color, opencv_imgproc.COLOR_GRAY2BGR);
      }
      int right = roundUp(color.cols()) - color.cols();
      int below = roundUp(color.rows()) - color.rows();
      Mat whole = new Mat();
      opencv_core.copyMakeBorder(
          color, whole, 0, below, 0, right, opencv_core.BORDER_CONSTANT, new Scalar(0));
      List<Raw> found = new ArrayList<>();
      float[][] outputs = outputs(whole);
      for (int s = 0; s < STRIDES.length; s++) {
        int columns = whole.cols() / STRIDES[s];
        float[] cls = outputs[s];
        for (int cell = 0; cell < cls.length; cell++) {
          double score = score(cls[cell], outputs[3 + s][cell]);
          if (score >= leastScore) {
            decode(outputs[6 + s], outputs[9 + s], cell, columns, STRIDES[s], score, small)
                .ifPresent(found::add);
          }
        }
      }
      return found;
    }
  }

  private static double score(double cls, double obj) {
    return Math.sqrt(Math.max(0, Math.min(1, cls)) * Math.max(0, Math.min(1, obj)));
  }

  /** {@return the face of one cell; empty if its outputs do not form a valid box} */
  private static Optional<Raw> decode(
      float[] boxes,
      float[] points,
      int cell,
      int columns,
      int stride,
      double score,
      ShrunkPicture small) {
    double column = cell % columns;
    int row = cell / columns;
    // The network's coordinates are 0 at the picture's edge; pixel centres are half a pixel less.
    double x = (column + boxes[4 * cell]) * stride;
    double y = (row + boxes[4 * cell + 1]) * stride;
    double w = Math.exp(boxes[4 * cell + 2]) * stride;
    double h = Math.exp(boxes[4 * cell + 3]) * stride;
    if (!(w > 1 && h > 1 && w < 1e5 && h < 1e5 && Math.abs(x) < 1e5 && Math.abs(y) < 1e5)) {
      return Optional.empty();
    }
    List<Point> marks = new ArrayList<>();
    for (int k = 0; k < MARKS; k++) {
      double px = (column + points[2 * MARKS * cell + 2 * k]) * stride - 0.5;
      double py = (row + points[2 * MARKS * cell + 2 * k + 1]) * stride - 0.5;
      if (!(Math.abs(px) < 1e5 && Math.abs(py) < 1e5)) {
        return Optional.empty();
      }
      marks.add(small.back(px, py));
    }
    Box box = small.back(Box.ofPixels(x - w / 2, y - h / 2, w, h));
    return Optional.of(new Raw(box, score, marks));
  }

  /** {@return the twelve outputs: cls, obj, box and points, each for the three strides} */
  private float[][] outputs(Mat whole) {
    try (NativeScope scope = NativeScope.open()) {
      Net network = net.get();
      network.setInput(opencv_dnn.blobFromImage(whole));
      List<String> names = outputs().stream().map(YuNetFile.Output::name).toList();
      StringVector wanted = new StringVector(names.toArray(String[]::new));
      MatVector mats = new MatVector();
      network.forward(mats, wanted);
      float[][] out = new float[names.size()][];
      for (int i = 0; i < out.length; i++) {
        int stride = STRIDES[i % STRIDES.length];
        long cells = (long) (whole.cols() / stride) * (whole.rows() / stride);
        long expected = cells * PER_CELL[i / STRIDES.length];
        Mat mat = i < mats.size() ? mats.get(i) : new Mat();
        if (mat.type() != opencv_core.CV_32FC1 || !mat.isContinuous() || mat.total() != expected) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "output %s must have %d floats for %d x %d pixels, got %d",
                  names.get(i),
                  expected,
                  whole.cols(),
                  whole.rows(),
                  mat.total()));
        }
        out[i] = new float[Math.toIntExact(expected)];
        new FloatPointer(mat.data()).get(out[i]);
      }
      return out;
    }
  }

  @Override
  public boolean isSure() {
    return true;
  }

  private static int roundUp(int pixels) {
    return (pixels + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    net.close();
  }
}
