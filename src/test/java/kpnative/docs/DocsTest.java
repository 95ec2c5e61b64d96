package kpnative.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name exists: files, headings, classes, recipes. */
class DocsTest {
  private static final int MOST_WORDS = 900;
  private static final long MOST_BYTES = 180_000;
  private static final Pattern RECIPE =
      Pattern.compile("(?<![\\w/.])((?:face68|face58|nose)/[a-z0-9-]+)(?![\\w*./-])");
  private static final Pattern CLASS =
      Pattern.compile("(?<![\\w/$.-])((?:[a-z]\\w*\\.)*)([A-Z][a-z0-9]+(?:[A-Z]\\w*)?)(?![\\w-])");

  /** Names of others that look like a class of ours: libraries, tools, formats. */
  private static final Set<String> OTHERS =
      Set.of(
          // names that the changelog says are no more
          "FollowedFace",
          "FoundFace",
          "SeenFace",
          // DeepLabCut's file
          "CollectedData",
          "CollectedData_SCORER",
          // what Error Prone calls its checks
          "ArrayRecordComponent",
          "DefaultCharset",
          "DoNotCallSuggester",
          "EffectivelyPrivate",
          "EnumOrdinal",
          "MissingSummary",
          "SameNameButDifferent",
          "StringCaseLocaleUsage",
          "StringSplitter",
          // what its default locale is asked for
          "SimpleDateFormat",
          // endings of names that we avoid
          "Helper",
          "Impl",
          "Manager",
          "Util",
          // of others
          "ArcFace",
          "InsightFace",
          // columns of a contest's file
          "Id",
          "Predicted",
          // torchvision's, DJL's
          "ColorJitter",
          "Predictor",
          "ChannelsLast",
          "Sequential");

  static List<Path> pages() {
    return Pages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : Pages.links(Pages.read(page))) {
      if (link.contains("://") || link.startsWith("mailto:")) {
        continue;
      }
      int hash = link.indexOf('#');
      String file = hash < 0 ? link : link.substring(0, hash);
      Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
      boolean there =
          Files.exists(target)
              && (hash < 0 || Pages.anchors(Pages.read(target)).contains(link.substring(hash + 1)));
      if (!there) {
        broken.add(link);
      }
    }

    assertThat(broken).as("links of " + page).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void classesExist(Path page) throws IOException {
    Set<String> ours = classes();
    Set<String> packages = packages(ours);
    Set<String> missing = new TreeSet<>();
    for (String span : Pages.spans(Pages.read(page))) {
      if (span.contains(" ") || span.contains("/") || span.startsWith("-")) {
        continue; // a command, a path, an option
      }
      for (Matcher m = CLASS.matcher(span); m.find(); ) {
        String name = m.group(2);
        String prefix = m.group(1).replaceFirst("^kpnative\\.", "");
        boolean known =
            packages.contains(prefix)
                ? ours.contains("kpnative." + prefix + name)
                : ours.contains(name)
                    || OTHERS.contains(name)
                    || exists(m.group())
                    || isOfALibrary(name);
        if (!known) {
          missing.add(m.group());
        }
      }
    }

    assertThat(missing).as("classes that " + page + " names").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void recipesExist(Path page) throws IOException {
    List<String> recipes =
        Files.readAllLines(Path.of("src/main/resources/kpnative/recipes/index.txt"));
    String text = Pages.read(page);
    String code =
        String.join("\n", Pages.spans(text)) + "\n" + String.join("\n", Pages.commandLines(text));

    assertThat(RECIPE.matcher(code).results().map(m -> m.group(1)).distinct())
        .as("recipes that " + page + " names")
        .isSubsetOf(recipes);
  }

  @Test
  void everyRecipeIsInTheGuide() throws IOException {
    List<String> spans = Pages.spans(Pages.read(Path.of("docs/guide/train.md")));

    assertThat(Files.readAllLines(Path.of("src/main/resources/kpnative/recipes/index.txt")))
        .allSatisfy(
            recipe ->
                assertThat(spans)
                    .as(recipe)
                    .anyMatch(
                        span ->
                            span.equals(recipe)
                                || (span.endsWith("*")
                                    && recipe.startsWith(span.substring(0, span.length() - 1)))));
  }

  @Test
  void theReadmeIsAFirstPage() {
    String readme = Pages.read(Path.of("README.md"));

    assertThat(readme.split("\\s+").length).as("words").isLessThanOrEqualTo(MOST_WORDS);
    assertThat(Pages.links(readme)).as("pictures").contains("docs/images/faces.png");
  }

  @Test
  void theReadmesTimesAreThoseMeasured() throws IOException {
    List<LatencyPicture.Row> rows = LatencyPicture.rows(Path.of("benchmarks/latency.md"));
    LatencyPicture.Row fast =
        rows.stream().filter(row -> row.network().equals("face68/fast")).findFirst().orElseThrow();
    String times =
        fast.milliseconds().stream()
            .map(ms -> String.format(Locale.ROOT, "%.2f ms", ms))
            .collect(Collectors.joining(" | "));

    assertThat(Pages.read(Path.of("README.md"))).contains("| " + times + " |");
  }

  @Test
  void picturesAreSmall() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs/images"))) {
      List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
      assertThat(pictures).isNotEmpty();
      for (Path picture : pictures) {
        assertThat(Files.size(picture)).as(picture.toString()).isLessThan(MOST_BYTES);
      }
    }
  }

  /** {@return the simple names of our classes, nested ones too, and the full names of the outer} */
  private static Set<String> classes() throws IOException {
    Pattern nested = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    Set<String> names = new TreeSet<>();
    for (String root :
        List.of(
            "src/main/java",
            "src/test/java",
            "src/jmh/java",
            "src/build/java",
            "examples",
            "spark/src/main/java",
            "spark/src/test/java")) {
      Path folder = Path.of(root);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String path = folder.relativize(file).toString();
          names.add(path.substring(0, path.length() - ".java".length()).replace('/', '.'));
          nested.matcher(Files.readString(file)).results().forEach(m -> names.add(m.group(1)));
        }
      }
    }
    return names;
  }

  /** {@return the packages of {@code classes} below ours, as they stand before a class's name} */
  private static Set<String> packages(Set<String> classes) {
    Set<String> packages = new TreeSet<>();
    for (String name : classes) {
      if (name.startsWith("kpnative.")) {
        packages.add(name.substring("kpnative.".length(), name.lastIndexOf('.') + 1));
      }
    }
    packages.remove("");
    return packages;
  }

  private static boolean isOfALibrary(String name) {
    List<String> packages =
        List.of(
            "java.lang",
            "java.io",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.nio",
            "java.nio.channels",
            "java.nio.file",
            "java.awt.image",
            "java.awt",
            "javax.imageio",
            "com.fasterxml.jackson.annotation",
            "org.bytedeco.javacpp",
            "org.bytedeco.opencv.opencv_core",
            "org.bytedeco.opencv.opencv_objdetect",
            "org.bytedeco.pytorch",
            "org.junit.jupiter.api",
            "org.junit.jupiter.params.provider");
    return packages.stream().anyMatch(p -> exists(p + "." + name));
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, DocsTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
