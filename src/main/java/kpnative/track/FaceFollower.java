package kpnative.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kpnative.find.FaceSearch;
import kpnative.find.KeypointAgreement;
import kpnative.find.SeenFace;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/*
 * A frame's face is looked for where its points were in the last frame, which costs three
 * detections and no search. It is lost when the looks disagree; then, and every half second in any
 * case, the whole frame is searched. A face that comes back within two seconds to where it was lost
 * keeps its number.
 */
/** Follows faces along a sequence of frames. Borrows its parts; one thread at a time. */
public final class FaceFollower {
  /** Twice a still face's: motion blurs, and a face that is followed was one before. */
  private static final double LOST = 2 * KeypointAgreement.OF_A_FACE;

  private static final double SAME = 0.3;
  private static final double SEARCH_SECONDS = 0.5;
  private static final double REMEMBERED_SECONDS = 2;

  private final FaceSearch search;
  private final Supplier<Optional<OneEuroFilter>> filters;
  private final List<Track> tracks = new ArrayList<>();
  private double searched = Double.NEGATIVE_INFINITY;
  private int ids;

  private static final class Track {
    private final int id;
    private SeenFace face;
    private Optional<OneEuroFilter> filter;
    private double seen;
    private boolean lost;

    private Track(int id, SeenFace face, Optional<OneEuroFilter> filter) {
      this.id = id;
      this.face = face;
      this.filter = filter;
    }

    private Box box() {
      return FaceSearch.extent(face.keypoints()).orElse(face.box());
    }
  }

  /**
   * A follower that has seen nothing.
   *
   * @param detector that {@code search} uses
   * @param filters one for each face; empty ones leave the points as they are found
   * @throws IllegalArgumentException if the detector's own points don't say where the face is
   */
  public FaceFollower(
      FaceSearch search, KeypointDetector detector, Supplier<Optional<OneEuroFilter>> filters) {
    if (!FaceSearch.canRefine(detector)) {
      throw new IllegalArgumentException(
          detector.spec().recipe()
              + ": a face is followed by all the keypoints of its schema, in a box around them;"
              + " this network finds only some, or sees whole pictures");
    }
    this.search = search;
    this.filters = filters;
  }

  /**
   * {@return the faces of the next frame, by their numbers}
   *
   * @param color the frame, for the finder; borrowed
   * @param input the same with the channels of the detector's input; borrowed
   * @param seconds the frame's time, greater than the last one's
   */
  public List<FollowedFace> next(Image color, Image input, double seconds) {
    boolean anyLost = tracks.isEmpty();
    for (Track track : tracks) {
      if (!track.lost) {
        Optional<SeenFace> now = search.look(input, track.box(), track.face.score(), 1);
        track.lost = now.isEmpty() || now.get().disagreement() > LOST || isTaken(track, now.get());
        if (track.lost) {
          anyLost = true;
        } else {
          take(track, now.get(), seconds);
        }
      }
    }
    tracks.removeIf(track -> track.lost && seconds - track.seen > REMEMBERED_SECONDS);
    if (anyLost || seconds - searched >= SEARCH_SECONDS) {
      searched = seconds;
      for (SeenFace face : search.faces(color, input)) {
        add(face, seconds);
      }
    }
    return tracks.stream()
        .filter(track -> !track.lost)
        .sorted(Comparator.comparingInt(track -> track.id))
        .map(track -> new FollowedFace(track.id, track.face, smoothed(track, seconds)))
        .toList();
  }

  /** Whether another face, first seen earlier, is already where this one went. */
  private boolean isTaken(Track track, SeenFace now) {
    Box box = FaceSearch.extent(now.keypoints()).orElse(now.box());
    return tracks.stream().anyMatch(t -> t.id < track.id && !t.lost && t.box().overlap(box) > SAME);
  }

  private void add(SeenFace face, double seconds) {
    if (tracks.stream().anyMatch(t -> !t.lost && isAt(t, face))) {
      return;
    }
    Optional<Track> known = tracks.stream().filter(t -> t.lost && isAt(t, face)).findFirst();
    Track track = known.orElseGet(() -> new Track(ids++, face, Optional.empty()));
    if (known.isEmpty()) {
      tracks.add(track);
    }
    track.lost = false;
    track.filter = filters.get(); // also for a face that comes back: what it missed is no motion
    take(track, face, seconds);
  }

  /** Whether the points lie there, or were looked for there. */
  private static boolean isAt(Track track, SeenFace face) {
    return track.box().overlap(face.box()) > SAME || track.face.box().overlap(face.box()) > SAME;
  }

  private static void take(Track track, SeenFace face, double seconds) {
    track.face = face;
    track.seen = seconds;
  }

  private static Keypoints smoothed(Track track, double seconds) {
    Keypoints found = track.face.keypoints();
    return track.filter.map(filter -> filter.filter(found, seconds)).orElse(found);
  }
}
