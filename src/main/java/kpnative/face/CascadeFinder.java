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
import kpnative.natives.Construction;
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
 * Boosted cascades (Viola and Jones 2001; Lienhart and Maydt 2002): the frontal cascade, and the profile
 * cascade on the picture and on its mirror image, since it was trained on one side only.
 *
 * Permissive: with reject levels requested, OpenCV also returns rectangles that failed one of the last
 * four stages. A caller that needs certainty confirms each face by its keypoints (kpnative.track).
 */
/** The built-in finder: Haar cascades from OpenCV's own jar. */
public final class CascadeFinder implements FaceFinder {
  /** The longer side of the downscaled picture, pixels; faces of at least 4 % of it are found. */
  public static final int LONGER_SIDE = 640;

  private static final int MIN_SIDE = 24; // pixels; the cascades were trained on 20 x 20
  // Scale factors between the levels of the image pyramid; the rarer poses use about half the
  // levels.
  private static final double FINE_STEP = 1.1;
  private static final double COARSE_STEP = 1.2;
  private static final int MIN_NEIGHBOURS = 1; // rectangles that must agree; OpenCV's default is 3

  // Medians over 202 training faces of 300-W, every 10th of afw, helen/trainset and lfpw/trainset,
  // of those that each pass found (frontal 188, tilted 34, profile 114); measured on 2026-11-25.
  static final BoxMap FRONTAL_MAP = new BoxMap(0, 0.158, 0.875, 0.858);
  private static final double TILT = 25; // degrees; the frontal pass finds faces up to about 15
  static final BoxMap TILTED_MAP = new BoxMap(-0.02, 0.146, 0.870, 0.861);
  static final BoxMap PROFILE_MAP = new BoxMap(-0.10, 0.163, 0.775, 0.740);

  private final Owned<CascadeClassifier> frontal;
  private final Owned<CascadeClassifier> profile;

  /** Loads the cascades; the caller closes this. */
  public CascadeFinder() {
    FaceNatives.load();
    try (Construction making = new Construction()) {
      frontal = making.own(cascade("haarcascade_frontalface_alt2.xml"), Owned::close);
      profile = making.own(cascade("haarcascade_profileface.xml"), Owned::close);
      making.done();
    }
  }

  /** The build copies the files beside this class; OpenCV reads them from memory. */
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

  /** One pass over the picture: its cascade, the transform of the picture and the box map. */
  enum SearchPass {
    FRONTAL(0),
    LEFT(TILT),
    RIGHT(-TILT),
    PROFILE(0),
    MIRRORED(0);

    private final double degrees; // counter-clockwise rotation of the picture

    SearchPass(double degrees) {
      this.degrees = degrees;
    }

    private BoxMap map() {
      return switch (this) {
        case FRONTAL -> FRONTAL_MAP;
        case LEFT -> TILTED_MAP;
        case RIGHT -> TILTED_MAP.mirrored();
        case PROFILE -> PROFILE_MAP;
        case MIRRORED -> PROFILE_MAP.mirrored();
      };
    }

    private boolean isProfile() {
      return this == PROFILE || this == MIRRORED;
    }
  }

  /** A rectangle from a cascade, mapped to the picture's frame, with the last stage's sum. */
  record Raw(SearchPass pass, Box box, double sum) {}

  @Override
  public List<FaceCandidate> find(Image picture) {
    List<FaceCandidate> faces = new ArrayList<>();
    for (Raw raw : search(picture)) {
      faces.add(new FaceCandidate(raw.pass.map().apply(raw.box), raw.sum));
    }
    return NonMaximumSuppression.of(faces);
  }

  /** {@return all rectangles before non-maximum suppression} */
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
      for (SearchPass pass : SearchPass.values()) {
        for (Found found : run(pass, transformed(pass, gray))) {
          all.add(new Raw(pass, small.back(restored(pass, found.box, gray)), found.sum));
        }
      }
      return all;
    }
  }

  /** {@return the picture transformed for {@code pass}, of the same size} */
  private static Mat transformed(SearchPass pass, Mat gray) {
    if (pass == SearchPass.MIRRORED) {
      Mat mirrored = new Mat();
      opencv_core.flip(gray, mirrored, 1);
      return mirrored;
    }
    if (pass.degrees == 0) {
      return gray;
    }
    Mat turned = new Mat();
    Point2f middle = new Point2f((gray.cols() - 1) / 2f, (gray.rows() - 1) / 2f);
    Mat turn = opencv_imgproc.getRotationMatrix2D(middle, pass.degrees, 1);
    opencv_imgproc.warpAffine(gray, turned, turn, gray.size());
    return turned;
  }

  /** {@return a box of the transformed picture in the untransformed one; it stays axis-aligned} */
  private static Box restored(SearchPass pass, Box transformed, Mat gray) {
    double middleX = (gray.cols() - 1) / 2.0;
    double middleY = (gray.rows() - 1) / 2.0;
    Point c = transformed.center();
    double x = c.x() - middleX;
    double y = c.y() - middleY;
    if (pass == SearchPass.MIRRORED) {
      x = -x;
    }
    double angle = Math.toRadians(pass.degrees);
    double atX = middleX + Math.cos(angle) * x - Math.sin(angle) * y;
    double atY = middleY + Math.sin(angle) * x + Math.cos(angle) * y;
    double w = transformed.width() / 2;
    double h = transformed.height() / 2;
    return new Box(atX - w, atY - h, atX + w, atY + h);
  }

  private record Found(Box box, double sum) {}

  private List<Found> run(SearchPass pass, Mat gray) {
    RectVector rectangles = new RectVector();
    DoublePointer sums = new DoublePointer();
    CascadeClassifier cascade = pass.isProfile() ? profile.get() : frontal.get();
    cascade.detectMultiScale3(
        gray,
        rectangles,
        new IntPointer(), // the stages passed
        sums,
        pass == SearchPass.FRONTAL ? FINE_STEP : COARSE_STEP,
        MIN_NEIGHBOURS,
        0,
        new Size(MIN_SIDE, MIN_SIDE),
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
