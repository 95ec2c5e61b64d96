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
import kpnative.files.FileNames;
import kpnative.geometry.Box;

/** The face boxes that an evaluation passes to the detector. Immutable. */
public sealed interface BoxChoice {
  /** The boxes that the training's box rule derives from the annotation. */
  record Own() implements BoxChoice {
    @Override
    public String toString() {
      return "own";
    }
  }

  /**
   * The same boxes, randomly shifted and scaled, in several draws.
   *
   * @param draws the number of draws, 1 to 1000
   */
  record Jittered(int draws) implements BoxChoice {
    /** The default number of draws. */
    public static final int DRAWS = 5;

    /** Rejects fewer than 1 and more than 1000 draws. */
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
   * The boxes in a CSV file, as {@link BoxList} reads it.
   *
   * @param table the file
   */
  record Listed(Path table) implements BoxChoice {
    @Override
    public String toString() {
      return "csv:" + FileNames.text(table);
    }
  }

  /**
   * {@return the choice parsed from {@code own}, {@code jittered}, {@code jittered:DRAWS} or {@code
   * csv:FILE}}
   *
   * @throws IllegalArgumentException if the text is none of these
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
      return new Listed(FileNames.path(text.substring("csv:".length())));
    }
    throw new IllegalArgumentException(
        "boxes must be own, jittered, jittered:DRAWS or csv:FILE, got '" + text + "'");
  }

  /**
   * {@return the faces of each draw, with their boxes replaced; a single draw of unchanged faces
   * for {@link Own}} A face without a box in the table is left out.
   *
   * @param rule the training's box rule
   * @throws IOException if the table cannot be read, or has no box for any of the faces
   * @throws IllegalArgumentException if the rule takes whole pictures, so that there is no box to
   *     replace
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
      throw new IOException(
          FileNames.text(table) + ": expected boxes of the data's faces, got none that fits one");
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
