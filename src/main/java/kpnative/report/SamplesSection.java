package kpnative.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.data.load.Augmenting;
import kpnative.data.load.PictureCache;
import kpnative.data.load.SampleRenderer;
import kpnative.data.load.SampleRenderer.Sample;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceTile;
import kpnative.preview.PreviewFaces;
import kpnative.recipe.Recipe;
import kpnative.text.SpecMapper;

/**
 * Training samples as the networks receive them; runs with equal samples share one set of pictures.
 */
final class SamplesSection implements PageSection {
  private static final int COUNT = 6;
  private static final int SIDE = 240;

  @Override
  public String id() {
    return "samples";
  }

  @Override
  public String title() {
    return "Samples";
  }

  @Override
  public boolean showsPhotographs() {
    return true;
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    Map<List<Object>, List<ReportedRun>> alike =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    SamplesSection::sampleSettings, LinkedHashMap::new, Collectors.toList()));
    for (List<ReportedRun> group : alike.values()) {
      ReportedRun first = group.get(0);
      html.element("h3", group.stream().map(ReportedRun::label).collect(Collectors.joining(", ")));
      Html drawn = new Html();
      try {
        draw(drawn, first);
        html.raw(drawn.toString());
      } catch (IOException | IllegalArgumentException e) {
        html.missing("Not shown: " + ReportedRun.line(e));
      }
    }
  }

  /** All settings that determine the samples. */
  private static List<Object> sampleSettings(ReportedRun run) {
    Recipe r = run.recipe();
    return List.of(
        run.settings().data(),
        run.settings().exclude(),
        r.keypoints(),
        r.input(),
        r.box(),
        SpecMapper.toTree(r.data().split()),
        r.data().synthetic(),
        SpecMapper.toTree(r.augment()),
        r.train().seed());
  }

  private static void draw(Html html, ReportedRun run) throws IOException {
    Optional<Path> exclude = run.settings().excludeList();
    PreviewFaces faces =
        PreviewFaces.of(
            run.recipe(),
            run.settings().data(),
            exclude,
            COUNT,
            line -> {},
            run.recipe().data().unreadable(line -> {}));
    int[] order = Arrays.copyOf(faces.order(), Math.min(COUNT, faces.order().length));
    List<Sample> plain = render(faces, order, Optional.empty());
    List<Sample> augmented = render(faces, order, Optional.of(faces.augmenting()));
    html.paragraph(faces.title() + ".");
    html.open("div", "class", "trio");
    tiles(html, faces, plain, false, "The network's input, at its own resolution");
    tiles(html, faces, plain, true, "With truth");
    tiles(html, faces, augmented, true, "Augmented, at random in each epoch");
    html.closeLine();
  }

  private static List<Sample> render(
      PreviewFaces faces, int[] order, Optional<Augmenting> augmenting) throws IOException {
    try (PictureCache pictures = new PictureCache(faces.recipe().input().channels(), 0)) {
      return SampleRenderer.render(
          faces.train().faces(), order, faces.sampler(), pictures, augmenting, faces.unreadable());
    }
  }

  private static void tiles(
      Html html, PreviewFaces faces, List<Sample> samples, boolean points, String what) {
    FaceOverlay overlay = faces.overlay();
    html.open("div").element("p", what, "class", "row");
    html.open("div", "class", "tiles");
    for (Sample s : samples) {
      String name = faces.fileName(s.face());
      FaceTile tile = new FaceTile(s.picture(), points ? s.keypoints() : null, null, name);
      if (points) {
        tile = tile.with(s.visibility());
      }
      html.open("figure");
      html.empty(
          "img",
          "src",
          PagePicture.face(tile, overlay, SIDE),
          "loading",
          "lazy",
          "alt",
          name + ". " + what);
      html.open("figcaption").fileName(name).close().closeLine();
    }
    html.closeLine().closeLine();
  }
}
