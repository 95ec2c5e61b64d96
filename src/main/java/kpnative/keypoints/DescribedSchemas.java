package kpnative.keypoints;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The schemas of the data sets that are known by name. */
final class DescribedSchemas {
  private DescribedSchemas() {}

  /** {@return the 58 points of the IMM Face Database} */
  static SchemaPoints imm58() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("jaw", range(0, 12));
    g.put("right_eye", range(13, 20));
    g.put("left_eye", range(21, 28));
    g.put("right_brow", range(29, 33));
    g.put("left_brow", range(34, 38));
    g.put("mouth", range(39, 46));
    g.put("nose", range(47, 57));
    g.put("nose_tip", List.of(52));
    MirrorOrder m = new MirrorOrder(58);
    m.reverse(0, 12);
    m.swap(13, 21, 8);
    m.swap(29, 34, 5);
    m.ring(39, 43, 8);
    m.reverse(47, 57);
    return new SchemaPoints(
        "imm58",
        58,
        g,
        Optional.of(m.places()),
        Optional.of(new SchemaPoints.Eyes(21, 13, ints(21, 28), ints(13, 20))));
  }

  /** {@return the 68 points of iBUG 300-W} */
  static SchemaPoints ibug68() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("jaw", range(0, 16));
    g.put("left_brow", range(17, 21));
    g.put("right_brow", range(22, 26));
    g.put("nose_bridge", range(27, 30));
    g.put("nostrils", range(31, 35));
    g.put("left_eye", range(36, 41));
    g.put("right_eye", range(42, 47));
    g.put("outer_lip", range(48, 59));
    g.put("inner_lip", range(60, 67));
    g.put("nose_tip", List.of(30));
    MirrorOrder m = new MirrorOrder(68);
    m.reverse(0, 16);
    m.reverse(17, 26);
    m.onAxis(27, 30);
    m.reverse(31, 35);
    m.pair(36, 45);
    m.pair(37, 44);
    m.pair(38, 43);
    m.pair(39, 42);
    m.pair(40, 47);
    m.pair(41, 46);
    m.ring(48, 54, 12);
    m.ring(60, 64, 8);
    return new SchemaPoints(
        "ibug68",
        68,
        g,
        Optional.of(m.places()),
        Optional.of(new SchemaPoints.Eyes(36, 45, ints(36, 41), ints(42, 47))));
  }

  /** {@return the 73 points of the IMM Frontal Face Database} */
  static SchemaPoints immFrontal73() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("left_brow", range(0, 7));
    g.put("right_brow", range(8, 15));
    g.put("left_eye", range(16, 23));
    g.put("right_eye", range(24, 31));
    g.put("left_pupil", List.of(32));
    g.put("right_pupil", List.of(33));
    g.put("nose", range(34, 44));
    g.put("nose_tip", List.of(45));
    g.put("outer_lip", range(46, 55));
    g.put("inner_upper_lip", range(56, 58));
    g.put("inner_lower_lip", range(59, 61));
    g.put("jaw", range(62, 72));
    MirrorOrder m = new MirrorOrder(73);
    m.turned(0, 8, 8);
    m.turned(16, 24, 8);
    m.pair(32, 33);
    m.reverse(34, 44);
    m.onAxis(45, 45);
    m.ring(46, 52, 10);
    m.reverse(56, 58);
    m.reverse(59, 61);
    m.reverse(62, 72);
    return new SchemaPoints(
        "imm-frontal73",
        73,
        g,
        Optional.of(m.places()),
        Optional.of(new SchemaPoints.Eyes(16, 24, new int[] {32}, new int[] {33})));
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static int[] ints(int first, int last) {
    return IntStream.rangeClosed(first, last).toArray();
  }
}
