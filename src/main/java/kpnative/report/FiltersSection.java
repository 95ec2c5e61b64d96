package kpnative.report;

import java.io.IOException;
import java.util.List;
import kpnative.draw.FilterSheet;
import kpnative.files.FileNames;
import kpnative.weights.WeightFile;

/** Pictures of the filters of the first convolutions. */
final class FiltersSection implements PageSection {
  private static final int LAYERS = 3;

  @Override
  public String id() {
    return "filters";
  }

  @Override
  public String title() {
    return "Filters";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    html.paragraph(
        "Weights of the first convolutions: black is a filter's lowest weight, white its highest."
            + " If a layer has many input channels, only the first is shown.");
    for (ReportedRun run : runs) {
      html.element("h3", run.label());
      if (run.spec().isEmpty()) {
        html.missing("Not shown: " + run.problem() + ".");
        continue;
      }
      try {
        List<FilterSheet> all =
            FilterSheet.all(WeightFile.read(run.run().best()), FileNames.text(run.run().best()));
        html.open("div", "class", "tiles wide");
        for (FilterSheet sheet : all.subList(0, Math.min(LAYERS, all.size()))) {
          html.open("figure");
          html.empty(
              "img",
              "class",
              "sheet pixels",
              "src",
              PagePicture.png(sheet.cells(!sheet.name().equals(all.get(0).name()))),
              "loading",
              "lazy",
              "alt",
              "Filters of " + sheet.name() + " " + sheet.shape());
          html.element("figcaption", sheet.name() + " " + sheet.shape()).closeLine();
        }
        html.closeLine();
      } catch (IOException e) {
        html.missing("Not shown: " + ReportedRun.line(e));
      }
    }
  }
}
