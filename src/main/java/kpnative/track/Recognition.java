package kpnative.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.infer.Face;

/*
 * Only place, size and motion tell faces apart here; nobody is recognised by looks. What is lost may be
 * where it should be by its motion, or where it was, if it stopped or turned round: that is less likely,
 * and with two faces behind one thing it would give each the other's number.
 */
/** Decides which face of a frame is which track's. */
final class Recognition {
  /** How far from where it should be a face may be after one frame, in face sizes. */
  private static final double NEXT_FRAME = 0.5;

  /** By what factor its size may change from one frame to the next. */
  private static final double NEXT_SIZE = 1.35;

  /** How far a lost face may be from where it should be or was, in face sizes. */
  private static final double REACH = 1.25;

  /** How much farther, as a part of the way that its motion should have taken it. */
  private static final double REACH_OF_MOTION = 0.5;

  /** By what factor a lost face's size may have changed. */
  private static final double LOST_SIZE = 1.7;

  /** How much less likely a face is where it was than where it should be, in face sizes. */
  private static final double STOPPED = 0.6;

  private record Pair(Track track, Face face, double cost) {}

  private Recognition() {}

  /** {@return whether what was found about where a track should be can be its face} */
  static boolean isNext(Track track, Face now, double seconds) {
    Point moved = track.motion(seconds);
    Point middle = now.extent().center();
    double off = distance(track, moved, middle);
    double still = distance(track, new Point(0, 0), middle);
    return Math.min(off, still) <= NEXT_FRAME
        && Math.abs(growth(track, now)) <= Math.log(NEXT_SIZE);
  }

  /** {@return how far a face is from where a track should be, in face sizes} */
  static double surprise(Track track, Face now, double seconds) {
    return distance(track, track.motion(seconds), now.extent().center())
        + Math.abs(growth(track, now));
  }

  /** {@return the lost tracks that are found again among faces that no track has} */
  static Map<Face, Track> again(List<Track> lost, List<Face> faces, double seconds) {
    List<Pair> pairs = new ArrayList<>();
    for (Track track : lost) {
      for (Face face : faces) {
        double cost = cost(track, face, seconds);
        if (cost < Double.POSITIVE_INFINITY) {
          pairs.add(new Pair(track, face, cost));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost).thenComparingInt(pair -> pair.track.id()));
    Map<Face, Track> found = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (!found.containsKey(pair.face) && !found.containsValue(pair.track)) {
        found.put(pair.face, pair.track);
      }
    }
    return found;
  }

  private static double cost(Track track, Face face, double seconds) {
    double growth = Math.abs(growth(track, face));
    Point moved = track.motion(seconds);
    Point middle = face.extent().center();
    double way = Math.hypot(moved.x(), moved.y()) / track.size();
    double off = distance(track, moved, middle);
    double still = way == 0 ? off : distance(track, new Point(0, 0), middle);
    double reach = REACH + REACH_OF_MOTION * way;
    if (growth > Math.log(LOST_SIZE) || (off > reach && still > REACH)) {
      return Double.POSITIVE_INFINITY;
    }
    return growth + Math.min(off, still + (way == 0 ? 0 : STOPPED));
  }

  /** The distance of a place from a track's, moved, in face sizes. */
  private static double distance(Track track, Point moved, Point place) {
    Point from = track.middle();
    return Math.hypot(place.x() - from.x() - moved.x(), place.y() - from.y() - moved.y())
        / track.size();
  }

  /** The logarithm of the factor by which the size has changed. */
  private static double growth(Track track, Face now) {
    Box box = now.extent();
    return Math.log(Track.size(box) / track.size());
  }
}
