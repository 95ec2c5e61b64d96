package kpnative.data.read;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.image.PictureFiles;

/**
 * Label Studio's tasks, exported as JSON or JSON_MIN: key points, and rectangles that hold a face's
 * points as their parents, or else around them. Of a task's annotations the first that was not
 * cancelled is taken, or without one the first prediction.
 *
 * <p>Places are percentages of {@code original_width} and {@code original_height}, from the corner
 * of the first pixel. {@code image_rotation} is how the picture was turned on the screen: the
 * percentages are those of the picture as it is.
 *
 * @see <a href="https://labelstud.io/guide/task_format">Label Studio, task format</a>
 * @see <a href="https://labelstud.io/tags/keypointlabels">Label Studio, KeyPointLabels</a>
 */
final class LabelStudioReader implements SetReader.OfFile {
  /** A field of a task's {@code meta}, which Label Studio keeps: each kind's points, in order. */
  static final String ORDER = "keypoints";

  private static final long MAX_BYTES = 2L << 30;
  private static final int MAX_TASKS = 2_000_000;
  private static final Set<String> DROPPED = Set.of("rle", "imageDataURL", "draft", "drafts");
  private static final Pattern UPLOADED = Pattern.compile("[0-9a-f]{8}-(.+)");

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    NamedFaces faces = new NamedFaces(file);
    Tasks tasks = new Tasks(new PictureSearch(file), faults, faces);
    JsonFile.read(
        file, "Label Studio's tasks", MAX_BYTES, json -> json.items(DROPPED, tasks::task));
    if (tasks.unmarked > 0) {
      faults.accept(
          FileNames.text(file)
              + ": regions that are no points and no rectangles, passed over: "
              + tasks.unmarked);
    }
    return faces.set();
  }

  /** The tasks of a file. */
  private static final class Tasks {
    private final PictureSearch search;
    private final Consumer<String> faults;
    private final NamedFaces faces;
    private int tasks;
    private int unmarked;

    Tasks(PictureSearch search, Consumer<String> faults, NamedFaces faces) {
      this.search = search;
      this.faults = faults;
      this.faces = faces;
    }

    void task(JsonValue task) throws IOException {
      if (++tasks > MAX_TASKS) {
        throw task.error("expected at most " + MAX_TASKS + " tasks");
      }
      JsonValue data = task.has("data") ? task.get("data") : task; // JSON_MIN has no data
      Optional<String> written = picture(data);
      if (written.isEmpty()) {
        faults.accept(task.place() + ": the task names no picture" + FaceFaults.LEFT_OUT);
        return;
      }
      if (task.get("meta").has(ORDER)) {
        order(task.get("meta").get(ORDER));
      }
      List<JsonValue> regions = task.has("data") ? regions(task) : least(task);
      LabelStudioRegions found = new LabelStudioRegions(faults);
      for (JsonValue region : regions) {
        unmarked += found.add(region) ? 0 : 1;
      }
      String name = name(written.get());
      faces.picture(name, find(written.get(), name), found.size());
      found.faces(task.place(), faces, scoreOf(task));
    }

    private void order(JsonValue kinds) throws IOException {
      for (Iterator<String> names = kinds.node().fieldNames(); names.hasNext(); ) {
        String kind = names.next();
        List<String> points = new ArrayList<>();
        for (JsonValue name : kinds.get(kind).items()) {
          points.add(name.key());
        }
        try {
          faces.layout(PointLayout.of(kind, points));
        } catch (IllegalArgumentException e) {
          throw kinds.error(String.valueOf(e.getMessage()));
        }
      }
    }

    /** {@return the regions of the annotation that counts} */
    private static List<JsonValue> regions(JsonValue task) throws IOException {
      Optional<JsonValue> counts = annotation(task);
      return counts.isPresent() && counts.get().has("result")
          ? counts.get().get("result").items()
          : List.of();
    }

    private static Optional<JsonValue> annotation(JsonValue task) throws IOException {
      for (String kind : List.of("annotations", "completions", "predictions")) {
        if (task.has(kind)) {
          for (JsonValue one : task.get(kind).items()) {
            boolean cancelled = one.get("was_cancelled").node().asBoolean();
            if (!cancelled && one.node().isObject()) {
              return Optional.of(one);
            }
          }
        }
      }
      return Optional.empty();
    }

    private static OptionalDouble scoreOf(JsonValue task) throws IOException {
      Optional<JsonValue> counts = annotation(task);
      return counts.isPresent() && counts.get().has("score")
          ? OptionalDouble.of(counts.get().get("score").number())
          : OptionalDouble.empty();
    }

    /** {@return the regions of JSON_MIN: the items of every list of regions} */
    private static List<JsonValue> least(JsonValue task) throws IOException {
      List<JsonValue> regions = new ArrayList<>();
      for (Iterator<String> names = task.node().fieldNames(); names.hasNext(); ) {
        JsonValue field = task.get(names.next());
        if (field.node().isArray()) {
          for (JsonValue item : field.items()) {
            if (item.has("keypointlabels") || item.has("rectanglelabels")) {
              regions.add(item);
            }
          }
        }
      }
      return regions;
    }

    /**
     * {@return what names the picture: the field {@code image}, or the first that looks like it}
     */
    private static Optional<String> picture(JsonValue data) throws IOException {
      for (String usual : List.of("image", "img", "photo")) {
        if (data.get(usual).node().isTextual()) {
          return Optional.of(data.get(usual).text());
        }
      }
      for (Iterator<String> names = data.node().fieldNames(); names.hasNext(); ) {
        JsonValue field = data.get(names.next());
        if (field.node().isTextual() && PictureFiles.isPictureName(name(field.text()))) {
          return Optional.of(field.text());
        }
      }
      return Optional.empty();
    }

    /**
     * {@return a picture's name in an address: of local files what stands after {@code ?d=}, else
     * the path; of uploaded files without the digits that Label Studio has put before it}
     */
    private static String name(String written) {
      int local = written.indexOf("?d=");
      if (local >= 0) {
        return decoded(written.substring(local + 3));
      }
      if (written.contains("://")) {
        String path = written.substring(written.indexOf("://") + 3).replaceFirst("[?#].*", "");
        return decoded(path.substring(path.lastIndexOf('/') + 1));
      }
      if (written.startsWith("/data/upload/")) {
        String last = written.substring(written.lastIndexOf('/') + 1);
        Matcher uploaded = UPLOADED.matcher(last);
        return uploaded.matches() ? uploaded.group(1) : last;
      }
      return written;
    }

    private static String decoded(String text) {
      try {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return text; // a % that begins no code is itself
      }
    }

    private Optional<Path> find(String written, String name) {
      String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
      return search
          .find(name)
          .or(() -> search.find(written.substring(written.lastIndexOf('/') + 1)))
          .or(() -> search.find(last));
    }
  }
}
