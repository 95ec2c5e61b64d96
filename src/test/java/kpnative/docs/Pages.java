package kpnative.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the repository, and what stands in them. Markdown as far as our pages use it. */
public final class Pages {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern INDENTED =
      Pattern.compile("(?m)(?<=\\n\\n)(?: {4}.*\\n|\\n(?= {4}))+");
  private static final Pattern SPAN = Pattern.compile("(?s)(?<!`)`([^`]+)`(?!`)");
  private static final Pattern LINK =
      Pattern.compile("(?s)\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

  private Pages() {}

  /** {@return all pages, from the repository's root} */
  public static List<Path> all() {
    List<Path> pages = new ArrayList<>();
    for (String root : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      pages.add(Path.of(root));
    }
    for (String folder : List.of("docs", "benchmarks", "examples")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("target"))
            .sorted()
            .forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  /** {@return what a page holds} */
  public static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the lines of a shell in a page's blocks, continued lines as one} */
  public static List<String> commandLines(String page) {
    StringBuilder blocks = new StringBuilder();
    for (Matcher m = FENCED.matcher(page); m.find(); ) {
      if (m.group(1).isEmpty() || m.group(1).equals("sh") || m.group(1).equals("bash")) {
        blocks.append(m.group(2));
      }
    }
    for (Matcher m = INDENTED.matcher(FENCED.matcher(page).replaceAll("")); m.find(); ) {
      blocks.append(m.group());
    }
    return blocks.toString().replaceAll("\\\\\\n\\s*", " ").lines().map(String::strip).toList();
  }

  /** {@return the spans of code in a page's text, without the backticks, each on one line} */
  public static List<String> spans(String page) {
    String text = INDENTED.matcher(FENCED.matcher(page).replaceAll("")).replaceAll("");
    return SPAN.matcher(text)
        .results()
        .map(m -> m.group(1).strip().replaceAll("\\s+", " "))
        .toList();
  }

  /** {@return what a page links to or shows, outside code} */
  static List<String> links(String page) {
    return LINK.matcher(withoutCode(page))
        .results()
        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
        .toList();
  }

  /** {@return the names by which a code host links to a page's headings} */
  static List<String> anchors(String page) {
    List<String> anchors = new ArrayList<>();
    for (Matcher m = HEADING.matcher(FENCED.matcher(page).replaceAll("")); m.find(); ) {
      String slug =
          m.group(1)
              .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .strip()
              .replace(' ', '-');
      int repeated = 0;
      String anchor = slug;
      while (anchors.contains(anchor)) {
        anchor = slug + "-" + ++repeated;
      }
      anchors.add(anchor);
    }
    return anchors;
  }

  private static String withoutCode(String page) {
    String text = INDENTED.matcher(FENCED.matcher(page).replaceAll("")).replaceAll("");
    return SPAN.matcher(text).replaceAll("code");
  }
}
