package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.find.FaceKeypoints;
import kpnative.hide.FaceHiding;
import kpnative.predict.Drawing;
import kpnative.predict.FollowedVideo;
import kpnative.predict.PredictedPictures;
import kpnative.predict.VideoResults;
import kpnative.text.Counted;
import kpnative.text.PlainText;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;
import picocli.CommandLine;

/** What {@code predict} does with a video or a camera. */
final class VideoRun {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  /**
   * What is to be written.
   *
   * @param out a film or a folder
   * @param named whether the user has named it
   * @param json where the lines go, - for standard output
   * @param csv where the points go
   * @param files which may be replaced
   */
  record Wanted(
      Path out, boolean named, Optional<Path> json, Optional<Path> csv, OutputFiles files) {}

  private final CommandLine command;
  private final VideoOptions videos;
  private final Wanted wanted;
  private final Drawing drawing;
  private final Optional<FaceHiding> hiding;

  /**
   * A run.
   *
   * @throws IllegalArgumentException if the options do not fit each other
   */
  VideoRun(
      CommandLine command,
      VideoOptions videos,
      Wanted wanted,
      Drawing drawing,
      Optional<FaceHiding> hiding) {
    this.command = command;
    this.videos = videos;
    this.wanted = wanted;
    this.drawing = drawing;
    this.hiding = hiding;
    String camera = videos.camera;
    if (camera != null && !wanted.named && wanted.json.isEmpty() && wanted.csv.isEmpty()) {
      throw new IllegalArgumentException(
          "--camera writes what is named: add --json, --csv or --out, such as --json -");
    }
    if (camera != null && FrameSequences.isAddress(camera) && !videos.network) {
      throw new IllegalArgumentException(
          camera + " is in a network; --allow-network lets it be opened");
    }
    Path video = videos.video;
    boolean file =
        video != null && !video.equals(VideoOptions.STANDARD_INPUT) && !Files.isDirectory(video);
    if (videos.audio && !file) {
      throw new IllegalArgumentException("--audio copies the sound of a film in a file alone");
    }
  }

  /** {@return what to say where faces cannot be followed} */
  static IllegalArgumentException needsFinder() {
    return new IllegalArgumentException(
        "a video needs a face detector, and is followed frame by frame: leave out --box,"
            + " --face-detector none, --annotations, --crops and --chips");
  }

  /**
   * Follows the faces.
   *
   * @param messages where results are told; empty if nowhere
   * @return the exit code
   */
  int follow(FaceKeypoints all, Optional<PrintWriter> messages) throws IOException {
    try (StopOnInterrupt stop = new StopOnInterrupt();
        FrameSequence frames = frames(stop)) {
      VideoResults results = results();
      FollowedVideo video =
          new FollowedVideo(all.spec(), drawing, results)
              .until(() -> stop.getAsBoolean() || isUnread());
      if (videos.audio && videos.video != null) {
        video.withSoundOf(videos.video);
      }
      hiding.ifPresent(how -> video.withFacesHidden(how, all));
      FollowedVideo.Summary made =
          video.write(frames, videos.follower(all), problem -> Failures.report(command, problem));
      messages.ifPresent(to -> tell(to, made, results));
      Optional<String> damage = frames.damage();
      if (damage.isPresent()) {
        Failures.report(command, new IOException(damage.get()));
      }
      return made.failed() == 0 && damage.isEmpty() ? 0 : ExitCode.FAILED;
    }
  }

  private FrameSequence frames(BooleanSupplier stop) throws IOException {
    String camera = videos.camera;
    if (camera == null) {
      Path video = Objects.requireNonNull(videos.video);
      return video.equals(VideoOptions.STANDARD_INPUT)
          ? FrameSequences.of(System.in, "standard input")
          : FrameSequences.open(video, videos.rate);
    }
    if (camera.equals(FileNames.text(VideoOptions.STANDARD_INPUT))) {
      return FrameSequences.live(FrameSequences.of(System.in, "standard input"), stop);
    }
    if (FrameSequences.isAddress(camera)) {
      return FrameSequences.network(camera, stop);
    }
    Path recording = FileNames.path(camera); // may stand for a camera
    return Files.isRegularFile(recording)
        ? FrameSequences.live(FrameSequences.open(recording, videos.rate), stop)
        : FrameSequences.camera(camera, stop);
  }

  private VideoResults results() throws IOException {
    OutputFiles files = wanted.files;
    Path out = wanted.out;
    boolean printed = wanted.json.isPresent() && wanted.json.get().equals(STANDARD_OUTPUT);
    Optional<Consumer<String>> lines = printed ? Optional.of(this::print) : Optional.empty();
    Optional<Path> json = wanted.json.filter(file -> !printed);
    Optional<Path> csv = wanted.csv;
    if (json.isPresent()) {
      files.named(json.get());
    }
    if (csv.isPresent()) {
      files.named(csv.get());
    }
    if (FilmWriter.canWrite(out) && !Files.isDirectory(out)) {
      Path folder = out.toAbsolutePath().getParent();
      if (folder != null) {
        PredictedPictures.make(folder);
      }
      requireOtherFile(out);
      return new VideoResults(name(), Optional.of(files.named(out)), json, csv, lines);
    }
    if (videos.camera != null && !wanted.named) {
      return new VideoResults(name(), Optional.empty(), json, csv, lines);
    }
    PredictedPictures.make(out);
    String[] endings = VideoResults.ENDINGS.toArray(String[]::new);
    VideoResults chosen = VideoResults.in(out, files.chosen(out, name(), endings));
    requireOtherFile(chosen.film().orElseThrow());
    return new VideoResults(
        name(),
        chosen.film(),
        json.or(() -> lines.isPresent() ? Optional.empty() : chosen.json()),
        csv.or(chosen::csv),
        lines);
  }

  private void requireOtherFile(Path film) throws IOException {
    Path video = videos.video;
    if (video != null
        && Files.exists(film)
        && Files.exists(video)
        && Files.isSameFile(film, video)) {
      throw new IllegalArgumentException(
          "--out would overwrite the input video: " + FileNames.text(video));
    }
  }

  /** {@return the name of what is written, without ending} */
  private String name() {
    Path video = videos.video;
    if (video == null || video.equals(VideoOptions.STANDARD_INPUT)) {
      return videos.camera == null ? "film" : "camera";
    }
    String file = FileTree.nameOf(video.toAbsolutePath().normalize());
    int dot = file.lastIndexOf('.');
    return dot > 0 && VideoOptions.isVideo(video) ? file.substring(0, dot) : file;
  }

  /** {@return whether nobody takes what is printed: a camera would go on for ever} */
  private boolean isUnread() {
    boolean printed = wanted.json.isPresent() && wanted.json.get().equals(STANDARD_OUTPUT);
    return printed && command.getOut().checkError();
  }

  private void print(String line) {
    PrintWriter writer = command.getOut();
    // in every charset that a terminal or a pipe may have, these are the bytes of UTF-8
    writer.print(PlainText.escaped(line, c -> c < 0x80));
    writer.flush();
  }

  private void tell(PrintWriter to, FollowedVideo.Summary made, VideoResults results) {
    String source =
        videos.video == null ? String.valueOf(videos.camera) : FileNames.text(videos.video);
    to.printf(
        Locale.ROOT,
        "%s%s: %s, %d with a face, %s, %d failed%n",
        source,
        results.film().map(film -> " -> " + FileNames.text(film)).orElse(""),
        Counted.of(made.frames(), "frame"),
        made.withFace(),
        Counted.of(made.faces(), "face"),
        made.failed());
    made.motion()
        .ifPresent(
            motion ->
                to.printf(
                    Locale.ROOT,
                    "keypoints move by %.3f %% of the face's size per frame (root mean square)%n",
                    100 * motion));
    to.flush();
  }
}
