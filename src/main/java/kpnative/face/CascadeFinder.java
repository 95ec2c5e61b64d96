package kpnative.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.FaceNatives;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/*
 * Boosted cascades (Viola and Jones 2001; Lienhart and Maydt 2002): the frontal one, and that of
 * profiles on the picture and on its mirror image, since it knows one side only.
 *
 * Permissive: OpenCV tells with each rectangle how many stages it passed and the last one's sum,
 * and then lets pass what failed in one of the last four stages. Who needs certainty looks at the
 * keypoints (kpnative.track).
 */
/** The finder that is always there: cascades from OpenCV's own jar. */
public final class CascadeFinder implements FaceFinder {
  /** What the picture's longer side is shrunk to, pixels: faces from 4 % of it are found. */
  public static final int LONGER_SIDE = 640;

  private static final int SMALLEST = 24; // pixels; the cascades were trained on 20 x 20
  // Between the sizes that are searched. The rarer looks are searched at one size in two.
  private static final double FINE_STEP = 1.1;
  private static final double COARSE_STEP = 1.2;
  private static final int NEIGHBOURS = 1; // further ones that must agree; OpenCV's default is 3

  // Medians over 202 training faces of 300-W, every 10th of afw, helen/trainset and lfpw/trainset,
  // of those found by each cascade (188, 34 and 114); measured on 2026-11-25.
  static final BoxMap FRONTAL_MAP = new BoxMap(0, 0.158, 0.875, 0.858);
  private static final double LEAN = 25; // degrees: upright faces are found to about 15 both ways
  static final BoxMap LEANING_MAP = new BoxMap(-0.02, 0.146, 0.870, 0.861);
  static final BoxMap PROFILE_MAP = new BoxMap(-0.10, 0.163, 0.775, 0.740);

  private final Owned<CascadeClassifier> frontal;
  private final Owned<CascadeClassifier> profile;

  /** Loads the cascades; the caller closes this. */
  public CascadeFinder() {
    FaceNatives.load();
    frontal = cascade("haarcascade_frontalface_alt2.xml");
    profile = cascade("haarcascade_profileface.xml");
  }

  /** The build lays the files beside this class; OpenCV reads them from memory. */
  private static Owned<CascadeClassifier> cascade(String file) {
    try (NativeScope scope = NativeScope.open();
        InputStream in = CascadeFinder.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: kpnative/face/" + file);
      }
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      FileStorage text = new FileStorage(xml, FileStorage.READ | FileStorage.MEMORY);
      CascadeClassifier cascade = new CascadeClassifier();
      if (!cascade.read(text.getFirstTopLevelNode())) {
        throw new IllegalStateException(file + ": OpenCV cannot read this cascade");
      }
      return Owned.retain(cascade);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One search: which cascade, on the picture seen how, and what its rectangles mean. */
  enum Look {
    FRONTAL(0),
    LEFT(LEAN),
    RIGHT(-LEAN),
    PROFILE(0),
    MIRRORED(0);

    private final double degrees; // that the picture is turned by, counter-clockwise

    Look(double degrees) {
      this.degrees = degrees;
    }

    private BoxMap map() {
      return switch (this) {
        case FRONTAL -> FRONTAL_MAP;
        case LEFT -> LEANING_MAP;
        case RIGHT -> LEANING_MAP.mirrored();
        case PROFILE -> PROFILE_MAP;
        case MIRRORED -> PROFILE_MAP.mirrored();
      };
    }

    private boolean isProfile() {
      return this == PROFILE || this == MIRRORED;
    }
  }

  /** A rectangle as a cascade gave it, in the picture's frame. */
  record Raw(Look look, Box box, double sum) {}

  @Override
  public List<FaceCandidate> find(Image picture) {
    List<FaceCandidate> faces = new ArrayList<>();
    for (Raw raw : search(picture)) {
      faces.add(new FaceCandidate(raw.look.map().apply(raw.box), raw.sum));
    }
    return NonMaximumSuppression.of(faces);
  }

  /** {@return all rectangles, overlapping ones too} */
  List<Raw> search(Image picture) {
    try (NativeScope scope = NativeScope.open()) {
      ShrunkPicture small = ShrunkPicture.of(picture, LONGER_SIDE);
      Mat gray = new Mat();
      if (picture.channels() == Channels.COLOR) {
        opencv_imgproc.cvtColor(small.mat(), gray, opencv_imgproc.COLOR_BGR2GRAY);
      } else {
        small.mat().copyTo(gray);
      }
      opencv_imgproc.equalizeHist(gray, gray);
      List<Raw> all = new ArrayList<>();
      for (Look look : Look.values()) {
        for (Found found : run(look, seen(look, gray))) {
          all.add(new Raw(look, small.back(upright(look, found.box, gray)), found.sum));
        }
      }
      return all;
    }
  }

  /** {@return the picture as {@code look} sees it, of the same size} */
  private static Mat seen(Look look, Mat gray) {
    if (look == Look.MIRRORED) {
      Mat mirrored = new Mat();
      opencv_core.flip(gray, mirrored, 1);
      return mirrored;
    }
    if (look.degrees == 0) {
      return gray;
    }
    Mat turned = new Mat();
    Point2f middle = new Point2f((gray.cols() - 1) / 2f, (gray.rows() - 1) / 2f);
    Mat turn = opencv_imgproc.getRotationMatrix2D(middle, look.degrees, 1);
    opencv_imgproc.warpAffine(gray, turned, turn, gray.size());
    return turned;
  }

  /** {@return a box that was seen, in the picture before it was turned; it stays parallel} */
  private static Box upright(Look look, Box seen, Mat gray) {
    double middleX = (gray.cols() - 1) / 2.0;
    double middleY = (gray.rows() - 1) / 2.0;
    Point c = seen.center();
    double x = c.x() - middleX;
    double y = c.y() - middleY;
    if (look == Look.MIRRORED) {
      x = -x;
    }
    double angle = Math.toRadians(look.degrees);
    double atX = middleX + Math.cos(angle) * x - Math.sin(angle) * y;
    double atY = middleY + Math.sin(angle) * x + Math.cos(angle) * y;
    double w = seen.width() / 2;
    double h = seen.height() / 2;
    return new Box(atX - w, atY - h, atX + w, atY + h);
  }

  private record Found(Box box, double sum) {}

  private List<Found> run(Look look, Mat gray) {
    RectVector rectangles = new RectVector();
    DoublePointer sums = new DoublePointer();
    CascadeClassifier cascade = look.isProfile() ? profile.get() : frontal.get();
    cascade.detectMultiScale3(
        gray,
        rectangles,
        new IntPointer(), // the stages passed
        sums,
        look == Look.FRONTAL ? FINE_STEP : COARSE_STEP,
        NEIGHBOURS,
        0,
        new Size(SMALLEST, SMALLEST),
        new Size(),
        true);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < rectangles.size(); i++) {
      Rect r = rectangles.get(i);
      found.add(new Found(Box.ofPixels(r.x(), r.y(), r.width(), r.height()), sums.get(i)));
    }
    return found;
  }

  @Override
  public boolean isSure() {
    return false;
  }

  @Override
  public void close() {
    frontal.close();
    profile.close();
  }
}
