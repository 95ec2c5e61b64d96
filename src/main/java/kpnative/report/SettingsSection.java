package kpnative.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.recipe.Recipes;
import kpnative.text.SpecMapper;
import kpnative.text.SpecYaml;

/** The differences between the runs, their main settings, and the complete recipes. */
final class SettingsSection implements PageSection {
  /** Keys that the page's head shows. */
  private static final Set<String> HEAD = Set.of("name", "description");

  @Override
  public String id() {
    return "settings";
  }

  @Override
  public String title() {
    return "Settings";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    List<Map<String, String>> all = runs.stream().map(SettingsSection::flat).toList();
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(settings -> keys.addAll(settings.keySet()));
    keys.removeAll(HEAD);
    List<String> columns = new ArrayList<>(List.of("setting"));
    runs.forEach(run -> columns.add(run.label()));
    List<String> differing = keys.stream().filter(k -> differs(all, k)).toList();
    if (runs.size() > 1 && differing.isEmpty()) {
      html.paragraph("The runs have the same settings.");
    } else if (runs.size() > 1) {
      html.table("What differs between the runs", columns, rows(all, differing));
    }
    Map<String, String> defaults = new LinkedHashMap<>();
    flatten("", SpecMapper.toTree(Recipes.parse("name: defaults")), defaults);
    Map<String, String> first = all.get(0);
    List<String> own =
        keys.stream().filter(k -> !differing.contains(k) && isOwn(first, k, defaults)).toList();
    html.element(
        "h3", runs.size() == 1 ? "Not the defaults" : "The same in all runs, and not the defaults");
    html.open("ul", "class", "settings");
    for (String key : own) {
      html.open("li").element("span", shown(key)).text(" ");
      html.element("b", first.getOrDefault(key, "")).closeLine();
    }
    html.closeLine();
    List<String> others =
        keys.stream().filter(k -> !differing.contains(k) && !own.contains(k)).toList();
    html.details("The " + others.size() + " other settings, at their defaults");
    html.open("ul", "class", "settings");
    for (String key : others) {
      html.open("li").element("span", shown(key)).text(" ");
      html.element("b", first.getOrDefault(key, "")).closeLine();
    }
    html.closeLine().closeLine();
    for (ReportedRun run : runs) {
      html.details("Complete recipe of " + run.label());
      html.open("pre", "tabindex", "0").element("code", yaml(run)).close().closeLine();
    }
  }

  private static String shown(String key) {
    return key.startsWith("run.") ? key.substring("run.".length()) : key;
  }

  private static boolean isOwn(
      Map<String, String> settings, String key, Map<String, String> defaults) {
    String value = settings.get(key);
    return value != null && !value.equals(defaults.get(key));
  }

  private static boolean differs(List<Map<String, String>> all, String key) {
    return all.stream().map(s -> s.getOrDefault(key, "")).distinct().count() > 1;
  }

  private static List<List<String>> rows(List<Map<String, String>> all, List<String> keys) {
    List<List<String>> rows = new ArrayList<>();
    for (String key : keys) {
      List<String> row = new ArrayList<>(List.of(shown(key)));
      all.forEach(settings -> row.add(settings.getOrDefault(key, "")));
      rows.add(row);
    }
    return rows;
  }

  /** Values as text by dotted key; the keys of the run's settings begin with {@code run.}. */
  private static Map<String, String> flat(ReportedRun run) {
    Map<String, String> flat = new LinkedHashMap<>();
    List<String> data = run.settings().data();
    flat.put("run.data", data.isEmpty() ? "synthetic faces" : ModelTable.data(run.settings()));
    if (!run.settings().exclude().isEmpty()) {
      flat.put("run.photographs left out", "by a list");
    }
    flat.put("run.device", run.settings().device());
    flat.put("run.threads", Integer.toString(run.settings().threads()));
    flat.put("run.kp-native", run.settings().version());
    flatten("", tree(run), flat);
    return flat;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      String key = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
      JsonNode value = e.getValue();
      if (value.isObject()) {
        flatten(key, value, flat);
      } else {
        flat.put(key, text(value));
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(v -> parts.add(v.isValueNode() ? v.asText() : v.toString()));
      return parts.isEmpty() ? "none" : parts.stream().collect(Collectors.joining(", "));
    }
    return value.asText();
  }

  private static String yaml(ReportedRun run) {
    try {
      return SpecYaml.mapper().writeValueAsString(tree(run));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe could not be written as YAML", e);
    }
  }

  /** The recipe, with files by name only, because a shared page should not reveal local folders. */
  private static ObjectNode tree(ReportedRun run) {
    ObjectNode tree = (ObjectNode) SpecMapper.toTree(run.recipe());
    named(tree.path("train"), "pretrained");
    named(tree.path("data").path("split"), "list");
    return tree;
  }

  private static void named(JsonNode section, String key) {
    if (section instanceof ObjectNode object && object.has(key)) {
      object.put(key, ReportedRun.fileName(object.get(key).asText()));
    }
  }
}
