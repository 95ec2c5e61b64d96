package kpnative.track;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kpnative.find.KeypointAgreement;
import kpnative.find.SameFace;
import kpnative.infer.Face;
import org.jspecify.annotations.Nullable;

/*
 * A face is detected again in the box around its keypoints of the last frame, moved as it moves, which
 * costs one detection and no search; all faces run in one batch. Two more, displaced, check it: seven times
 * a second, and in each frame in which it is not as it was. It is lost when the detections disagree
 * or are unsure, when what they found is not about there, and when another face has a better claim to it.
 * Then the whole frame is searched, and so it is ten times a second while one is lost, and every half
 * second in any case. Two seconds long, a lost face may get its number back. A cut ends all tracks.
 */
/** The faces that are followed. Not thread-safe. */
final class Tracks {
  /**
   * The disagreement above which a face is lost: twice that of a search, because of motion blur,
   * and because a tracked face has been accepted before.
   */
  private static final double MAX_DISAGREEMENT = KeypointAgreement.VOUCHED_FOR;

  private static final double SEARCH_INTERVAL_SECONDS = 0.5;
  private static final double LOST_INTERVAL_SECONDS = 0.1;
  private static final double REMEMBERED_SECONDS = 2;

  /** For how long a face that is as it was is not checked. */
  private static final double UNCHECKED_SECONDS = 0.15;

  /** How far off, in face sizes, and how much less confident a face may be that is not checked. */
  private static final double SURE_SURPRISE = 0.1;

  private static final double SURE_CONFIDENCE_LOSS = 0.1;

  private final List<Track> tracks = new ArrayList<>();
  private final Shots shots = new Shots(REMEMBERED_SECONDS);
  private double searched = Double.NEGATIVE_INFINITY;
  private double last = Double.NaN; // the time of the frame before
  private int ids;

  /**
   * {@return the faces of the next frame, in the order of their ids}
   *
   * @param filters creates the filter of one face; null for none
   */
  List<TrackedFace> next(FrameView frame, double seconds, @Nullable Supplier<OneEuroFilter> filters)
      throws IOException {
    shots.next(frame.coarse(), tracks, seconds);
    boolean lost = follow(frame, seconds);
    tracks.removeIf(track -> track.isLost() && seconds - track.seen() > REMEMBERED_SECONDS);
    if (lost || seconds - searched >= interval()) {
      searched = seconds;
      search(frame.all(), seconds);
    }
    last = seconds;
    return tracks.stream()
        .filter(track -> !track.isLost())
        .sorted(Comparator.comparingInt(Track::id))
        .map(track -> track.tracked(filters))
        .toList();
  }

  private double interval() {
    if (tracks.stream().allMatch(Track::isLost)) {
      return 0;
    }
    return tracks.stream().anyMatch(Track::isLost)
        ? LOST_INTERVAL_SECONDS
        : SEARCH_INTERVAL_SECONDS;
  }

  /** Looks for each face where it should be; {@return whether one is lost now} */
  private boolean follow(FrameView frame, double seconds) throws IOException {
    List<Track> live = tracks.stream().filter(track -> !track.isLost()).toList();
    Set<Track> unchecked = new HashSet<>();
    List<Optional<Face>> found =
        frame.again(
            live.stream().map(track -> track.expected(seconds)).toList(),
            (i, now) -> isAsItWas(live.get(i), now, seconds) && unchecked.add(live.get(i)));
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      Track track = live.get(i);
      found
          .get(i)
          .filter(face -> face.disagreement() <= MAX_DISAGREEMENT)
          .filter(face -> Recognition.isNext(track, face, seconds))
          .map(face -> new Claim(track, face, Recognition.surprise(track, face, seconds)))
          .ifPresent(claims::add);
    }
    claims.sort(Comparator.comparingDouble(Claim::surprise).thenComparing(c -> c.track.id()));
    List<Claim> kept = new ArrayList<>();
    for (Claim claim : claims) {
      if (kept.stream().noneMatch(other -> SameFace.is(other.face, claim.face))) {
        kept.add(claim);
      }
    }
    for (Claim claim : kept) {
      claim.track.see(claim.face, seconds, last, !unchecked.contains(claim.track));
    }
    live.stream().filter(track -> track.seen() != seconds).forEach(Track::lose);
    return kept.size() < live.size();
  }

  /**
   * {@return whether a face needs no check: it had one lately, which it passed well, is where it
   * should be and as confident as before; a network that is not calibrated never says so}
   */
  private static boolean isAsItWas(Track track, Face now, double seconds) {
    Face was = track.face();
    return seconds - track.checkedAt() < UNCHECKED_SECONDS
        && was.disagreement() <= KeypointAgreement.OF_A_FACE
        && now.confidence() >= was.confidence() - SURE_CONFIDENCE_LOSS
        && now.keypoints().spansBox()
        && Recognition.surprise(track, now, seconds) <= SURE_SURPRISE;
  }

  /**
   * A face that a track found about where it should be.
   *
   * @param surprise how far off it is, in face sizes
   */
  private record Claim(Track track, Face face, double surprise) {}

  private void search(List<Face> all, double seconds) {
    List<Face> free =
        all.stream()
            .filter(
                face -> tracks.stream().noneMatch(t -> !t.isLost() && SameFace.is(t.face(), face)))
            .toList();
    List<Track> lost = tracks.stream().filter(Track::isLost).toList();
    Map<Face, Track> again = Recognition.again(lost, free, seconds);
    for (Face face : free) {
      Track known = again.get(face);
      if (known == null) {
        tracks.add(new Track(ids++, face, seconds));
      } else {
        known.see(face, seconds, last, true);
      }
    }
  }
}
