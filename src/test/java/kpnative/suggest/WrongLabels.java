package kpnative.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * Faces of which some points were put wrong.
 *
 * @param faces all faces, the wrong ones among them
 * @param points which points of which faces were moved: for each origin, their indices
 */
record WrongLabels(List<AnnotatedFace> faces, Map<String, Set<Integer>> points) {
  /** What people do wrong. */
  enum Mistake {
    /** One point, in any direction, by 10 to 30 % of the distance between the outer eye corners. */
    MOVED,
    /** Two neighbours of a curve have each other's places: two points. */
    SWAPPED,
    /** A point and that which takes its place in the mirrored face are exchanged: two points. */
    SIDES,
    /** One point slides along its curve by half to all of the way to a neighbour. */
    ALONG,
    /** Three neighbours slide along their curve by half to all of the way to the next: three. */
    SLID
  }

  /**
   * {@return faces with this many wrong points or one or two more, each mistake in another face}
   */
  static WrongLabels of(
      List<AnnotatedFace> faces, KeypointSchema schema, Mistake mistake, int count, long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<List<Integer>> curves =
        schema.groups().values().stream().filter(g -> g.size() >= 5).toList();
    List<AnnotatedFace> out = new ArrayList<>(faces);
    Map<String, Set<Integer>> points = new TreeMap<>();
    int made = 0;
    for (int i = 0; made < count; i++) {
      AnnotatedFace face = faces.get(order.get(i));
      double[] xy = face.keypoints().toArray();
      List<Integer> curve = curves.get(random.nextInt(curves.size()));
      Set<Integer> moved = new TreeSet<>();
      switch (mistake) {
        case MOVED -> {
          int k = random.nextInt(schema.count());
          double far =
              (0.1 + 0.2 * random.nextDouble())
                  * schema.interOcular(face.keypoints()).orElseThrow();
          double angle = 2 * Math.PI * random.nextDouble();
          put(xy, k, face.keypoints().point(k), far * Math.cos(angle), far * Math.sin(angle));
          moved.add(k);
        }
        case SWAPPED -> {
          int at = random.nextInt(curve.size() - 1);
          slide(face.keypoints(), xy, curve.get(at), curve.get(at + 1), 1);
          slide(face.keypoints(), xy, curve.get(at + 1), curve.get(at), 1);
          moved.addAll(curve.subList(at, at + 2));
        }
        case SIDES -> {
          List<Integer> mirror = schema.mirror().orElseThrow();
          int k = random.nextInt(schema.count());
          int other = mirror.get(k);
          if (other == k) {
            continue; // of the face's middle
          }
          slide(face.keypoints(), xy, k, other, 1);
          slide(face.keypoints(), xy, other, k, 1);
          moved.addAll(List.of(k, other));
        }
        case ALONG -> {
          int at = random.nextInt(curve.size() - 1);
          boolean up = random.nextBoolean();
          int k = curve.get(up ? at : at + 1);
          double share = 0.5 + 0.5 * random.nextDouble();
          slide(face.keypoints(), xy, k, curve.get(up ? at + 1 : at), share);
          moved.add(k);
        }
        case SLID -> {
          int at = random.nextInt(curve.size() - 3);
          double share = 0.5 + 0.5 * random.nextDouble();
          for (int j = at; j < at + 3; j++) {
            slide(face.keypoints(), xy, curve.get(j), curve.get(j + 1), share);
            moved.add(curve.get(j));
          }
        }
      }
      made += moved.size();
      points.put(face.origin(), moved);
      out.set(order.get(i), face.withKeypoints(Keypoints.of(xy), List.of()));
    }
    return new WrongLabels(out, points);
  }

  /** {@return the number of wrong points} */
  int count() {
    return points.values().stream().mapToInt(Set::size).sum();
  }

  private static void slide(Keypoints from, double[] xy, int k, int towards, double share) {
    Point a = from.point(k);
    Point b = from.point(towards);
    put(xy, k, a, share * (b.x() - a.x()), share * (b.y() - a.y()));
  }

  private static void put(double[] xy, int k, Point from, double dx, double dy) {
    xy[2 * k] = from.x() + dx;
    xy[2 * k + 1] = from.y() + dy;
  }
}
