package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.BoxJitter;
import kpnative.data.read.BoxList;
import kpnative.geometry.Box;

/** In which boxes an evaluation shows faces to the network. Immutable. */
public sealed interface BoxChoice {
  /** The boxes that the training's rule takes from the annotation. */
  record Own() implements BoxChoice {
    @Override
    public String toString() {
      return "own";
    }
  }

  /**
   * Those, moved and scaled at random, several times.
   *
   * @param draws how many times, 1 to 1000
   */
  record Jittered(int draws) implements BoxChoice {
    /** How many times if nothing is said. */
    public static final int DRAWS = 5;

    /** Rejects no draw, and absurdly many. */
    public Jittered {
      if (draws < 1 || draws > 1000) {
        throw new IllegalArgumentException("jittered boxes need 1 to 1000 draws, got " + draws);
      }
    }

    @Override
    public String toString() {
      return "jittered";
    }
  }

  /**
   * Those in a table, as {@link BoxList} reads it.
   *
   * @param table the file
   */
  record Listed(Path table) implements BoxChoice {
    @Override
    public String toString() {
      return "csv:" + table;
    }
  }

  /**
   * {@return the choice that a text spells: {@code own}, {@code jittered}, {@code jittered:DRAWS}
   * or {@code csv:FILE}}
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static BoxChoice parse(String text) {
    if (text.equals("own")) {
      return new Own();
    }
    if (text.equals("jittered")) {
      return new Jittered(Jittered.DRAWS);
    }
    if (text.matches("jittered:\\d{1,9}")) {
      return new Jittered(Integer.parseInt(text.substring("jittered:".length())));
    }
    if (text.startsWith("csv:") && text.length() > "csv:".length()) {
      return new Listed(Path.of(text.substring("csv:".length())));
    }
    throw new IllegalArgumentException(
        "boxes must be own, jittered, jittered:DRAWS or csv:FILE, got '" + text + "'");
  }

  /**
   * {@return the faces of each draw, with the boxes stated; one draw, without a change, for {@link
   * Own}} A face for which a table has no box is left out.
   *
   * @param rule the training's
   * @throws IOException if the table cannot be read, or has a box for none of the faces
   * @throws IllegalArgumentException if the rule shows whole pictures, which have no other box
   */
  default List<List<AnnotatedFace>> draws(List<AnnotatedFace> faces, BoxRule rule)
      throws IOException {
    if (this instanceof Own) {
      return List.of(faces);
    }
    if (this instanceof Jittered jittered) {
      List<List<AnnotatedFace>> all = new ArrayList<>();
      for (int draw = 0; draw < jittered.draws(); draw++) {
        List<AnnotatedFace> moved = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
          AnnotatedFace face = faces.get(i);
          moved.add(face.withBox(BoxJitter.DEFAULT.of(own(face, rule), draw, i)));
        }
        all.add(moved);
      }
      return all;
    }
    Path table = ((Listed) this).table();
    BoxList list = BoxList.read(table);
    List<AnnotatedFace> found = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      Optional<Box> box = list.of(face, own(face, rule));
      box.ifPresent(b -> found.add(face.withBox(b)));
    }
    if (found.isEmpty()) {
      throw new IOException(table + ": expected boxes of the data's faces, got none that fits one");
    }
    return List.of(found);
  }

  private static Box own(AnnotatedFace face, BoxRule rule) {
    return rule.tight(face.keypoints(), face.box())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "other boxes need weights that see a face's box; these see whole pictures"
                        + " (box.from picture)"));
  }
}
