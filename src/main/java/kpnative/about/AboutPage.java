package kpnative.about;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kpnative.about.BundledPart.Kind;
import kpnative.infer.Version;

/** What the {@code about} command prints. Nothing native is loaded for it. */
public final class AboutPage {
  private AboutPage() {}

  /**
   * {@return the lines that say what this build is: version, commit, Java, models with their terms,
   * and each bundled part with its version and licence}
   *
   * @throws IOException if the SBOM or a model's card cannot be read
   */
  public static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "kp-native "
            + Version.current()
            + Version.commit().map(c -> ", commit " + c).orElse("")
            + ", Apache-2.0");
    lines.add(
        "Java "
            + System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + "), "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    lines.addAll(ModelList.lines());
    Optional<BundledParts> parts = BundledParts.ofJar();
    if (parts.isEmpty()) {
      lines.add("Bundled parts and their licences: listed in kp-native.jar, which this is not.");
    } else {
      lines.addAll(table(parts.get().all()));
      lines.add("");
      lines.add("The texts of the licences: --licences. The SBOM: " + BundledParts.SBOM);
    }
    return lines;
  }

  /** The same part in several files is one line. */
  static List<String> table(List<BundledPart> parts) {
    int width = parts.stream().mapToInt(p -> title(p).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Set<String> rows = new LinkedHashSet<>();
      for (BundledPart part : parts) {
        if (part.kind() == kind) {
          String title = title(part);
          rows.add("  " + title + " ".repeat(width - title.length() + 2) + part.licence());
        }
      }
      if (!rows.isEmpty()) {
        lines.add("");
        lines.add(kind.title());
        lines.addAll(rows);
      }
    }
    return lines;
  }

  /**
   * {@return the licence texts of all bundled parts, each once, under the names of the parts that
   * it applies to}
   *
   * @throws IOException if this is not the runnable jar, or a text is missing from it
   */
  public static List<String> licences() throws IOException {
    return licences(
        BundledParts.ofJar()
            .orElseThrow(
                () ->
                    new IOException(
                        "the licence texts are in kp-native.jar, and this is not that jar")));
  }

  static List<String> licences(BundledParts parts) throws IOException {
    Map<String, Set<String>> parties = new LinkedHashMap<>(); // by text
    for (BundledPart part : parts.all()) {
      for (String name : part.texts()) {
        parties
            .computeIfAbsent(parts.licence(name).strip(), text -> new LinkedHashSet<>())
            .add(title(part) + ": " + part.licence());
      }
    }
    List<String> lines = new ArrayList<>();
    parties.forEach(
        (text, titles) -> {
          lines.add("=".repeat(80));
          lines.addAll(titles);
          lines.add("-".repeat(80));
          text.lines().forEach(lines::add);
          lines.add("");
        });
    return lines;
  }

  private static String title(BundledPart part) {
    return part.version().isEmpty()
        ? part.name()
        : part.name() + (part.version().startsWith("as in ") ? ", " : " ") + part.version();
  }
}
