package kpnative.data.write;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.text.CsvCell;

/**
 * DeepLabCut's {@code CollectedData} table. Faces are individuals where a picture has several, or
 * they have names; those without one are {@code individual1} and on, as in DeepLabCut's settings. A
 * path of three parts, as {@code labeled-data/video/img.png}, takes three columns.
 */
final class DeepLabCutWriter implements SetWriter {
  private static final String PREFIX = "CollectedData_";

  @Override
  public Set<Holds> holds() {
    return EnumSet.of(
        Holds.SUBPIXEL,
        Holds.ODD_NAMES,
        Holds.NAMES,
        Holds.ABSENT,
        Holds.SEVERAL,
        Holds.EMPTY,
        Holds.ID);
  }

  @Override
  public Form form() {
    return Form.TOOL;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    List<Map<String, FaceAnnotation>> rows = new ArrayList<>();
    Set<String> individuals = new LinkedHashSet<>();
    boolean several = false;
    for (AnnotatedPicture picture : set.pictures()) {
      Map<String, FaceAnnotation> row = named(picture);
      rows.add(row);
      individuals.addAll(row.keySet());
      several |= row.size() > 1 || picture.faces().stream().anyMatch(f -> f.id().isPresent());
    }
    if (individuals.isEmpty()) {
      individuals.add("individual1");
    }
    Set<String> columns = several ? individuals : Set.of(individuals.iterator().next());
    boolean manyIndividuals = several;
    String name = target.name();
    String scorer = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "kp-native";
    target.write(
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          new Table(text, set, columns, manyIndividuals).write(scorer, rows);
          text.flush();
        });
  }

  /** {@return a picture's faces by the individuals that they are} */
  private static Map<String, FaceAnnotation> named(AnnotatedPicture picture) {
    Map<String, FaceAnnotation> row = new LinkedHashMap<>();
    int number = 0;
    for (FaceAnnotation face : picture.faces()) {
      String name = face.id().orElse("");
      while (name.isEmpty() || row.containsKey(name)) {
        name = "individual" + ++number;
      }
      row.put(name, face);
    }
    return row;
  }

  /** A table's rows. */
  private static final class Table {
    private final Writer text;
    private final List<String> points;
    private final List<AnnotatedPicture> pictures;
    private final Set<String> individuals;
    private final boolean several;
    private final boolean parted;

    Table(Writer text, AnnotationSet set, Set<String> individuals, boolean several) {
      this.text = text;
      this.points = set.layouts().isEmpty() ? List.of() : set.layouts().get(0).points();
      this.pictures = set.pictures();
      this.individuals = individuals;
      this.several = several;
      this.parted = pictures.stream().allMatch(p -> p.name().split("/", -1).length == 3);
    }

    /** One row of the header. */
    private void header(String name, BiFunction<String, Integer, String> cell) throws IOException {
      StringBuilder row = new StringBuilder(name).append(parted ? ",," : "");
      for (String individual : individuals) {
        for (int c = 0; c < 2 * points.size(); c++) {
          row.append(',').append(CsvCell.text(cell.apply(individual, c)));
        }
      }
      text.write(row.append('\n').toString());
    }

    void write(String scorer, List<Map<String, FaceAnnotation>> rows) throws IOException {
      header("scorer", (individual, column) -> scorer);
      if (several) {
        header("individuals", (individual, column) -> individual);
      }
      header("bodyparts", (individual, column) -> points.get(column / 2));
      header("coords", (individual, column) -> column % 2 == 0 ? "x" : "y");
      for (int i = 0; i < rows.size(); i++) {
        String name = pictures.get(i).name();
        StringBuilder row = new StringBuilder();
        if (parted) {
          for (String part : name.split("/", -1)) {
            row.append(row.length() == 0 ? "" : ",").append(CsvCell.file(part));
          }
        } else {
          row.append(CsvCell.file(name));
        }
        for (String individual : individuals) {
          Map<String, FaceAnnotation> faces = rows.get(i);
          Optional<FaceAnnotation> face =
              several
                  ? Optional.ofNullable(faces.get(individual))
                  : faces.values().stream().findFirst();
          for (int k = 0; k < points.size(); k++) {
            int column = k;
            MarkedPoint p = face.map(f -> f.points().get(column)).orElse(MarkedPoint.ABSENT);
            row.append(',').append(p.isPresent() ? Decimal.text(p.x()) : "");
            row.append(',').append(p.isPresent() ? Decimal.text(p.y()) : "");
          }
        }
        text.write(row.append('\n').toString());
      }
    }
  }
}
