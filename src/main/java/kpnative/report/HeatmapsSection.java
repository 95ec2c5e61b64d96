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
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.infer.KeypointDetector;
import kpnative.measure.DetectedFaces;
import kpnative.natives.Device;

/** The maps of networks that read keypoints from maps: one keypoint's and their sum, over faces. */
final class HeatmapsSection implements PageSection {
  private static final int SIDE = 300;
  private static final int EPOCHS = 6; // of the snapshots that a training left
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
          "Without heatmaps, since the network gives coordinates: " + String.join(", ", without));
    }
  }

  private void predicted(Html html, ReportedRun run, DetectorSpec spec, FaceEvaluation e)
      throws IOException {
    List<Integer> order = e.detector().bestFirst();
    List<Integer> shown =
        Stream.of(0, order.size() / 2, order.size() - 1).map(order::get).distinct().toList();
    int nose = nose(spec);
    html.paragraph(
        "The best face, a middling one and the worst: the map of keypoint "
            + spec.keypoints().get(nose)
            + ", and the sum of all maps.");
    html.open("div", "class", "tiles faces");
    try (KeypointDetector detector = KeypointDetector.load(run.run().best(), device)) {
      for (int i : shown) {
        AnnotatedFace face = e.predictions().get(i).face();
        FaceHeatmaps maps = DetectedFaces.heatmaps(detector, face);
        BufferedImage photograph = FacesSection.photograph(face);
        String name = ReportedRun.fileName(face.picture().name());
        one(html, photograph, maps, spec, OptionalInt.of(nose), "one map, " + name);
        one(html, photograph, maps, spec, OptionalInt.empty(), "the sum, " + name);
      }
    }
    html.closeLine();
  }

  private static void one(
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
      inside.filter(f -> f.getFileName().toString().matches(SNAPSHOT)).sorted().forEach(files::add);
    }
    List<String> epochs = files.stream().map(HeatmapsSection::epoch).distinct().toList();
    List<String> kept = spread(epochs);
    if (kept.isEmpty()) {
      return;
    }
    html.paragraph("One validation face while the network learned.");
    html.open("div", "class", "tiles faces");
    for (String kind : List.of("point", "sum")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
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
    return file.getFileName().toString().replaceFirst(SNAPSHOT, "$1");
  }

  /** The first, the last, and some between. */
  private static List<String> spread(List<String> epochs) {
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
