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
 * A frame's face is looked for where its points were in the last frame, which costs three
 * detections and no search; all faces go through the network together. It is lost when the looks
 * disagree; then, and every half second in any case, the whole frame is searched. A face that comes
 * back within two seconds to where it was lost keeps its number.
 */
/** Follows faces along a sequence of frames. Borrows what finds them; one thread at a time. */
public final class FaceFollower {
  /** Twice a still face's: motion blurs, and a face that is followed was one before. */
  private static final double LOST = 2 * KeypointAgreement.OF_A_FACE;

  private static final double SAME = 0.3;
  private static final double SEARCH_SECONDS = 0.5;
  private static final double REMEMBERED_SECONDS = 2;

  private final FaceKeypoints faces;
  private final @Nullable Supplier<OneEuroFilter> filters;
  private final List<Track> tracks = new ArrayList<>();
  private double searched = Double.NEGATIVE_INFINITY;
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
   * A follower that has seen nothing, and gives the keypoints as they are found.
   *
   * @throws IllegalArgumentException if the detector's own points don't say where the face is
   */
  public FaceFollower(FaceKeypoints faces) {
    this.faces = following(faces);
    this.filters = null;
  }

  /**
   * A follower that has seen nothing, and smooths the keypoints.
   *
   * @param filters makes the filter of one face
   * @throws IllegalArgumentException if the detector's own points don't say where the face is
   */
  public FaceFollower(FaceKeypoints faces, Supplier<OneEuroFilter> filters) {
    this.faces = following(faces);
    this.filters = filters;
  }

  private static FaceKeypoints following(FaceKeypoints faces) {
    if (!faces.canFindAgain()) {
      throw new IllegalArgumentException(
          faces.spec().recipe()
              + ": a face is followed by all the keypoints of its schema, in a box around them;"
              + " this network finds only some, or sees whole pictures");
    }
    return faces;
  }

  /**
   * {@return the faces of the next frame, by their numbers} The frame is decoded for this call.
   *
   * @param seconds the frame's time, greater than the last one's
   * @throws IOException if the frame cannot be read
   */
  public List<TrackedFace> next(Photo frame, double seconds) throws IOException {
    try (DecodedPhoto decoded = frame.decode()) {
      return next(decoded, seconds);
    }
  }

  /**
   * {@return the faces of the next frame, whose pixels are wanted for more than this}
   *
   * @param frame borrowed; in color only where it is searched
   * @param seconds the frame's time, greater than the last one's
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
      track.lost = now.isEmpty() || now.get().disagreement() > LOST || isTaken(track, now.get());
      if (track.lost) {
        anyLost = true;
      } else {
        take(track, now.get(), seconds);
      }
    }
    tracks.removeIf(track -> track.lost && seconds - track.seen > REMEMBERED_SECONDS);
    if (anyLost || seconds - searched >= SEARCH_SECONDS) {
      searched = seconds;
      for (Face face : faces.find(frame)) {
        add(face, seconds);
      }
    }
    return tracks.stream()
        .filter(track -> !track.lost)
        .sorted(Comparator.comparingInt(track -> track.id))
        .map(track -> new TrackedFace(track.id, track.face, smoothed(track, seconds)))
        .toList();
  }

  /** Whether another face, first seen earlier, is already where this one went. */
  private boolean isTaken(Track track, Face now) {
    Box box = now.extent();
    return tracks.stream().anyMatch(t -> t.id < track.id && !t.lost && t.box().overlap(box) > SAME);
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
    // also for a face that comes back: what it missed is no motion
    track.filter = filters == null ? null : filters.get();
    take(track, face, seconds);
  }

  /** Whether the points lie there, or were looked for there. */
  private static boolean isAt(Track track, Face face) {
    return track.box().overlap(face.box()) > SAME || track.face.box().overlap(face.box()) > SAME;
  }

  private static void take(Track track, Face face, double seconds) {
    track.face = face;
    track.seen = seconds;
  }

  private static Keypoints smoothed(Track track, double seconds) {
    Keypoints found = track.face.keypoints();
    return track.filter == null ? found : track.filter.filter(found, seconds);
  }
}
