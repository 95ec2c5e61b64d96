package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DataTitle;
import kpnative.eval.ErrorCurve;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.FaceKind;
import kpnative.eval.Prediction;
import kpnative.eval.RegionErrors;
import kpnative.eval.Reliability;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.keypoints.FaceRegion;
import kpnative.keypoints.KeypointSchema;
import kpnative.measure.EvaluationRun.Part;

/** Measures a detector and formats the Markdown tables of its model card. NME is in percent. */
public final class ModelNumbers {
  private static final double LIMIT = 0.08; // of FR@8
  private static final String NONE = "-";

  private ModelNumbers() {}

  /**
   * {@return the tables: one row per data set, one per region of the face, one per kind of face}
   *
   * @param file the detector
   * @param data data sets in the syntax of {@code --data}, at least one
   * @param exclude a file that lists photographs to leave out
   * @param notes receives one line per skipped item
   * @throws IOException if a file cannot be read, or any face is at fault: numbers that are
   *     published are those of all faces
   */
  public static String of(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    List<MeasuredDetector> own = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (String set : data) {
      List<String> one = List.of(set);
      MeasuredDetector plain =
          EvaluationRun.of(
              file,
              one,
              exclude,
              Part.ALL,
              new BoxChoice.Own(),
              options,
              notes,
              UnreadablePictures.FATAL);
      BoxChoice jitter = new BoxChoice.Jittered(BoxChoice.Jittered.DRAWS);
      MeasuredDetector moved =
          EvaluationRun.of(
              file, one, exclude, Part.ALL, jitter, options, notes, UnreadablePictures.FATAL);
      own.add(plain);
      rows.add(row(set, plain, moved));
    }
    return table("set|faces|NME|AUC@8|FR@8|NME, jittered boxes|calibration error", rows)
        + "\n"
        + table("part|" + names(data), regions(own))
        + "\n"
        + table("faces|" + names(data), kinds(own));
  }

  private static String row(String set, MeasuredDetector plain, MeasuredDetector moved) {
    var measures = plain.evaluation().detector().measures();
    return cells(
        Stream.of(
            name(set),
            Integer.toString(measures.n()),
            percent(mean(plain.evaluation())),
            measures.auc08().isEmpty() ? NONE : percent(measures.auc08().getAsDouble()),
            measures.fr08().isEmpty() ? NONE : percent(measures.fr08().getAsDouble()),
            percent(mean(moved.evaluation())),
            plain
                .reliability()
                .map(Reliability::expectedCalibrationError)
                .map(ModelNumbers::percent)
                .orElse(NONE)));
  }

  private static double mean(FaceEvaluation e) {
    return e.detector().meanError();
  }

  private static List<String> regions(List<MeasuredDetector> sets) {
    List<RegionErrors> errors = sets.stream().map(MeasuredDetector::regions).toList();
    return Stream.of(FaceRegion.values())
        .map(
            region ->
                cells(
                    Stream.concat(
                        Stream.of(region.toString()),
                        errors.stream()
                            .map(e -> e.byRegion().get(region))
                            .map(e -> e == null ? NONE : percent(e)))))
        .toList();
  }

  private static List<String> kinds(List<MeasuredDetector> sets) {
    List<String> rows = new ArrayList<>();
    for (FaceKind kind : FaceKind.values()) {
      rows.add(kind(kind.description(), sets, (schema, p) -> kind.isOf(schema, p.truth())));
    }
    rows.add(
        kind(
            "none of these",
            sets,
            (schema, p) -> Stream.of(FaceKind.values()).noneMatch(k -> k.isOf(schema, p.truth()))));
    return rows;
  }

  /** Selects faces. */
  private interface Test {
    boolean test(KeypointSchema schema, Prediction prediction);
  }

  private static String kind(String title, List<MeasuredDetector> sets, Test test) {
    return cells(
        Stream.concat(
            Stream.of(title),
            sets.stream()
                .map(m -> kind(m.evaluation(), p -> test.test(m.spec().keypointSchema(), p)))));
  }

  /** {@return NME, failure rate and number of the faces that pass the test} */
  private static String kind(FaceEvaluation e, Predicate<Prediction> test) {
    List<Double> errors =
        IntStream.range(0, e.predictions().size())
            .filter(i -> test.test(e.predictions().get(i)))
            .mapToObj(e.detector().perFace()::get)
            .filter(error -> !error.isNaN())
            .toList();
    OptionalDouble mean = errors.stream().mapToDouble(Double::doubleValue).average();
    return mean.isEmpty()
        ? NONE
        : String.format(
            Locale.ROOT,
            "%s, FR@8 %s, n %d",
            percent(mean.getAsDouble()),
            percent(ErrorCurve.of(errors).failureRate(LIMIT)),
            errors.size());
  }

  private static String table(String header, List<String> rows) {
    int columns = header.split("\\|").length;
    return cells(Stream.of(header.split("\\|")))
        + "|"
        + "---|".repeat(columns)
        + "\n"
        + String.join("", rows);
  }

  private static String cells(Stream<String> cells) {
    return cells.map(c -> c.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String names(List<String> data) {
    return data.stream()
        .map(d -> DataTitle.of(d).replace('|', ' '))
        .collect(Collectors.joining("|"));
  }

  /** {@return a data set's title without what divides cells and lists} */
  private static String name(String set) {
    return DataTitle.of(set).replace('|', ' ');
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }
}
