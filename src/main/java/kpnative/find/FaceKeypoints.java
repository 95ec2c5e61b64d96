package kpnative.find;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
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
 * Finds all faces of a photograph and their keypoints, in one call.
 *
 * <pre>{@code
 * try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
 *   for (Face face : faces.find(Photo.of(Path.of("photo.jpg")))) {
 *     Point nose = face.point("nose_tip");
 *   }
 * }
 * }</pre>
 *
 * <p>If the face boxes are known, {@link #detect} skips the search.
 *
 * <p>Thread-safe, and concurrent calls never wait for each other. Owns a keypoint detector and one
 * face finder per concurrent search, until {@link #close}, which waits for running calls; after it
 * every other method throws {@link IllegalStateException}.
 */
public final class FaceKeypoints implements AutoCloseable {
  private final FindOptions options;
  private final KeypointDetector detector;
  private final FinderPool finders;
  private final FaceRefiner refiner;
  // Calls hold the read lock, close the write lock. No call closes, so none waits for itself.
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private FaceKeypoints(FindOptions options, KeypointDetector detector, FinderPool finders) {
    this.options = options;
    this.detector = detector;
    this.finders = finders;
    this.refiner = new FaceRefiner(detector);
  }

  /**
   * {@return the finder and the detector in the jar; closed by the caller} {@link BuiltInModel}
   * describes the 68-point detectors, their terms of use, and which one this is.
   *
   * @throws IOException if this build has no model, or the system property disables it
   */
  public static FaceKeypoints builtIn() throws IOException {
    return builtIn(FindOptions.DEFAULT);
  }

  /**
   * {@return the detector in the jar with the finder that the options name; closed by the caller}
   *
   * @throws IOException as {@link #builtIn()}, or if a file of the finder cannot be read
   * @throws IllegalArgumentException if the options need confidences and the detector is not
   *     calibrated
   */
  public static FaceKeypoints builtIn(FindOptions options) throws IOException {
    return of(BuiltInModel.ofJar(), options);
  }

  /**
   * {@return a trained detector with the finder that the options name; closed by the caller}
   *
   * @param model for example {@link BuiltInModel#free}
   * @throws IOException as {@link #builtIn(FindOptions)}
   * @throws IllegalArgumentException if the options need confidences and the detector is not
   *     calibrated
   */
  public static FaceKeypoints of(BuiltInModel model, FindOptions options) throws IOException {
    return of(model.read(), options);
  }

  /**
   * {@return the detector in a weight file with the finder that the options name; closed by the
   * caller}
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the options need confidences and the detector is not
   *     calibrated
   */
  public static FaceKeypoints load(Path weights, FindOptions options) throws IOException {
    return of(DetectorFile.read(weights), options);
  }

  /**
   * {@return the detector in a weight file already in memory, with the finder that the options
   * name; closed by the caller}
   *
   * @throws IOException if a file of the finder cannot be read, or the weights lack what the
   *     options need
   * @throws IllegalArgumentException if the options need confidences and the detector is not
   *     calibrated
   */
  public static FaceKeypoints of(DetectorFile file, FindOptions options) throws IOException {
    boolean asked = options.leastConfidence() > FindOptions.DEFAULT.leastConfidence();
    if (asked && file.confidence().isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: a least confidence of %s needs calibrated confidences, which these weights lack",
              file.name(),
              options.leastConfidence()));
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

  /** {@return the detector's spec} */
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
   * for this call only.
   *
   * @throws IOException if the photo cannot be read; the message begins with its name
   */
  public List<Face> find(Photo photo) throws IOException {
    try (DecodedPhoto decoded = photo.decode()) {
      return find(decoded);
    }
  }

  /**
   * {@return the faces of a photo that the caller has decoded, as {@link #find(Photo)}}
   *
   * @param photo borrowed
   * @throws IOException as {@link #find(Photo)}
   */
  public List<Face> find(DecodedPhoto photo) throws IOException {
    return search(photo).faces();
  }

  /**
   * {@return the faces of a photo, and where there may be others: what must be hidden where faces
   * must not be seen}
   *
   * @param photo borrowed
   * @throws IOException as {@link #find(Photo)}
   */
  public SearchedPhoto search(DecodedPhoto photo) throws IOException {
    begin();
    try {
      FaceFinder finder = finders.take();
      try {
        FaceSearch search = new FaceSearch(finder, detector, options);
        SearchedPhoto all = search.search(photo);
        List<Face> kept = filtered(all.faces());
        List<Box> doubtful = new ArrayList<>(all.doubtful());
        all.faces().stream().filter(f -> !kept.contains(f)).map(Face::box).forEach(doubtful::add);
        return new SearchedPhoto(kept, doubtful);
      } finally {
        finders.giveBack(finder);
      }
    } finally {
      end();
    }
  }

  /** {@return the faces of the size and number that the options ask for, in their order} */
  private List<Face> filtered(List<Face> faces) {
    List<Face> kept = new ArrayList<>();
    for (Face face : faces) {
      if (size(face) >= options.leastSize()) {
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
   * {@return for each face of an earlier picture of the same scene, the same face in this one;
   * empty if it is lost} There is no search: the detector runs once in the box around the earlier
   * keypoints, and twice in displaced boxes to check the result. A face is lost whose keypoints are
   * not as sure as the options ask, or do not stay in place; so is a turned one, which only {@link
   * #find} reads.
   *
   * @param photo borrowed
   * @param before the faces of the earlier picture, with all keypoints of the schema; their scores
   *     are kept
   * @throws IOException as {@link #find(Photo)}
   * @throws IllegalArgumentException if the detector's keypoints do not determine a face box, see
   *     {@link #canFindAgain}
   */
  public List<Optional<Face>> findAgain(DecodedPhoto photo, List<Face> before) throws IOException {
    return findAgain(photo, before, (index, now) -> false);
  }

  /**
   * As {@link #findAgain(DecodedPhoto, List)}, but a face that the caller is sure of is not looked
   * at in displaced boxes: it costs a third, and has the disagreement of the earlier one. Its
   * keypoints are the same.
   *
   * @param sure whether what was found, its disagreement not yet measured, of the face of {@code
   *     before} with the given index needs no check; called on this thread, at most once a face,
   *     not where the earlier disagreement is NaN
   */
  public List<Optional<Face>> findAgain(
      DecodedPhoto photo, List<Face> before, BiPredicate<Integer, Face> sure) throws IOException {
    begin();
    try {
      if (!refiner.refines()) {
        throw new IllegalArgumentException(
            spec().recipe()
                + ": finding a face again needs a network that finds all keypoints of its schema,"
                + " in a box around them; this one finds only some, or sees whole pictures");
      }
      List<FaceCandidate> candidates = new ArrayList<>();
      for (Face face : before) {
        candidates.add(new FaceCandidate(face.extent(), 0)); // its own score may be NaN
      }
      if (candidates.isEmpty()) {
        return List.of();
      }
      List<Optional<Face>> now =
          refiner.refine(
              photo.in(spec().input().channels()),
              candidates,
              1,
              (i, found) -> known(i, before.get(i), found, sure));
      // that it was found before vouches for it as a sure finder does
      FaceCheck check = new FaceCheck(options.leastConfidence(), true);
      List<Optional<Face>> again = new ArrayList<>();
      for (int i = 0; i < before.size(); i++) {
        double score = before.get(i).score();
        again.add(now.get(i).filter(check::accepts).map(face -> face.withScore(score)));
      }
      return Collections.unmodifiableList(again);
    } finally {
      end();
    }
  }

  private static OptionalDouble known(
      int index, Face was, Face now, BiPredicate<Integer, Face> sure) {
    return !Double.isNaN(was.disagreement()) && sure.test(index, now)
        ? OptionalDouble.of(was.disagreement())
        : OptionalDouble.empty();
  }

  /**
   * {@return whether {@link #findAgain} is supported: the detector finds all keypoints of its
   * schema, in a box around them}
   */
  public boolean canFindAgain() {
    begin();
    try {
      return refiner.refines();
    } finally {
      end();
    }
  }

  /**
   * {@return the face detected in {@code box}} There is no search, and no option filters the
   * result: the keypoints are meaningless if the box shows no face.
   *
   * @param box the box around the face's keypoints, without margin, in the photograph's pixels
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

  /**
   * {@return the face detected in each of {@code boxes}, in their order, as {@link #detect(Photo,
   * Box)}}
   */
  public List<Face> detect(Photo photo, List<Box> boxes) throws IOException {
    begin();
    try {
      return detector.detect(photo, boxes);
    } finally {
      end();
    }
  }

  /**
   * {@return the face that fills the photo: a crop that already includes its margin}
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
      throw new IllegalStateException("FaceKeypoints is closed");
    }
  }

  private void end() {
    open.readLock().unlock();
  }

  /** Waits for running calls, then frees the finders and the detector. Idempotent. */
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
