package kpnative.track;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kpnative.find.FaceKeypoints;
import kpnative.find.KeypointAgreement;
import kpnative.geometry.Box;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import org.jspecify.annotations.Nullable;

/*
 * A face is detected again in the box around its keypoints of the last frame, which costs three
 * detections and no search; all faces run in one batch. It is lost when the detections disagree or
 * are unsure; then, and every half second in any case, the whole frame is searched. A face that reappears
 * within two seconds where it was lost keeps its id.
 */
/** Tracks faces across a sequence of frames. Borrows its {@link FaceKeypoints}. Not thread-safe. */
public final class FaceFollower {
  /**
   * The disagreement above which a face is lost: twice that of a search, because of motion blur,
   * and because a tracked face has been accepted before.
   */
  private static final double MAX_DISAGREEMENT = KeypointAgreement.VOUCHED_FOR;

  private static final double SAME_FACE_OVERLAP = 0.3;
  private static final double SEARCH_INTERVAL_SECONDS = 0.5;
  private static final double REMEMBERED_SECONDS = 2;

  private final FaceKeypoints faces;
  private final @Nullable Supplier<OneEuroFilter> filters;
  private final List<Track> tracks = new ArrayList<>();
  private double searched = Double.NEGATIVE_INFINITY;
  private double last = Double.NaN; // the time of the frame before
  private int ids;

  private static final class Track {
    private final int id;
    private Face face;
    private @Nullable OneEuroFilter filter;
    private double seen;
    private boolean lost;

    private Track(int id, Face face) {
      this.id = id;
      this.face = face;
    }

    private Box box() {
      return face.extent();
    }
  }

  /**
   * Creates a follower that returns the keypoints unsmoothed.
   *
   * @throws IllegalArgumentException if the detector's keypoints do not determine a face box, see
   *     {@link FaceKeypoints#canFindAgain}
   */
  public FaceFollower(FaceKeypoints faces) {
    this.faces = checked(faces);
    this.filters = null;
  }

  /**
   * Creates a follower that smooths the keypoints.
   *
   * @param filters creates the filter of one face
   * @throws IllegalArgumentException if the detector's keypoints do not determine a face box, see
   *     {@link FaceKeypoints#canFindAgain}
   */
  public FaceFollower(FaceKeypoints faces, Supplier<OneEuroFilter> filters) {
    this.faces = checked(faces);
    this.filters = filters;
  }

  private static FaceKeypoints checked(FaceKeypoints faces) {
    if (!faces.canFindAgain()) {
      throw new IllegalArgumentException(
          faces.spec().recipe()
              + ": tracking needs a network that finds all keypoints of its schema, in a box around"
              + " them; this one finds only some, or sees whole pictures");
    }
    return faces;
  }

  /**
   * {@return the faces of the next frame, in the order of their ids} The frame is decoded for this
   * call only.
   *
   * @param seconds the frame's time, greater than that of the last frame
   * @throws IOException if the frame cannot be read
   */
  public List<TrackedFace> next(Photo frame, double seconds) throws IOException {
    try (DecodedPhoto decoded = frame.decode()) {
      return next(decoded, seconds);
    }
  }

  /**
   * {@return the faces of the next frame, which the caller has decoded, in the order of their ids}
   *
   * @param frame borrowed; converted to color only if it is searched
   * @param seconds the frame's time, greater than that of the last frame
   * @throws IOException if the frame cannot be decoded
   */
  public List<TrackedFace> next(DecodedPhoto frame, double seconds) throws IOException {
    boolean anyLost = tracks.isEmpty();
    List<Track> followed = tracks.stream().filter(track -> !track.lost).toList();
    List<Optional<Face>> found =
        faces.findAgain(frame, followed.stream().map(track -> track.face).toList());
    for (int i = 0; i < followed.size(); i++) {
      Track track = followed.get(i);
      Optional<Face> now = found.get(i);
      track.lost =
          now.isEmpty()
              || now.get().disagreement() > MAX_DISAGREEMENT
              || isOccupied(track, now.get());
      if (track.lost) {
        anyLost = true;
      } else {
        update(track, now.get(), seconds);
      }
    }
    tracks.removeIf(track -> track.lost && seconds - track.seen > REMEMBERED_SECONDS);
    if (anyLost || seconds - searched >= SEARCH_INTERVAL_SECONDS) {
      searched = seconds;
      for (Face face : faces.find(frame)) {
        add(face, seconds);
      }
    }
    last = seconds;
    return tracks.stream()
        .filter(track -> !track.lost)
        .sorted(Comparator.comparingInt(track -> track.id))
        .map(track -> new TrackedFace(track.id, track.face, smoothed(track, seconds)))
        .toList();
  }

  /** Whether an older track already occupies the place of this face. */
  private boolean isOccupied(Track track, Face now) {
    Box box = now.extent();
    return tracks.stream()
        .anyMatch(t -> t.id < track.id && !t.lost && t.box().overlap(box) > SAME_FACE_OVERLAP);
  }

  private void add(Face face, double seconds) {
    if (tracks.stream().anyMatch(t -> !t.lost && isAt(t, face))) {
      return;
    }
    Optional<Track> known = tracks.stream().filter(t -> t.lost && isAt(t, face)).findFirst();
    Track track = known.orElseGet(() -> new Track(ids++, face));
    if (known.isEmpty()) {
      tracks.add(track);
    }
    track.lost = false;
    if (track.filter == null || track.seen != last) { // a gap is not motion
      track.filter = filters == null ? null : filters.get();
    }
    update(track, face, seconds);
  }

  /** Whether the face overlaps the track's keypoints, or the box they were detected in. */
  private static boolean isAt(Track track, Face face) {
    return track.box().overlap(face.box()) > SAME_FACE_OVERLAP
        || track.face.box().overlap(face.box()) > SAME_FACE_OVERLAP;
  }

  private static void update(Track track, Face face, double seconds) {
    track.face = face;
    track.seen = seconds;
  }

  private static Keypoints smoothed(Track track, double seconds) {
    Keypoints found = track.face.keypoints();
    return track.filter == null ? found : track.filter.filter(found, seconds);
  }
}
