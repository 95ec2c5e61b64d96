package kpnative.doctor;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.check.DataCheck;
import kpnative.data.check.ExpectedPoint;
import kpnative.data.check.Finding;
import kpnative.data.check.Kind;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceSheet;
import kpnative.draw.FaceTile;
import kpnative.draw.MarkWords;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.text.Counted;

/**
 * The sheet of a data set's worst faces: one section per kind of finding, duplicates side by side.
 */
public final class DataSheet {
  private static final int COLUMNS = 6;
  private static final int ROWS = 2; // per kind
  private static final double MARGIN = 1.5;
  private static final MarkWords LEGEND = new MarkWords("label", "expected");

  private final KeypointSchema schema;

  private DataSheet(KeypointSchema schema) {
    this.schema = schema;
  }

  /**
   * {@return the sheet; empty if no finding has a picture to show}
   *
   * @throws IOException if a picture that the check could read can no longer be read
   */
  public static Optional<FaceSheet> of(DataCheck check) throws IOException {
    if (check.schema().isEmpty()) {
      return Optional.empty();
    }
    KeypointSchema schema = check.schema().get();
    DataSheet sheet = new DataSheet(schema);
    List<FaceSheet.Section> sections = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Finding> of = check.of(kind);
      if (!of.isEmpty() && isShown(kind)) {
        List<FaceTile> tiles = sheet.tiles(of);
        sections.add(new FaceSheet.Section(heading(kind, of.size()), tiles));
      }
    }
    return sections.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FaceSheet(
                String.format(
                    Locale.ROOT,
                    "%s in %s (%s): the worst of each kind",
                    Counted.of(check.faces(), "face"),
                    Counted.of(check.pictures(), "picture"),
                    schema),
                FaceOverlay.of(schema),
                sections,
                COLUMNS,
                FaceSheet.TILE_SIDE,
                LEGEND));
  }

  private static String heading(Kind kind, int count) {
    String title = kind.title();
    return Character.toUpperCase(title.charAt(0)) + title.substring(1) + ": " + count;
  }

  /** Unreadable files have nothing to show; several faces in a photograph are not a fault. */
  private static boolean isShown(Kind kind) {
    return kind != Kind.ANNOTATION && kind != Kind.PICTURE && kind != Kind.SHARED;
  }

  private List<FaceTile> tiles(List<Finding> findings) throws IOException {
    List<FaceTile> tiles = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding f = findings.get(i);
      if (tiles.size() + f.faces().size() > ROWS * COLUMNS) {
        break;
      }
      for (int j = 0; j < f.faces().size(); j++) {
        AnnotatedFace face = f.faces().get(j);
        String number = j == 0 ? amount(f) + "  " : "";
        String pair = f.faces().size() > 1 ? "pair " + (i + 1) + "  " : "";
        tiles.add(tile(face, f.points(), pair + number + fileName(face.picture().name())));
      }
    }
    return tiles;
  }

  private FaceTile tile(AnnotatedFace face, List<ExpectedPoint> expected, String caption)
      throws IOException {
    try (Image image = face.picture().read(Channels.COLOR)) {
      BufferedImage photograph = image.toBufferedImage();
      Keypoints k = face.keypoints();
      // a face of another schema has no lines to draw
      return FaceTile.framed(
          photograph,
          square(k, image.size()),
          k.count() == schema.count() ? k : null,
          expected.isEmpty() ? null : moved(k, expected),
          caption);
    }
  }

  /** {@return the points as they are labelled, but for those that are expected elsewhere} */
  private static Keypoints moved(Keypoints k, List<ExpectedPoint> expected) {
    double[] xy = k.toArray();
    for (ExpectedPoint p : expected) {
      xy[2 * p.index()] = p.place().x();
      xy[2 * p.index() + 1] = p.place().y();
    }
    return Keypoints.partial(xy);
  }

  /** A square around the keypoints; the whole picture if they span no area. */
  private static Box square(Keypoints k, Size picture) {
    try {
      return k.extent().scaled(MARGIN).widenedTo(1);
    } catch (IllegalArgumentException e) { // collinear keypoints, possibly the finding itself
      return Box.ofPicture(picture).widenedTo(1);
    }
  }

  private static String amount(Finding f) {
    double v = f.value();
    return switch (f.kind()) {
      case COUNT -> text("%.0f keypoints", v);
      case MISSING -> text("%.0f missing", v);
      case DEGENERATE -> text("%.1f px", v);
      case OUTSIDE -> text("%.1f px outside", v);
      case MIRRORED, SMALL -> text("%.1f x", v);
      case SHAPE -> text("%.1f %%", 100 * v);
      case LABEL -> text("%.1f deviations", v);
      case SCHEMA -> "another schema";
      case TURNED -> "EXIF turns this";
      case DUPLICATE, BOTH_SIDES -> text("%.3f", v);
      case ANNOTATION, PICTURE, SHARED -> text("%.0f", v);
    };
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String fileName(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
