package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.crop.BoxRule;
import kpnative.data.load.View;
import kpnative.files.FileNames;
import kpnative.image.InputFormat;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.KeypointSchema;
import kpnative.recipe.Recipe;

/**
 * A trained detector that a recipe's network can learn from. Immutable.
 *
 * @param file the detector
 * @param view the picture of a sample that it takes
 * @param positions for each keypoint that is learned, its index among those that the detector finds
 */
record TeacherFile(DetectorFile file, View view, List<Integer> positions) {
  /**
   * {@return the teachers that the recipe names, maybe none}
   *
   * @param schema of the keypoints that are learned
   * @param notes receives the terms of built-in models
   * @throws IOException if a file cannot be read, is no detector, or one that cannot teach these
   *     keypoints; the message names it
   */
  static List<TeacherFile> read(Recipe recipe, KeypointSchema schema, Consumer<String> notes)
      throws IOException {
    List<TeacherFile> all = new ArrayList<>();
    for (String from : recipe.train().teacher().from()) {
      Optional<BuiltInModel> model = BuiltInModel.of(from);
      if (model.isPresent()) {
        model.get().notice().forEach(notes);
      }
      DetectorFile file =
          model.isPresent() ? model.get().read() : DetectorFile.read(FileNames.path(from));
      all.add(fitting(file, recipe, schema));
    }
    return all;
  }

  private static TeacherFile fitting(DetectorFile file, Recipe recipe, KeypointSchema schema)
      throws IOException {
    DetectorSpec spec = file.spec();
    if (!spec.keypointSchema().equals(schema)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot teach: it finds points of %s (%d), the faces have those of %s (%d)",
              file.name(),
              spec.keypointSchema().name(),
              spec.keypointSchema().count(),
              schema.name(),
              schema.count()));
    }
    List<Integer> positions = new ArrayList<>();
    for (int k : recipe.keypointIndices(schema)) {
      positions.add(spec.keypoints().indexOf(k));
    }
    if (positions.contains(-1)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot teach: of the %d points to learn it finds %d",
              file.name(),
              positions.size(),
              positions.stream().filter(p -> p >= 0).count()));
    }
    return new TeacherFile(file, view(file, recipe), positions);
  }

  private static View view(DetectorFile file, Recipe recipe) throws IOException {
    InputFormat own = recipe.input();
    InputFormat its = file.spec().input();
    if (its.channels() != own.channels()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot teach: its pictures are %s, the recipe's %s (input.channels)",
              file.name(),
              its.channels().name().toLowerCase(Locale.ROOT),
              own.channels().name().toLowerCase(Locale.ROOT)));
    }
    BoxRule rule = file.spec().box();
    boolean whole = recipe.box().from() == BoxRule.From.PICTURE;
    if (whole != (rule.from() == BoxRule.From.PICTURE)) {
      throw new IOException(
          file.name()
              + " cannot teach: one of it and the recipe sees the whole picture (box.from), the"
              + " other a face's box");
    }
    if (whole) {
      return new View(its, 1);
    }
    if (its.width() * own.height() != own.width() * its.height()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot teach: its input of %d x %d has not the shape of the recipe's, %d x %d"
                  + " (rows x columns)",
              file.name(),
              its.height(),
              its.width(),
              own.height(),
              own.width()));
    }
    return new View(its, rule.margin() / recipe.box().margin());
  }

  /**
   * {@return the notices that go with what is made of these weights and these teachers}
   *
   * @param given the weights that the training begins with
   */
  static Optional<String> notices(Optional<Pretrained> given, List<TeacherFile> teachers) {
    Set<String> all = new LinkedHashSet<>();
    given.flatMap(Pretrained::notice).ifPresent(all::add);
    for (TeacherFile teacher : teachers) {
      Optional.ofNullable(teacher.file.metadata().get(BuiltInModel.NOTICE_KEY)).ifPresent(all::add);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", all));
  }

  /** {@return {@link #positions} for a tensor's index} */
  long[] index() {
    return positions.stream().mapToLong(Integer::longValue).toArray();
  }

  /** {@return a text that changes with the teachers' weights; empty without teachers} */
  static String fingerprint(List<TeacherFile> teachers) {
    List<Integer> hashes = new ArrayList<>();
    for (TeacherFile teacher : teachers) {
      teacher.file.tensors().values().forEach(t -> hashes.add(Arrays.hashCode(t.floats())));
    }
    return teachers.isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", %d teachers %08x", teachers.size(), hashes.hashCode());
  }
}
