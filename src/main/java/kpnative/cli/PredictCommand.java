package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.write.AnnotationFiles;
import kpnative.data.write.Destination;
import kpnative.face.FaceFinders;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.hide.FaceHiding;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.natives.Device;
import kpnative.predict.PredictedFaces;
import kpnative.predict.PredictedPictures;
import kpnative.predict.PredictedPictures.Lists;
import kpnative.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code predict} command. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the faces in each picture and their keypoints, and draws them on a copy.",
      "A picture that cannot be read is reported; the others go on, and the exit code is 1.",
      "A picture without a face is reported, but is not an error."
    },
    footerHeading = "%nThe list of --json, with one object for each picture that was read:%n",
    footer = {
      "  file, overlay      paths; overlay is null if no face was found",
      "  width, height      of the upright picture, in pixels",
      "  schema, indices    the predicted keypoints: their indices in the schema, from 0",
      "  names              of the predicted keypoints, such as left_eye_0",
      "  faces              from left to right, each with",
      "    box              [x, y, width, height] around the keypoints, from which the crop was",
      "                     taken; null if the face fills the picture",
      "    score            the face detector's score; null with --box",
      "    disagreement     how far the keypoints move in displaced crops, as a fraction of the",
      "                     face's size; about 0.01 on clear faces",
      "    keypoints        [[x, y], ...] in pixels; 0, 0 is the centre of the top left pixel",
      "    confidence       for each keypoint the estimated probability, 0 to 1, that its error is"
          + " at",
      "                     most 5 %% of the distance between the outer eye corners; null if the",
      "                     weights have no calibration",
      "    visibility       for each keypoint the estimated probability, 0 to 1, that it can be"
          + " seen;",
      "                     null if nothing taught the weights",
      "    pose             yaw, pitch and roll in degrees, origin, scale and distance; null if"
          + " the",
      "                     schema lacks the points",
      "    ratios           how far eyes and mouth are open and brows raised; null likewise"
    })
final class PredictCommand implements Callable<Integer> {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Mixin WeightsOption weights = new WeightsOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE|DIR|VIDEO",
      description =
          "Pictures, or folders, which are searched recursively for picture files; or one video, -"
              + " if it comes on standard input.")
  List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR|FILM",
      defaultValue = "predicted",
      description =
          "The folder for the overlays, NAME.png; by default the folder 'predicted' in the current"
              + " folder. Of a video, the folder for NAME.mp4, NAME.jsonl and NAME.csv, or the film"
              + " itself: a name that ends in .mp4, .mov, .mkv (H.264), .webm (VP9) or .avi (Motion"
              + " JPEG).")
  Path out = Path.of("predicted");

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description =
          "Also writes the faces as JSON; - is standard output, which then gets nothing else. Of a"
              + " video, a line a frame, as soon as it is known.")
  @Nullable Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Also writes the keypoints as CSV, with columns file, face, index, name, x, y,"
              + " confidence, the box, visibility, yaw, pitch and roll.")
  @Nullable Path csv;

  @Option(
      names = "--annotations",
      paramLabel = "KIND:PATH",
      description =
          "Also writes the faces as annotations that a person corrects, in any kind that the"
              + " command convert writes: cvat:FILE, labelstudio:FILE, coco:FILE, labelme:DIR, ...")
  @Nullable String annotations;

  @Option(
      names = "--box",
      paramLabel = "x,y,w,h",
      converter = FaceBoxConverter.class,
      description =
          "The box around the keypoints of each picture's face, in pixels; fractions are allowed."
              + " By default a face detector finds the faces.")
  @Nullable Box box;

  @Mixin PrecisionOption precision = new PrecisionOption();
  @Mixin PointsOption points = new PointsOption();
  @Mixin FaceOptions faces = new FaceOptions();
  @Mixin DrawingOptions drawn = new DrawingOptions();
  @Mixin ChipOptions chips = new ChipOptions();
  @Mixin HideOption hide = new HideOption();
  @Mixin VideoOptions videos = new VideoOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    boolean video = videos.isVideo(pictures);
    if (!video && pictures.isEmpty()) {
      throw new IllegalArgumentException("expected pictures or folders, got none");
    }
    if (video && points.points != null) {
      throw new IllegalArgumentException("--points is for pictures, not for videos yet");
    }
    if (csv != null && csv.equals(STANDARD_OUTPUT)) {
      throw new IllegalArgumentException(
          "--csv names a file: only --json - is standard output (./- is a file of that name)");
    }
    refuseIdle(video);
    VideoRun run = video ? videoRun() : null;
    if (hide.how != null && (drawn.crops || drawn.pose)) {
      throw new IllegalArgumentException(
          "--hide leaves no faces to draw: leave out --crops and --pose");
    }
    Optional<Destination> drafts =
        Optional.ofNullable(annotations).map(text -> Destination.parse(text, Optional.empty()));
    if (drafts.isPresent()) {
      requireFree(drafts.get());
    }
    Device device = runtime.start();
    DetectorFile file = weights.read();
    int[] places = points.places(file.spec());
    DetectorOptions options =
        precision.of(file, DetectorOptions.DEFAULT.on(device), output.notes(spec));
    Optional<FaceFinders> finders = faces.finders(file.spec(), box != null);
    IdleOptions.refuse(
        spec.commandLine().getParseResult(), IdleOptions.SEARCH, finders.isPresent());
    if (finders.isPresent()) {
      FindOptions find = faces.find(finders.get()).withDetector(options);
      try (FaceKeypoints all = FaceKeypoints.of(file, find)) {
        if (run != null) {
          return run.follow(all, messages());
        }
        return exitCode(printer -> overlays(places).write(all, pictures, printer));
      }
    }
    if (run != null) {
      throw VideoRun.needsFinder();
    }
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      Box face = box;
      return exitCode(
          face == null
              ? printer -> overlays(places).writeCrops(detector, pictures, printer)
              : printer -> overlays(places).write(detector, face, pictures, printer));
    }
  }

  /** Before the work: neither there already, nor the file of another result. */
  private void requireFree(Destination drafts) throws IOException {
    OutputFiles together = existing.files();
    for (Path list : new Path[] {json, csv}) {
      if (list != null && !list.equals(STANDARD_OUTPUT)) {
        together.inNewFolder(list);
      }
    }
    drafts.requireFree(together);
  }

  private void refuseIdle(boolean video) {
    ParseResult given = spec.commandLine().getParseResult();
    IdleOptions.refuse(given, IdleOptions.CHIPS, chips.folder != null);
    IdleOptions.refuse(given, IdleOptions.VIDEO, video);
    IdleOptions.refuse(given, IdleOptions.SMOOTH, videos.smooth);
    IdleOptions.refuse(given, IdleOptions.DRAWING, hide.how == null);
  }

  private VideoRun videoRun() {
    if (annotations != null || drawn.crops || chips.folder != null) {
      throw VideoRun.needsFinder();
    }
    CommandLine command = spec.commandLine();
    return new VideoRun(
        command,
        videos,
        new VideoRun.Wanted(
            out,
            command.getParseResult().hasMatchedOption("--out"),
            Optional.ofNullable(json),
            Optional.ofNullable(csv),
            existing.files()),
        drawn.drawing(),
        Optional.ofNullable(hide.how));
  }

  /** Runs a detector on all pictures. */
  private interface Pictures {
    PredictedFaces write(PredictedPictures.Listener listener) throws IOException;
  }

  private int exitCode(Pictures all) throws IOException {
    PicturePrinter printer = new PicturePrinter(spec.commandLine(), messages());
    PredictedFaces found = all.write(printer);
    if (toStandardOutput()) {
      PrintWriter writer = spec.commandLine().getOut();
      // in every charset that a terminal or a pipe may have, these are the bytes of UTF-8
      writer.print(PlainText.escaped(found.toJson(), c -> c < 0x80));
      writer.flush();
    }
    if (annotations != null) {
      annotate(found, Destination.parse(annotations, Optional.empty()));
    }
    boolean advised = found.withoutFace() > 0;
    printer.end(found, advised ? Optional.of(faces.advice()) : Optional.empty());
    return printer.failures() == 0 ? 0 : ExitCode.FAILED;
  }

  private void annotate(PredictedFaces found, Destination to) throws IOException {
    AnnotationFiles.Written written =
        AnnotationFiles.write(found.toAnnotations(), to, false, existing.files());
    PrintWriter told = messages().orElse(spec.commandLine().getErr()); // what is lost, in any case
    written.losses().forEach(told::println);
    told.flush();
    messages()
        .ifPresent(
            lines -> {
              lines.println("annotations: " + FileNames.text(to.path()));
              lines.flush();
            });
  }

  private boolean toStandardOutput() {
    return json != null && json.equals(STANDARD_OUTPUT);
  }

  /** {@return where results are told; empty if nowhere} */
  private Optional<PrintWriter> messages() {
    CommandLine command = spec.commandLine();
    return output.quiet
        ? Optional.empty()
        : Optional.of(toStandardOutput() ? command.getErr() : command.getOut());
  }

  /**
   * Creates the folder; called after the detector is loaded, so that a wrong argument leaves none
   * behind.
   */
  private PredictedPictures overlays(int[] places) throws IOException {
    Optional<Path> list = Optional.ofNullable(json).filter(file -> !toStandardOutput());
    PredictedPictures overlays =
        PredictedPictures.into(
                out, new Lists(list, Optional.ofNullable(csv)), drawn.drawing(), existing.files())
            .withKeypoints(places);
    FaceHiding how = hide.how;
    if (how != null) {
      overlays.withFacesHidden(how);
    }
    return chips.folder == null ? overlays : overlays.withChips(chips.folder, chips.shape());
  }
}
