package kpnative.data.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much of each thing a format could not hold. Not thread-safe. */
public final class Losses {
  /** A thing that may be lost, in the order in which it is told. */
  enum Thing {
    ODD_NAMES(
        "picture whose name has line breaks or outer blanks",
        "pictures whose names have line breaks or outer blanks",
        "left out"),
    FACES_OF_OTHER_KINDS("face of another kind", "faces of other kinds", "left out"),
    FURTHER_FACES(
        "further face of a picture", "further faces of pictures", "left out: one face a file"),
    INCOMPLETE("face that lacks points", "faces that lack points", "left out"),
    POINTLESS("face without a point", "faces without a point", "left out"),
    EMPTY("picture without a face", "pictures without a face", "left out"),
    VISIBILITY(
        "point seen or hidden", "points seen or hidden", "written without saying which it is"),
    UNKNOWN("point of unknown visibility", "points of unknown visibility", "written as visible"),
    SUBPIXEL("point between pixels", "points between pixels", "rounded to whole pixels"),
    NAMES("name of a point", "names of points", "written as numbers"),
    KINDS("name of a kind of face", "names of kinds of faces", "not written"),
    EDGES("line between points", "lines between points", "not written"),
    MIRROR("layout's mirror pairs", "layouts' mirror pairs", "not written"),
    BOXES("box", "boxes", "not written"),
    MADE_BOXES("face without a box", "faces without a box", "given the box around its points"),
    IDS("name of a face", "names of faces", "not written"),
    SCORES("score", "scores", "not written");

    private final String one;
    private final String many;
    private final String fate;

    Thing(String one, String many, String fate) {
      this.one = one;
      this.many = many;
      this.fate = fate;
    }
  }

  private final Map<Thing, Long> counts = new TreeMap<>();

  /** Creates a list of nothing. */
  public Losses() {}

  void add(Thing thing, long count) {
    if (count > 0) {
      counts.merge(thing, count, Long::sum);
    }
  }

  /** {@return a line for each thing, such as {@code 12 boxes: not written}} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (thing, n) -> lines.add(n + " " + (n == 1 ? thing.one : thing.many) + ": " + thing.fate));
    return lines;
  }
}
