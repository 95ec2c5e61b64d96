package kpnative.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.NameList;
import kpnative.data.load.IndexBytes;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.AsfReader;
import kpnative.data.read.BoxList;
import kpnative.data.read.CsvReader;
import kpnative.data.read.DataSpec;
import kpnative.data.read.DlibXmlReader;
import kpnative.data.read.FaceReader;
import kpnative.data.read.PtsReader;
import kpnative.data.read.SceneFolder;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.HeadSeeds;
import kpnative.face.OnnxBytes;
import kpnative.finder.FinderSpec;
import kpnative.image.Channels;
import kpnative.image.ImageReader;
import kpnative.image.PictureBytes;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.infer.RangesText;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.SchemaMapping;
import kpnative.preview.ChangesFile;
import kpnative.recipe.Recipes;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.Sweeps;
import kpnative.train.MetricsTable;
import kpnative.train.Run;
import kpnative.train.StateText;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;

/** All targets. */
final class FuzzTargets {
  /** Decoded by OpenCV, whose faults can end the process. */
  static final String DECODE = "decode";

  private static final int MOST_FRAMES = 10_000;

  private FuzzTargets() {}

  static List<FuzzTarget> all() {
    List<FuzzTarget> all = new ArrayList<>();
    all.add(faces("dlib", "faces.xml", new DlibXmlReader()));
    all.add(faces("pts", "face.pts", new PtsReader()));
    all.add(faces("asf", "face.asf", new AsfReader()));
    all.add(faces("csv", "faces.csv", new CsvReader()));
    all.add(annotations("coco", "faces.json"));
    all.add(annotations("cvat", "annotations.xml"));
    all.add(annotations("labelstudio", "tasks.json"));
    all.add(annotations("labelme", "face.json"));
    all.add(annotations("yolo", "data.yaml"));
    all.add(file("yolo-labels", "face.txt", FuzzTargets::yoloLabels));
    all.add(annotations("dlc", "CollectedData_Me.csv"));
    all.add(annotations("wflw", "list.txt"));
    all.add(annotations("merlrav", "face.pts"));
    all.add(annotations("hrnet", "landmarks.csv"));
    all.add(annotations("csv-set", "table.csv", "csv"));
    all.add(annotations("dlib-set", "boxes.xml", "dlib"));
    all.add(file("boxes", "boxes.csv", BoxList::read));
    all.add(file("scenes", SceneFolder.TABLE, SceneFolder::faces));
    all.add(file("names", "names.txt", NameList::read));
    all.add(file("recipe", "mine.yaml", f -> Recipes.load(f.toString(), List.of())));
    all.add(
        new FuzzTarget( // a mistake may be in the recipe that is changed
            "set", "", (f, b) -> Recipes.load("face68/quick", List.of(utf8(b).strip()))));
    all.add(file("schema", "schema.yaml", KeypointSchema::read));
    all.add(
        file("mapping", "map.yaml", f -> SchemaMapping.find(KeypointSchema.IBUG68, f.toString())));
    all.add(file("sweep", "grid.yaml", f -> Sweeps.load(f.toString(), List.of())));
    all.add(file("sweep-folder", "sweep.yaml", f -> SweepFolder.open(f.getParent())));
    all.add(new FuzzTarget("safetensors", "w.safetensors", SafetensorsFile::read));
    all.add(file("pth", "zip.pth", WeightFile::read));
    all.add(file("pth-legacy", "legacy.pth", WeightFile::read));
    all.add(file("weights", "any.weights", DetectorFile::read));
    all.add(file("head", "head.safetensors", HeadModelFile::read));
    all.add(file("mesh", "head.obj", HeadSeeds::readMesh));
    all.add(
        new FuzzTarget(
            "detector",
            "d.safetensors",
            (f, b) -> DetectorSpec.of(Map.of(DetectorSpec.KEY, utf8(b)), f.toString())));
    all.add(
        new FuzzTarget(
            "finder",
            "f.safetensors",
            (f, b) -> FinderSpec.of(Map.of(FinderSpec.KEY, utf8(b)), f.toString())));
    all.add(
        new FuzzTarget(
            "confidence",
            "c.safetensors",
            (f, b) ->
                ConfidenceCalibration.of(
                    Map.of(ConfidenceCalibration.KEY, utf8(b)), 2, f.toString())));
    all.add(
        new FuzzTarget(
            "ranges", "r.safetensors", (f, b) -> RangesText.read(utf8(b), f.toString())));
    all.add(
        new FuzzTarget(
            "precisions", "p.safetensors", (f, b) -> RangesText.readErrors(utf8(b), f.toString())));
    all.add(
        new FuzzTarget(
            "state", "state-1.safetensors", (f, b) -> StateText.read(utf8(b), f.toString())));
    all.add(file("run", "run.yaml", f -> new Run(f.getParent()).settings()));
    all.add(file("metrics", "metrics.csv", MetricsTable::read));
    all.add(file("changes", "augmentation.json", ChangesFile::read));
    for (String format : List.of("jpeg", "png", "gif", "webp", "tiff", "bmp", "pnm")) {
      all.add(new FuzzTarget("picture-" + format, "face." + format, PictureBytes::header));
    }
    all.add(file(DECODE, "face.jpg", f -> ImageReader.read(f, Channels.COLOR).close()));
    all.add(file("film", "film.mp4", FuzzTargets::frames));
    all.add(new FuzzTarget("onnx", "yunet.onnx", OnnxBytes::check));
    all.add(new FuzzTarget("cache", "faces.pictures", IndexBytes::read));
    return all;
  }

  static FuzzTarget of(String name) {
    return all().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name));
  }

  /** A reader that opens a file. */
  @FunctionalInterface
  private interface FileReader {
    void read(Path file) throws IOException;
  }

  private static FuzzTarget file(String name, String file, FileReader reader) {
    return new FuzzTarget(
        name,
        file,
        (path, bytes) -> {
          Files.write(path, bytes);
          reader.read(path);
        });
  }

  private static FuzzTarget faces(String name, String file, FaceReader reader) {
    return file(name, file, f -> reader.read(f, note -> {}));
  }

  private static FuzzTarget annotations(String kind, String file) {
    return annotations(kind, file, kind);
  }

  /** Whole sets, as {@code convert} reads them. */
  private static FuzzTarget annotations(String name, String file, String kind) {
    return file(
        name,
        file,
        f ->
            AnnotationSets.read((DataSpec.Annotations) DataSpec.parse(kind + ":" + f), note -> {}));
  }

  /** The text beside a picture; what names the file is a note. */
  private static void yoloLabels(Path file) throws IOException {
    Path yaml =
        Files.writeString(
            file.resolveSibling("fuzz.yaml"),
            "train: face.png\nkpt_shape: [2, 3]\nnames: [face]\n");
    List<String> notes = new ArrayList<>();
    AnnotationSets.read((DataSpec.Annotations) DataSpec.parse("yolo:" + yaml), notes::add);
    for (String note : notes) {
      if (note.chars().anyMatch(c -> c == '\n' || c == '\r')) {
        throw new AssertionError("not one line: " + note);
      }
    }
  }

  private static void frames(Path file) throws IOException {
    try (FrameSequence frames = FrameSequences.open(file, 25)) {
      Optional<?> frame = frames.next();
      for (int n = 0; frame.isPresent() && n < MOST_FRAMES; n++) {
        frame = frames.next();
      }
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
