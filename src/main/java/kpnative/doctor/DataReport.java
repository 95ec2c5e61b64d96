package kpnative.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.check.DataCheck;
import kpnative.data.check.ExpectedPoint;
import kpnative.data.check.Finding;
import kpnative.data.check.Kind;
import kpnative.data.check.PointStates;
import kpnative.data.read.DatasetReader;
import kpnative.files.AtomicFile;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.recipe.Recipe;
import kpnative.suggest.LabelCheck;
import kpnative.text.Counted;
import kpnative.text.PlainText;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DataCheck} found, as text, as JSON and as a sheet.
 *
 * @param check what was found
 * @param recipe the recipe whose split, boxes and input size the data were checked for
 * @param labels whether labels far from where they are expected were looked for
 */
public record DataReport(DataCheck check, Recipe recipe, boolean labels) {
  private static final int WORST = 5; // findings per kind in the short text

  /**
   * Checks data for a recipe.
   *
   * @param data specifications as {@code --data} takes them, at least one
   * @param exclude a file that lists photographs to leave out; empty for none
   * @param notes receives one line for each skipped item
   * @throws IOException if a path does not exist or holds no annotations at all
   * @throws IllegalArgumentException if a specification is misspelled
   */
  public static DataReport of(
      Recipe recipe, List<String> data, Optional<Path> exclude, Consumer<String> notes)
      throws IOException {
    DataCheck.Use use =
        new DataCheck.Use(
            recipe.box(),
            recipe.input().size(),
            all -> recipe.data().split().apply(all, recipe.train().seed()));
    return new DataReport(
        DataCheck.of(data, exclude, recipe.readOptions(notes), use), recipe, false);
  }

  /**
   * {@return this report with the faces whose labels are far from where a model of the other faces
   * puts them}
   *
   * @param data as for {@link #of}
   * @param exclude as for {@link #of}
   * @param detector of three points or more, of any schema
   * @param notes receives a line if there are too few faces to compare
   * @throws IOException if the data can no longer be read
   * @throws IllegalArgumentException if the detector finds fewer than three points
   */
  public DataReport withLabels(
      List<String> data,
      Optional<Path> exclude,
      DetectorFile detector,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    if (check.schema().isEmpty()) {
      return this;
    }
    Consumer<String> noted = line -> {}; // the check has named what is at fault
    List<AnnotatedFace> faces =
        DatasetReader.readEach(data, exclude, recipe.readOptions(noted), noted);
    List<String> tooFew = new ArrayList<>();
    List<Finding> found =
        LabelCheck.of(detector, check.schema().get(), faces, options, tooFew::add);
    tooFew.forEach(notes);
    return new DataReport(check.with(found), recipe, tooFew.isEmpty());
  }

  /** {@return whether every annotation and every picture can be read, and there is a face} */
  public boolean isReadable() {
    return check.faces() > 0
        && check.of(Kind.ANNOTATION).isEmpty()
        && check.of(Kind.PICTURE).isEmpty();
  }

  /**
   * {@return one line per kind with the number of its findings, followed by the worst of them}
   *
   * @param all whether to list every finding
   */
  public String toText(boolean all) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s in %s%s%n",
            Counted.of(check.faces(), "face"),
            Counted.of(check.pictures(), "picture"),
            check.schema().map(s -> ", " + s + schemaNote()).orElse("")));
    text.append(
        String.format(
            Locale.ROOT,
            "with %s: %s%n%n",
            PlainText.line(recipe.name()),
            PlainText.line(check.division())));
    List<String> states = check.points().map(PointStates::lines).orElse(List.of());
    states.forEach(line -> text.append(PlainText.line(line)).append('\n'));
    text.append(states.isEmpty() ? "" : "\n");
    int width =
        List.of(Kind.values()).stream().mapToInt(k -> k.title().length()).max().orElse(0) + 2;
    for (Kind kind : Kind.values()) {
      List<Finding> of = check.of(kind);
      String count = of.isEmpty() ? none(kind) : Integer.toString(of.size());
      text.append(String.format(Locale.ROOT, "%-" + width + "s%s%n", kind.title(), count));
      int shown = all ? of.size() : Math.min(WORST, of.size());
      for (Finding f : of.subList(0, shown)) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %s%s%n",
                f.file().isEmpty() ? "" : PlainText.line(f.file()) + ": ",
                PlainText.line(f.text())));
      }
      if (shown < of.size()) {
        text.append(String.format(Locale.ROOT, "  and %d more (--verbose)%n", of.size() - shown));
      }
    }
    return text.toString();
  }

  private String none(Kind kind) {
    return kind == Kind.LABEL && !labels ? "not looked for (--labels)" : "none";
  }

  private String schemaNote() {
    boolean described = check.schema().flatMap(s -> s.mirror()).isPresent();
    return described ? "" : " (unknown schema: no mirror pairs, no eye corners)";
  }

  /**
   * Writes every finding as JSON: an object with {@code faces}, {@code pictures}, {@code schema},
   * {@code points} that are absent or hidden, {@code division}, {@code counts} by kind, and {@code
   * findings}, each with {@code kind}, {@code value}, {@code text}, {@code file} and the {@code
   * faces} that it is about, and where it says where points should be, {@code points}.
   *
   * @throws IOException with the path, if it cannot be written
   */
  public void writeJson(Path file) throws IOException {
    String json = toJson();
    AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }

  private String toJson() throws JsonProcessingException {
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("faces", check.faces());
    head.put("pictures", check.pictures());
    head.put("schema", check.schema().map(s -> s.name()).orElse(null));
    head.put("points", check.points().map(PointStates::toMap).orElse(null));
    head.put("recipe", recipe.name());
    head.put("division", check.division());
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.LABEL || labels) {
        counts.put(name(kind), check.of(kind).size());
      }
    }
    head.put("counts", counts);
    List<String> findings = new ArrayList<>();
    for (Finding f : check.findings()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("kind", name(f.kind()));
      object.put("value", f.value());
      object.put("text", f.text());
      object.put("file", f.file());
      object.put(
          "faces",
          f.faces().stream().map(a -> new Origin(a.picture().name(), a.origin())).toList());
      if (!f.points().isEmpty()) {
        object.put("points", f.points().stream().map(this::place).toList());
      }
      findings.add(SpecMapper.json().writeValueAsString(object));
    }
    String start = SpecMapper.json().writeValueAsString(head);
    return start.substring(0, start.length() - 1)
        + findings.stream().collect(Collectors.joining(",\n ", ",\"findings\":[\n ", "]}\n"));
  }

  /** Where a face comes from, as JSON. */
  private record Origin(String picture, String annotation) {}

  /** Where a point is expected, as JSON. */
  private record Expected(int point, String name, double x, double y, double deviations) {}

  private Expected place(ExpectedPoint p) {
    String name = check.schema().map(s -> s.pointName(p.index())).orElse("");
    return new Expected(p.index(), name, p.place().x(), p.place().y(), p.deviations());
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
