package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DatasetReader;
import kpnative.data.read.ReadOptions;
import kpnative.face.FaceFinders;
import kpnative.files.FileNames;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.image.ImageReader;
import kpnative.image.Photo;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.suggest.Suggestion;
import kpnative.suggest.Suggestions;
import kpnative.text.Counted;
import kpnative.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code suggest} command. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Says which faces to label next, and why: those that stand for most of what is unlike the"
          + " labelled ones, and of them rather those that the detector finds hard.",
      "label --order opens on them.",
      "The exit code is 1 if a picture or an annotation cannot be read; the others are still seen."
    })
final class SuggestCommand implements Callable<Integer> {
  private static final String LABELS = "labels.json"; // that label writes beside pictures

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|KIND:PATH",
      description =
          "A folder of pictures, searched recursively, or the faces of annotations of any kind that"
              + " is read, of which only the places are used.")
  String data = "";

  @Option(
      names = "--labelled",
      paramLabel = "KIND:PATH",
      description =
          "The faces that are labelled. May be repeated; by default those of the folder's"
              + " labels.json, if there is one.")
  List<String> labelled = new ArrayList<>();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many faces to suggest; by default 20.")
  @Within(least = 1, most = 100_000)
  int count = 20;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Also writes them to this file, as lines of JSON such as {\"file\": \"a.jpg\", \"face\":"
              + " 0, \"score\": 0.2, \"reason\": \"...\"}.")
  @Nullable Path out;

  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin FaceOptions faces = new FaceOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (out != null) {
      existing.files().named(out);
    }
    DetectorOptions options = DetectorOptions.DEFAULT.on(runtime.start());
    DetectorFile file = weights.read();
    UnreadablePictures unreadable = output.leftOut(spec);
    Suggestions found;
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      Path folder = FileNames.path(data);
      found =
          Files.isDirectory(folder)
              ? ofFolder(folder, file, detector, options, unreadable)
              : Suggestions.ofFaces(
                  read(List.of(data), unreadable),
                  detector,
                  read(labelled, unreadable),
                  count,
                  unreadable);
    }
    print(found);
    if (out != null) {
      found.write(out);
    }
    return output.exitCode(spec, unreadable);
  }

  private Suggestions ofFolder(
      Path folder,
      DetectorFile file,
      KeypointDetector detector,
      DetectorOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    Path own = folder.resolve(LABELS);
    List<AnnotatedFace> labels =
        read(
            labelled.isEmpty() && Files.exists(own) ? List.of(FileNames.text(own)) : labelled,
            unreadable);
    Optional<FaceFinders> finder = faces.finders(file.spec(), false);
    if (finder.isEmpty()) { // one face fills each picture
      return Suggestions.ofPictures(
          folder,
          picture -> List.of(Box.ofPicture(ImageReader.size(picture))),
          detector,
          labels,
          count,
          unreadable);
    }
    try (FaceKeypoints all =
        FaceKeypoints.of(file, faces.find(finder.get()).withDetector(options))) {
      return Suggestions.ofPictures(
          folder,
          picture -> all.find(Photo.of(picture)).stream().map(Face::extent).toList(),
          detector,
          labels,
          count,
          unreadable);
    }
  }

  private List<AnnotatedFace> read(List<String> specs, UnreadablePictures unreadable)
      throws IOException {
    ReadOptions options = ReadOptions.DEFAULT.withNotes(output.notes(spec));
    return specs.isEmpty()
        ? List.of()
        : DatasetReader.read(specs, Optional.empty(), options, unreadable).faces();
  }

  private void print(Suggestions found) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(
        Locale.ROOT,
        "%d of %s to label next%n",
        found.list().stream().filter(s -> s.score() > 0).count(),
        Counted.of(found.faces(), "face"));
    for (Suggestion each : found.list()) {
      writer.printf(
          Locale.ROOT,
          "%5.1f %%  %s%s  %s%n",
          100 * each.score(),
          PlainText.line(each.file()),
          each.face() == 0 ? "" : " face " + each.face(),
          each.reason());
    }
    if (!found.faceless().isEmpty()) {
      writer.printf(
          Locale.ROOT,
          "no face was found in %s, among them %s%n",
          Counted.of(found.faceless().size(), "picture"),
          PlainText.line(found.faceless().get(0)));
    }
    writer.flush();
  }
}
