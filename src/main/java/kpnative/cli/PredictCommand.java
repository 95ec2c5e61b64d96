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
import kpnative.face.FaceFinders;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import kpnative.predict.FollowedVideo;
import kpnative.predict.PictureFaces;
import kpnative.predict.PredictedPictures;
import kpnative.predict.PredictedPictures.Lists;
import kpnative.track.FaceFollower;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
      "                     weights have no calibration"
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE|DIR|VIDEO",
      description =
          "Pictures, or folders, which are searched recursively for picture files; or one video.")
  List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "predicted",
      description =
          "The folder for the overlays, NAME.png; by default the folder 'predicted' in the current"
              + " folder.")
  Path out = Path.of("predicted");

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the faces as JSON.")
  @Nullable Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the keypoints as CSV, with columns file,face,index,x,y.")
  @Nullable Path csv;

  @Option(
      names = "--box",
      paramLabel = "x,y,w,h",
      converter = FaceBoxConverter.class,
      description =
          "The box around the keypoints of each picture's face, in pixels; fractions are allowed."
              + " By default a face detector finds the faces.")
  @Nullable Box box;

  @Option(
      names = "--precision",
      paramLabel = "float32|bfloat16|float16|int8",
      defaultValue = "float32",
      description =
          "The precision in which the network computes; by default that of training. float16 is for"
              + " GPUs; int8 is for CPUs, with weights that the quantize command made.")
  Precision precision = Precision.FLOAT32;

  @Mixin FaceOptions faces = new FaceOptions();
  @Mixin VideoOptions videos = new VideoOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Optional<Path> video = video();
    if (video.isEmpty() && pictures.isEmpty()) {
      throw new IllegalArgumentException("expected pictures or folders, got none");
    }
    Device device = runtime.start();
    DetectorFile file = weights.read();
    DetectorOptions options = new DetectorOptions(device, precision);
    Optional<FaceFinders> finders = faces.finders(file.spec(), box != null);
    if (finders.isPresent()) {
      FindOptions find =
          FindOptions.DEFAULT
              .withDetector(options)
              .withFinder(finders.get())
              .withPasses(faces.passes);
      try (FaceKeypoints all = FaceKeypoints.of(file, find)) {
        if (video.isPresent()) {
          return follow(video.get(), all);
        }
        return exitCode(printer -> overlays().write(all, pictures, printer));
      }
    }
    if (video.isPresent()) {
      throw videoNeedsFinder();
    }
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      Box face = box;
      return exitCode(
          face == null
              ? printer -> overlays().writeCrops(detector, pictures, printer)
              : printer -> overlays().write(detector, face, pictures, printer));
    }
  }

  /** Runs a detector on all pictures. */
  private interface Pictures {
    List<PictureFaces> write(PredictedPictures.Listener listener) throws IOException;
  }

  private int exitCode(Pictures all) throws IOException {
    Printer printer = new Printer();
    all.write(printer);
    return printer.failures == 0 ? 0 : ExitCode.FAILED;
  }

  /**
   * Creates the folder; called after the detector is loaded, so that a wrong argument leaves none
   * behind.
   */
  private PredictedPictures overlays() throws IOException {
    return PredictedPictures.into(
        out, new Lists(Optional.ofNullable(json), Optional.ofNullable(csv)), existing.files());
  }

  /** {@return the video, given by {@code --video} or as the only argument} */
  private Optional<Path> video() {
    Optional<Path> named = Optional.ofNullable(videos.video);
    if (named.isEmpty() && pictures.size() == 1 && VideoOptions.isVideo(pictures.get(0))) {
      return Optional.of(pictures.get(0));
    }
    if (named.isPresent() && !pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "--video cannot be combined with pictures, got " + pictures.get(0));
    }
    if (named.isEmpty() && pictures.stream().anyMatch(VideoOptions::isVideo)) {
      throw new IllegalArgumentException(
          "expected either one video or only pictures, got several files with a video among them");
    }
    return named;
  }

  private static IllegalArgumentException videoNeedsFinder() {
    return new IllegalArgumentException(
        "a video needs a face detector and writes its own JSON and CSV files:"
            + " leave out --box, --face-detector none, --json and --csv");
  }

  private int follow(Path video, FaceKeypoints all) throws IOException {
    if (json != null || csv != null) {
      throw videoNeedsFinder();
    }
    try (FrameSequence frames = FrameSequences.open(video, videos.rate)) {
      PredictedPictures.make(out);
      String file = String.valueOf(video.toAbsolutePath().normalize().getFileName());
      int dot = file.lastIndexOf('.');
      String stem = dot > 0 && VideoOptions.isVideo(video) ? file.substring(0, dot) : file;
      String name =
          existing.files().chosen(out, stem, FollowedVideo.ENDINGS.toArray(String[]::new));
      if (Files.exists(out.resolve(name + ".avi"))
          && Files.exists(video)
          && Files.isSameFile(out.resolve(name + ".avi"), video)) {
        throw new IllegalArgumentException("--out would overwrite the input video: " + video);
      }
      FaceFollower follower = videos.follower(all);
      FollowedVideo.Summary made = new FollowedVideo(all.spec(), out, name).write(frames, follower);
      if (!output.quiet) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.printf(
            Locale.ROOT,
            "%s -> %s: %d frames, %d with a face, %d faces%n",
            video,
            out.resolve(name + ".avi"),
            made.frames(),
            made.withFace(),
            made.faces());
        made.motion()
            .ifPresent(
                motion ->
                    writer.printf(
                        Locale.ROOT,
                        "keypoints move by %.3f %% of the face's size per frame (root mean"
                            + " square)%n",
                        100 * motion));
        writer.flush();
      }
    }
    return 0;
  }

  /** Prints one line per picture: results to standard output, failures to standard error. */
  private final class Printer implements PredictedPictures.Listener {
    private int failures;

    @Override
    public void found(PictureFaces found) {
      if (!output.quiet) {
        PrintWriter writer = spec.commandLine().getOut();
        String overlay = found.overlay().map(path -> " -> " + path).orElse(": no face found");
        int count = found.faces().size();
        writer.println(found.file() + overlay + (count > 1 ? " (" + count + " faces)" : ""));
        writer.flush();
      }
    }

    @Override
    public void failed(IOException problem) {
      failures++;
      Failures.report(spec.commandLine(), problem);
    }
  }
}
