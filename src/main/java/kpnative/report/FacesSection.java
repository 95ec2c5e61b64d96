package kpnative.report;

import java.util.List;

/** The best and the worst faces of each run, where there are several. */
final class FacesSection implements PageSection {
  @Override
  public String id() {
    return "faces";
  }

  @Override
  public String title() {
    return "Best and worst faces";
  }

  @Override
  public boolean showsPhotographs() {
    return true;
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    FaceTiles.legend(html);
    html.open("div", "class", "pair");
    for (ReportedRun run : runs) {
      html.open("div").element("h3", run.label());
      FaceTiles.write(html, run);
      html.closeLine();
    }
    html.closeLine();
  }
}
