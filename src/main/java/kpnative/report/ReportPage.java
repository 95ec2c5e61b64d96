package kpnative.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kpnative.infer.Version;

/** Assembles a page: head, navigation, sections in order, and scripts. */
final class ReportPage {
  /**
   * Content security policy: the page loads no external resource, even if a file's name contains
   * markup.
   */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private ReportPage() {}

  /**
   * {@return the whole page}
   *
   * @param title the page's title
   * @throws IOException if a resource file is missing from this build
   */
  static String of(String title, List<PageSection> sections, List<ReportedRun> runs)
      throws IOException {
    Html html = new Html();
    html.raw("<!doctype html>\n").open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.empty("meta", "name", "generator", "content", "kp-native " + Version.current());
    html.element("title", title + " – kp-native report");
    html.open("style").raw(resource("report.css")).close().closeLine();
    html.open("body");
    html.element("a", "Skip to the report", "class", "skip", "href", "#main");
    header(html, title, runs);
    navigation(html, sections);
    html.open("main", "id", "main", "tabindex", "-1");
    for (PageSection section : sections) {
      html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
      html.element("h2", section.title(), "id", section.id() + "-title").raw("\n");
      section.write(html, runs);
      html.closeLine();
    }
    html.closeLine();
    html.open("footer")
        .paragraph(
            "Made by kp-native "
                + Version.current()
                + ". Plots: Apache ECharts, © The Apache Software Foundation, Apache License 2.0.")
        .closeLine();
    html.open("script").raw(resource("echarts.common.min.js")).closeLine();
    html.open("script").raw(resource("report.js")).closeLine();
    return html.close().close().toString();
  }

  private static void header(Html html, String title, List<ReportedRun> runs) {
    html.open("header");
    html.open("div").element("h1", title);
    html.paragraph(
        switch (runs.size()) {
          case 0 -> "No run has begun.";
          case 1 -> description(runs.get(0));
          default -> runs.size() + " runs side by side.";
        });
    html.close();
    html.open("fieldset", "class", "theme").element("legend", "Colours");
    for (String theme : List.of("auto", "light", "dark")) {
      html.open("label");
      if (theme.equals("auto")) {
        html.empty("input", "type", "radio", "name", "theme", "value", theme, "checked", "");
      } else {
        html.empty("input", "type", "radio", "name", "theme", "value", theme);
      }
      html.element("span", theme).close();
    }
    html.close().closeLine();
  }

  private static String description(ReportedRun run) {
    String text = run.recipe().description();
    return "Recipe " + run.recipe().name() + (text.isEmpty() ? "" : ": " + text);
  }

  private static void navigation(Html html, List<PageSection> sections) {
    html.open("nav", "aria-label", "Sections").open("ul");
    for (PageSection section : sections) {
      html.open("li").element("a", section.title(), "href", "#" + section.id()).close();
    }
    html.close().closeLine();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("this build of kp-native lacks its resource kpnative/report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
