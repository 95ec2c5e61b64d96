package kpnative.about;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.infer.BuiltInModel;
import kpnative.infer.ModelCard;
import kpnative.weights.WeightFile;

/** The models that this jar holds, for people. Nothing native is loaded for it. */
public final class ModelList {
  private ModelList() {}

  /**
   * {@return a line for each model: its name, whether it is the default, its size, error and terms;
   * at the end the weight file that replaces the default, if one does}
   *
   * @throws IOException if a model or its card cannot be read
   */
  public static List<String> lines() throws IOException {
    List<BuiltInModel> models = BuiltInModel.names().stream().map(BuiltInModel::named).toList();
    if (models.stream().noneMatch(BuiltInModel::isPresent)) {
      return notice("No built-in model.");
    }
    String standard = BuiltInModel.ofJar().name();
    List<String> lines = new ArrayList<>();
    lines.add("Built-in models");
    for (int i = 0; i < models.size(); i++) {
      BuiltInModel model = models.get(i);
      String mark = model.isPresent() && model.name().equals(standard) ? "default" : "";
      String facts = model.isPresent() ? facts(model) : "not in this build";
      lines.add(
          String.format(Locale.ROOT, "  %-8s  %-7s  %s", BuiltInModel.names().get(i), mark, facts));
    }
    lines.addAll(
        notice("Terms, errors, limits: kp-native model NAME. Its use: --weights builtin:NAME"));
    return lines;
  }

  /** With the weight file that replaces the default, if one does. */
  private static List<String> notice(String line) throws IOException {
    BuiltInModel standard = BuiltInModel.ofJar();
    boolean replaced = standard.isPresent() && BuiltInModel.of(standard.name()).isEmpty();
    return replaced ? List.of(line, String.join(" ", standard.notice())) : List.of(line);
  }

  private static String facts(BuiltInModel model) throws IOException {
    ModelCard card = model.card();
    return String.format(
        Locale.ROOT, "%.1f MB, NME %s; %s", bytes(model.stored()) / 1e6, card.nme(), card.terms());
  }

  private static long bytes(WeightFile file) {
    return file.tensors().values().stream().mapToLong(t -> t.elements() * t.dtype().bytes()).sum();
  }
}
