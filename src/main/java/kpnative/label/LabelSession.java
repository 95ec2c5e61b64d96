package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.files.AtomicFile;
import kpnative.files.FileTree;
import kpnative.files.FolderLock;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * A set that is labelled in any number of windows: a face is written only by who has seen it as it
 * is. Thread-safe. Owns the drafts' detector.
 */
final class LabelSession implements AutoCloseable {
  /** The revision of a face that isn't there yet. */
  static final String NEW = "new";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double SAME_FACE = 0.3; // overlap of boxes
  private static final int MOST_CACHED = 4096; // pictures, whose drafts are a few kilobytes each

  private final LabelStore store;
  private final Drafts drafts;
  private final Map<Integer, List<Draft>> found = new LinkedHashMap<>();

  LabelSession(LabelStore store, Drafts drafts) {
    this.store = store;
    this.drafts = drafts;
  }

  /**
   * What became of a face that was to be written.
   *
   * @param written whether it was; else somebody else had changed it before
   * @param faces the picture's faces as they are now
   */
  record Outcome(boolean written, List<LabelFace> faces) {
    Outcome {
      faces = List.copyOf(faces);
    }
  }

  /** {@return the set; for what does not change} */
  LabelStore store() {
    return store;
  }

  String drafter() {
    return drafts.name();
  }

  /** {@return how many faces each picture has} */
  int[] counts() throws IOException {
    synchronized (store) {
      int[] counts = new int[store.pictures().size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = store.count(i);
      }
      return counts;
    }
  }

  /** {@return the labelled faces of a picture} */
  List<LabelFace> faces(int picture) throws IOException {
    synchronized (store) {
      return store.faces(picture);
    }
  }

  /**
   * Writes a face, if it is as the writer has seen it.
   *
   * @param seen the revision, or {@link #NEW}
   * @param now empty to remove it
   * @throws IllegalArgumentException if the points are not the schema's, or have a state that the
   *     format does not hold
   * @throws IOException if it cannot be written; the file is then as before
   */
  Outcome save(int picture, int face, String seen, Optional<LabelFace> now) throws IOException {
    Optional<LabelFace> held = now.isEmpty() ? now : Optional.of(held(now.get()));
    if (held.isPresent() && held.get().points().stream().noneMatch(LabelPoint::isPresent)) {
      throw new IllegalArgumentException("no point has a place: remove the face instead");
    }
    // others serve the same files: what is seen must stay so until it is replaced
    Path folder = FileTree.folderOf(AtomicFile.edited(store.file(picture)));
    synchronized (store) {
      try (FolderLock alone = FolderLock.await(folder, "is being written", PATIENCE)) {
        return saveAlone(picture, face, seen, held);
      }
    }
  }

  private Outcome saveAlone(int picture, int face, String seen, Optional<LabelFace> now)
      throws IOException {
    List<LabelFace> there = store.faces(picture);
    boolean free = face == there.size() && seen.equals(NEW) && now.isPresent();
    boolean same = face < there.size() && there.get(face).revision().equals(seen);
    if (!free && !same) {
      return new Outcome(false, there);
    }
    if (free && face > 0 && !store.holdsSeveralFaces()) {
      throw new IllegalArgumentException(store.format() + " holds one face a picture");
    }
    store.put(picture, face, now);
    return new Outcome(true, store.faces(picture));
  }

  /** {@return the face with states as the format has them} */
  private LabelFace held(LabelFace face) {
    if (face.points().size() != store.schema().count()) {
      throw new IllegalArgumentException(
          "expected the "
              + store.schema().count()
              + " points of "
              + store.schema().name()
              + ", got "
              + face.points().size());
    }
    List<LabelPoint> points = new ArrayList<>();
    for (LabelPoint point : face.points()) {
      PointState state = point.state();
      if (state == PointState.UNKNOWN && !store.states().contains(state)) {
        state = PointState.VISIBLE; // as people label what they see
      } else if (state == PointState.VISIBLE && !store.states().contains(state)) {
        state = PointState.UNKNOWN;
      }
      if (!store.states().contains(state)) {
        throw new IllegalArgumentException(
            store.format() + " does not hold that a point is " + LabelJson.name(state));
      }
      points.add(new LabelPoint(point.x(), point.y(), state));
    }
    return new LabelFace(points);
  }

  /**
   * {@return the faces found in a picture that are not labelled; where there is none and none is
   * labelled, one in the middle}
   */
  List<Draft> drafts(int picture, Size size) throws IOException {
    List<LabelFace> there = faces(picture);
    if (!there.isEmpty() && !store.holdsSeveralFaces()) {
      return List.of();
    }
    List<Draft> others = new ArrayList<>();
    for (Draft draft : found(picture)) {
      if (there.stream().noneMatch(face -> isSame(face, draft.face()))) {
        others.add(draft);
      }
    }
    if (others.isEmpty() && there.isEmpty()) {
      double half = Math.min(size.width(), size.height()) / 4.0;
      double x = size.width() / 2.0;
      double y = size.height() / 2.0;
      others.add(in(picture, new Box(x - half, y - half, x + half, y + half)));
    }
    return store.holdsSeveralFaces() ? others : List.of(largest(others));
  }

  private List<Draft> found(int picture) throws IOException {
    synchronized (found) {
      List<Draft> known = found.get(picture);
      if (known != null) {
        return known;
      }
    }
    List<Draft> made = drafts.find(path(picture));
    synchronized (found) {
      if (found.size() >= MOST_CACHED) {
        found.remove(found.keySet().iterator().next());
      }
      found.put(picture, made);
    }
    return made;
  }

  private static Draft largest(List<Draft> drafts) {
    Draft largest = drafts.get(0);
    for (Draft draft : drafts) {
      if (area(draft) > area(largest)) {
        largest = draft;
      }
    }
    return largest;
  }

  private static double area(Draft draft) {
    return draft.face().extent().map(box -> box.width() * box.height()).orElse(0.0);
  }

  private static boolean isSame(LabelFace a, LabelFace b) {
    Optional<Box> boxA = a.extent();
    Optional<Box> boxB = b.extent();
    return boxA.isPresent() && boxB.isPresent() && boxA.get().overlap(boxB.get()) > SAME_FACE;
  }

  /** {@return a draft of the face in a box} */
  Draft in(int picture, Box box) throws IOException {
    return drafts.in(path(picture), box);
  }

  /** {@return where the model has the points of a labelled face; empty where nothing looks} */
  Optional<LabelFace> opinion(int picture, LabelFace face) throws IOException {
    Optional<Box> box = face.extent();
    return box.isPresent() && drafts.looks()
        ? Optional.of(drafts.in(path(picture), box.get()).face())
        : Optional.empty();
  }

  private Path path(int picture) {
    return store.pictures().get(picture);
  }

  @Override
  public void close() {
    drafts.close();
  }
}
