package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import kpnative.data.AnnotatedFace;
import kpnative.draw.HeatmapPicture;
import kpnative.eval.FaceEvaluation;
import kpnative.files.FileTree;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.natives.Device;
import kpnative.predict.BestWeights;

/**
 * The heatmaps of networks that predict them, drawn over faces: one keypoint's, and the sum of all.
 */
final class HeatmapsSection implements PageSection {
  private static final int SIDE = 300;
  private static final int EPOCHS = 6; // shown of a training's snapshots
  private static final String SNAPSHOT = "epoch-(\\d{4,9})-(sum|point)\\.png";

  private final Device device;

  HeatmapsSection(Device device) {
    this.device = device;
  }

  @Override
  public String id() {
    return "heatmaps";
  }

  @Override
  public String title() {
    return "Heatmaps";
  }

  @Override
  public boolean showsPhotographs() {
    return true;
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    for (ReportedRun run : runs) {
      if (run.spec().isEmpty() || !run.spec().get().hasHeatmaps()) {
        continue;
      }
      html.element("h3", run.label());
      Html drawn = new Html();
      try {
        if (run.evaluation().isPresent()) {
          predicted(drawn, run, run.spec().get(), run.evaluation().get());
          html.raw(drawn.toString());
        } else {
          html.missing("Not shown: " + run.problem() + ".");
        }
        snapshots(html, run);
      } catch (IOException | IllegalArgumentException e) {
        html.missing("Not shown: " + ReportedRun.line(e));
      }
    }
    List<String> without =
        runs.stream()
            .filter(r -> r.spec().isPresent() && !r.spec().get().hasHeatmaps())
            .map(ReportedRun::label)
            .toList();
    if (!without.isEmpty()) {
      html.missing(
          "No heatmaps, because the network predicts coordinates: " + String.join(", ", without));
    }
  }

  /** {@return whether any run's network has heatmaps} */
  static boolean isNeeded(List<ReportedRun> runs) {
    return runs.stream().anyMatch(r -> r.spec().filter(DetectorSpec::hasHeatmaps).isPresent());
  }

  private void predicted(Html html, ReportedRun run, DetectorSpec spec, FaceEvaluation e)
      throws IOException {
    List<Integer> order = e.detector().bestFirst();
    List<Integer> shown =
        Stream.of(0, order.size() / 2, order.size() - 1).map(order::get).distinct().toList();
    int nose = nose(spec);
    html.paragraph(
        "The faces with the smallest, the median and the largest error: the map of keypoint "
            + spec.keypoints().get(nose)
            + ", and the sum of all maps.");
    html.open("div", "class", "tiles maps");
    List<AnnotatedFace> faces = shown.stream().map(i -> e.predictions().get(i).face()).toList();
    List<FaceHeatmaps> maps = BestWeights.heatmaps(run.run(), faces, device);
    for (int i = 0; i < faces.size(); i++) {
      AnnotatedFace face = faces.get(i);
      BufferedImage photograph = PagePicture.photograph(face);
      String name = ReportedRun.fileName(face.picture().name());
      heatmap(html, photograph, maps.get(i), spec, OptionalInt.of(nose), "one map, " + name);
      heatmap(html, photograph, maps.get(i), spec, OptionalInt.empty(), "the sum, " + name);
    }
    html.closeLine();
  }

  private static void heatmap(
      Html html,
      BufferedImage photograph,
      FaceHeatmaps maps,
      DetectorSpec spec,
      OptionalInt keypoint,
      String caption) {
    BufferedImage drawn = HeatmapPicture.draw(photograph, maps, spec.input().size(), keypoint);
    figure(html, drawn, "Heatmap over a face: " + caption, caption);
  }

  private static void snapshots(Html html, ReportedRun run) throws IOException {
    Path folder = run.run().folder().resolve("heatmaps");
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      inside.filter(f -> FileTree.nameOf(f).matches(SNAPSHOT)).sorted().forEach(files::add);
    }
    List<String> epochs = files.stream().map(HeatmapsSection::epoch).distinct().toList();
    List<String> kept = evenlySpaced(epochs);
    if (kept.isEmpty()) {
      return;
    }
    html.paragraph("One validation face in the course of training.");
    html.open("div", "class", "tiles maps");
    for (String kind : List.of("point", "sum")) {
      for (Path file : files) {
        String name = FileTree.nameOf(file);
        if (kept.contains(epoch(file)) && name.endsWith(kind + ".png")) {
          String caption =
              "epoch "
                  + Integer.parseInt(epoch(file))
                  + (kind.equals("sum") ? ", the sum" : ", one map");
          try (Image picture = ImageReader.read(file, Channels.COLOR)) {
            String alt = "Heatmap over a face, " + caption;
            figure(html, picture.toBufferedImage(), alt, caption);
          }
        }
      }
    }
    html.closeLine();
  }

  private static void figure(Html html, BufferedImage picture, String alt, String caption) {
    html.open("figure");
    html.empty("img", "src", PagePicture.shrunk(picture, SIDE), "loading", "lazy", "alt", alt);
    html.element("figcaption", caption).closeLine();
  }

  private static String epoch(Path file) {
    return FileTree.nameOf(file).replaceFirst(SNAPSHOT, "$1");
  }

  /** The first epoch, the last, and some evenly spaced between. */
  private static List<String> evenlySpaced(List<String> epochs) {
    List<String> kept = new ArrayList<>();
    int n = Math.min(EPOCHS, epochs.size());
    for (int i = 0; i < n; i++) {
      kept.add(epochs.get(n == 1 ? 0 : i * (epochs.size() - 1) / (n - 1)));
    }
    return kept;
  }

  private static int nose(DetectorSpec spec) {
    int[] tip = spec.keypointSchema().indices("nose_tip").orElse(new int[0]);
    return tip.length == 0 ? 0 : Math.max(0, spec.keypoints().indexOf(tip[0]));
  }
}
