package kpnative.find;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.geometry.Box;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * The faces of photographs and their keypoints, in one call.
 *
 * <pre>{@code
 * try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
 *   for (Face face : faces.find(Photo.of(Path.of("photo.jpg")))) {
 *     Point nose = face.point("nose_tip");
 *   }
 * }
 * }</pre>
 *
 * <p>Who knows where the face is, asks {@link #detect}, which searches nothing.
 *
 * <p>Owns a face finder for each call that searches at a time, and a keypoint detector, until
 * {@link #close}. Usable from many threads at a time, which never wait for each other. After {@code
 * close}, which waits for running calls, every other method throws {@link IllegalStateException}.
 */
public final class FaceKeypoints implements AutoCloseable {
  private final FindOptions options;
  private final KeypointDetector detector;
  private final FinderPool finders;
  private final FaceLook look;
  // Calls share it; closing excludes them. No call closes, so none waits for itself.
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private FaceKeypoints(FindOptions options, KeypointDetector detector, FinderPool finders) {
    this.options = options;
    this.detector = detector;
    this.finders = finders;
    this.look = new FaceLook(detector);
  }

  /**
   * {@return the finder and the detector in the jar, closed by the caller} The detector's 68 points
   * and the terms of its use are told by {@link BuiltInModel}.
   *
   * @throws IOException if this build has no model, or the system property forbids it
   */
  public static FaceKeypoints builtIn() throws IOException {
    return builtIn(FindOptions.DEFAULT);
  }

  /**
   * {@return the detector in the jar with a finder, as the options say; closed by the caller}
   *
   * @throws IOException as {@link #builtIn()}, or if a file of the finder cannot be read
   * @throws IllegalArgumentException if the options ask for what the detector cannot tell
   */
  public static FaceKeypoints builtIn(FindOptions options) throws IOException {
    return of(BuiltInModel.ofJar().read(), options);
  }

  /**
   * {@return the detector in a weight file with a finder, as the options say; closed by the caller}
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the options ask for what the detector cannot tell
   */
  public static FaceKeypoints load(Path weights, FindOptions options) throws IOException {
    return of(DetectorFile.read(weights), options);
  }

  /**
   * {@return the detector in a file that was read, with a finder; closed by the caller}
   *
   * @throws IOException if a file of the finder cannot be read, or the weights lack what the
   *     options need
   * @throws IllegalArgumentException if the options ask for what the detector cannot tell
   */
  public static FaceKeypoints of(DetectorFile file, FindOptions options) throws IOException {
    if (options.leastConfidence() > 0 && file.confidence().isEmpty()) {
      throw new IllegalArgumentException(
          "%s: a least confidence of %s needs calibrated confidences, which these weights lack"
              .formatted(file.name(), options.leastConfidence()));
    }
    KeypointDetector detector = KeypointDetector.of(file, options.detector());
    boolean made = false;
    try {
      if (options.threads() > 0) {
        NativeThreads.set(options.threads());
      }
      FaceKeypoints all = new FaceKeypoints(options, detector, new FinderPool(options.finder()));
      made = true;
      return all;
    } finally {
      if (!made) {
        detector.close();
      }
    }
  }

  /** {@return what the detector finds and how} */
  public DetectorSpec spec() {
    begin();
    try {
      return detector.spec();
    } finally {
      end();
    }
  }

  /**
   * {@return the photo's faces, from left to right; empty if there is none} The photo is decoded
   * for this call, and what was decoded freed at its end.
   *
   * @throws IOException if the photo cannot be read; the message begins with its name
   */
  public List<Face> find(Photo photo) throws IOException {
    try (DecodedPhoto decoded = photo.decode()) {
      return find(decoded);
    }
  }

  /**
   * {@return the faces of a photo whose pixels are wanted for more than this, as {@link
   * #find(Photo)}}
   *
   * @param photo borrowed
   * @throws IOException as {@link #find(Photo)}
   */
  public List<Face> find(DecodedPhoto photo) throws IOException {
    begin();
    try {
      FaceFinder finder = finders.take();
      try {
        return chosen(new FaceSearch(finder, detector, options.passes()).faces(photo));
      } finally {
        finders.giveBack(finder);
      }
    } finally {
      end();
    }
  }

  /** {@return those of the faces that the options let pass, in their order} */
  private List<Face> chosen(List<Face> faces) {
    List<Face> kept = new ArrayList<>();
    for (Face face : faces) {
      boolean sure =
          options.leastConfidence() == 0 || face.confidence() >= options.leastConfidence();
      if (sure && size(face) >= options.leastSize()) {
        kept.add(face);
      }
    }
    if (kept.size() > options.mostFaces()) {
      List<Face> largest = new ArrayList<>(kept);
      largest.sort(Comparator.comparingDouble(FaceKeypoints::size).reversed());
      kept.retainAll(largest.subList(0, options.mostFaces()));
    }
    return List.copyOf(kept);
  }

  private static double size(Face face) {
    return Math.sqrt(face.box().width() * face.box().height());
  }

  /**
   * {@return faces of another picture of the same scene, each where it was found again; empty where
   * it was not} Nothing is searched: the detector looks once where the keypoints were, and twice to
   * check.
   *
   * @param photo borrowed
   * @param before of the picture before, all keypoints of their schema; their scores are passed on
   * @throws IOException as {@link #find(Photo)}
   * @throws IllegalArgumentException if the detector's own keypoints don't say where a face is, see
   *     {@link #canFindAgain}
   */
  public List<Optional<Face>> findAgain(DecodedPhoto photo, List<Face> before) throws IOException {
    begin();
    try {
      if (!look.refines()) {
        throw new IllegalArgumentException(
            spec().recipe()
                + ": a face is found again by all the keypoints of its schema, in a box around"
                + " them; this network finds only some, or sees whole pictures");
      }
      List<FaceCandidate> candidates = new ArrayList<>();
      for (Face face : before) {
        candidates.add(new FaceCandidate(face.extent(), face.score()));
      }
      return candidates.isEmpty()
          ? List.of()
          : look.at(photo.in(spec().input().channels()), candidates, 1);
    } finally {
      end();
    }
  }

  /**
   * {@return whether {@link #findAgain} works: whether the detector finds all keypoints of its
   * schema, in a box around them}
   */
  public boolean canFindAgain() {
    begin();
    try {
      return look.refines();
    } finally {
      end();
    }
  }

  /**
   * {@return the face in {@code box}, whatever is there} Nothing is searched, and no option leaves
   * it out.
   *
   * @param box around the face's keypoints, without margin, in the photograph's pixels
   * @throws IOException as {@link #find(Photo)}
   */
  public Face detect(Photo photo, Box box) throws IOException {
    begin();
    try {
      return detector.detect(photo, box);
    } finally {
      end();
    }
  }

  /** {@return the face in each of {@code boxes}, in their order, as {@link #detect(Photo, Box)}} */
  public List<Face> detect(Photo photo, List<Box> boxes) throws IOException {
    begin();
    try {
      return detector.detect(photo, boxes);
    } finally {
      end();
    }
  }

  /**
   * {@return the face that fills the photo: one that was cut out before, margin and all}
   *
   * @throws IOException as {@link #find(Photo)}
   */
  public Face detectCrop(Photo photo) throws IOException {
    begin();
    try {
      return detector.detectCrop(photo);
    } finally {
      end();
    }
  }

  private void begin() {
    open.readLock().lock();
    if (closed) {
      open.readLock().unlock();
      throw new IllegalStateException("these face keypoints are closed");
    }
  }

  private void end() {
    open.readLock().unlock();
  }

  /** Frees the finders and the detector, after the calls that run. Idempotent. */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      finders.close();
      detector.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
