package kpnative.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * After a cut, a face in the same place is another's: tracks end there. What was seen shortly before a cut
 * may be back, after a flash or where two shots alternate; then its tracks are, too.
 */
/** Notices cuts, and remembers for a while what was followed before. Not thread-safe. */
final class Shots {
  /**
   * Consecutive frames that are less alike are of two shots. Within shots of rendered faces the
   * likeness was 0.65 and more, least where a large one jumps before a dark wall; between shots it
   * was below 0, and 0.83 between two that look alike: docs/guide/tracking.md.
   */
  private static final double CUT = 0.5;

  /**
   * A cut changes at least this share of the picture: more than a face that comes or goes before a
   * plain wall.
   */
  private static final double CHANGED = 0.5;

  /** A frame that is as like one before a cut is of the same shot. */
  private static final double SAME_SHOT = 0.9;

  private record Shot(CoarsePicture end, List<Track> tracks, double seconds) {}

  private final List<Shot> away = new ArrayList<>();
  private final double remembered;
  private @Nullable CoarsePicture last;

  /**
   * Remembers nothing yet.
   *
   * @param remembered how long what was before a cut is, seconds
   */
  Shots(double remembered) {
    this.remembered = remembered;
  }

  /**
   * Takes the next frame's picture; at a cut, changes the tracks to those of the shot that is back,
   * all lost, or to none.
   */
  void next(CoarsePicture now, List<Track> tracks, double seconds) {
    CoarsePicture before = last;
    last = now;
    if (before == null || before.likeness(now) >= CUT || before.changed(now) < CHANGED) {
      return;
    }
    away.removeIf(shot -> seconds - shot.seconds > remembered);
    Optional<Shot> back =
        away.stream()
            .max(Comparator.comparingDouble(shot -> shot.end.likeness(now)))
            .filter(shot -> shot.end.likeness(now) >= SAME_SHOT);
    List<Track> old = List.copyOf(tracks);
    tracks.clear();
    back.ifPresent(
        shot -> {
          away.remove(shot);
          tracks.addAll(shot.tracks);
          tracks.forEach(Track::lose);
        });
    away.add(new Shot(before, old, seconds));
  }
}
