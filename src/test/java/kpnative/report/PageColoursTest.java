package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrasts as WCAG 2.2 defines them: AA wants 4.5 for text and 3 for what is drawn. */
final class PageColoursTest {
  private static String css() throws IOException {
    try (InputStream in = PageColoursTest.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The colours of the first block after a selector. */
  private static Map<String, Integer> colours(String selector) throws IOException {
    String css = css();
    int from = css.indexOf(selector + " {");
    assertThat(from).as(selector).isNotNegative();
    Matcher m =
        Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});")
            .matcher(css.substring(from, css.indexOf('}', from)));
    Map<String, Integer> colours = new LinkedHashMap<>();
    while (m.find()) {
      colours.put(m.group(1), Integer.parseInt(m.group(2), 16));
    }
    return colours;
  }

  private static double luminance(int rgb) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double c = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static double contrast(Map<String, Integer> colours, String a, String b) {
    double x = luminance(colours.get(a));
    double y = luminance(colours.get(b));
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  }

  @ParameterizedTest
  @ValueSource(strings = {":root", ":root[data-theme=\"dark\"]"})
  void textIsLegible(String theme) throws IOException {
    Map<String, Integer> c = colours(theme);
    for (String text : List.of("ink", "soft", "link", "bad")) {
      for (String ground : List.of("paper", "panel", "bad-back")) {
        assertThat(contrast(c, text, ground)).as(text + " on " + ground).isGreaterThan(4.5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":root", ":root[data-theme=\"dark\"]"})
  void linesAndBarsAreSeen(String theme) throws IOException {
    Map<String, Integer> c = colours(theme);
    IntStream.range(0, 8)
        .forEach(
            i -> {
              assertThat(contrast(c, "c" + i, "paper")).as("c" + i).isGreaterThan(3);
              assertThat(contrast(c, "c" + i, "panel")).as("c" + i).isGreaterThan(3);
            });
    assertThat(contrast(c, "mean", "paper")).isGreaterThan(3);
    assertThat(contrast(c, "bar-mean", "panel")).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {":root", ":root[data-theme=\"dark\"]"})
  void theWorstKeypointsStandOutMost(String theme) throws IOException {
    Map<String, Integer> c = colours(theme);
    for (int i = 1; i < 10; i++) {
      assertThat(contrast(c, "e" + i, "panel"))
          .as("e" + i)
          .isGreaterThan(contrast(c, "e" + (i - 1), "panel"));
    }
    assertThat(contrast(c, "e9", "panel")).isGreaterThan(10);
  }

  @Test
  void theChosenDarkThemeIsThatOfADarkSystem() throws IOException {
    assertThat(colours(":root[data-theme=\"dark\"]"))
        .isEqualTo(colours(":root:not([data-theme=\"light\"])"));
  }
}
