package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films through the command: a painted face that moves, and what is written of it. */
class PredictFilmTest {
  private static final int FRAMES = 6;

  @TempDir static Path folder;
  private static Path film;

  @TempDir Path temp;

  @BeforeAll
  static void makeTheFilm() throws IOException {
    film = folder.resolve("film.mp4");
    BufferedImage group = ImageIO.read(Path.of("docs/images/group.png").toFile());
    BufferedImage face = group.getSubimage(0, 0, group.getWidth() / 4, group.getHeight());
    try (FilmWriter out = new FilmWriter(film, 10)) {
      for (int i = 0; i < FRAMES; i++) {
        BufferedImage frame = new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = frame.createGraphics();
        g.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(face, 40 + 3 * i, 20, 240, 274, null);
        g.dispose();
        out.add(frame, i / 10.0);
      }
    }
  }

  private static CommandRun predict(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("predict", "--threads", "1"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return CommandRun.of(all.toArray());
  }

  @Test
  void aFilmBecomesAFilmALineAFrameAndALineAPoint() throws IOException {
    Path out = temp.resolve("out.mp4");
    Path json = temp.resolve("out.jsonl");
    Path csv = temp.resolve("out.csv");
    CommandRun run = predict(film, "--out", out, "--json", json, "--csv", csv);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("6 frames, 6 with a face, 1 face, 0 failed");
    List<String> lines = Files.readAllLines(json);
    assertThat(lines).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(line.get("frame").asInt()).isEqualTo(i);
      assertThat(line.get("seconds").asDouble()).isEqualTo(i / 10.0);
      assertThat(line.get("names")).hasSize(68);
      JsonNode face = line.get("faces").get(0);
      assertThat(face.get("track").asInt()).isZero();
      assertThat(face.get("keypoints")).hasSize(68);
      assertThat(face.has("box")).isTrue();
      assertThat(face.has("confidence")).isTrue();
      assertThat(face.has("visibility")).isTrue();
      assertThat(face.get("pose").has("yaw")).isTrue();
    }
    assertThat(Files.readAllLines(csv))
        .hasSize(1 + 68 * FRAMES)
        .first()
        .asString()
        .startsWith("frame,seconds,track,index,name,x,y,confidence,");
    assertThat(pictures(out)).hasSize(FRAMES);
  }

  @Test
  void theSoundOfAFilmInAFileIsCopied() throws IOException {
    CommandRun silent = predict(film, "--out", temp.resolve("a.mp4"), "--audio");
    assertThat(silent.exit()).isEqualTo(1);
    assertThat(silent.err()).contains("no sound in it to copy: leave out --audio");
    assertThat(temp.resolve("a.mp4")).doesNotExist();

    CommandRun stream = predict("-", "--out", temp.resolve("b.mp4"), "--audio");
    assertThat(stream.exit()).isEqualTo(2);
    assertThat(stream.err()).contains("--audio copies the sound of a film in a file alone");

    Path sounding = temp.resolve("sounding.mov");
    try (InputStream in = FrameSequences.class.getResourceAsStream("audio.mov")) {
      Files.copy(Objects.requireNonNull(in), sounding);
    }
    Path out = temp.resolve("c.mp4");
    CommandRun run = predict(sounding, "--out", out, "--audio");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).contains("soun", "mp4a");
  }

  @Test
  void aFilmWithHiddenFacesShowsNone() throws IOException {
    Path out = temp.resolve("hidden.webm");
    CommandRun run = predict(film, "--out", out, "--hide", "fill");

    assertThat(run.exit()).as(run.err()).isZero();
    List<BufferedImage> before = pictures(film);
    List<BufferedImage> after = pictures(out);
    assertThat(after).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      int x = 40 + 3 * i + 120; // the nose
      assertThat(brightness(before.get(i), x, 150)).isGreaterThan(35);
      for (int dx = -40; dx <= 40; dx += 10) {
        for (int dy = -40; dy <= 40; dy += 10) {
          assertThat(brightness(after.get(i), x + dx, 150 + dy)).isLessThan(12);
        }
      }
    }
  }

  @Test
  void linesOfACameraComeOnStandardOutputAndNothingElse() throws IOException {
    InputStream before = System.in;
    Path json = temp.resolve("camera.jsonl");
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(matroska())));
      CommandRun all = predict("-", "--json", json, "--out", temp.resolve("a.mp4"));
      assertThat(all.exit()).as(all.err()).isZero();
      assertThat(Files.readAllLines(json)).hasSize(FRAMES);
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(matroska())));
      CommandRun run = predict("--camera", "-", "--json", "-");
      assertThat(run.exit()).as(run.err()).isZero();
      List<String> lines = run.out().lines().toList();
      assertThat(lines).hasSizeBetween(1, FRAMES);
      assertThat(new ObjectMapper().readTree(lines.get(lines.size() - 1)).get("seconds").asDouble())
          .isEqualTo((FRAMES - 1) / 10.0); // never the newest is dropped
    } finally {
      System.setIn(before);
    }
    try (var files = Files.list(temp)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("camera.jsonl", "a.mp4", "in.mkv");
    }
  }

  private Path matroska() throws IOException {
    Path file = temp.resolve("in.mkv");
    try (FrameSequence frames = FrameSequences.open(film, 1);
        FilmWriter out = new FilmWriter(file, 10)) {
      for (var f = frames.next(); f.isPresent(); f = frames.next()) {
        try (Image image = f.get().photo().image(Channels.COLOR)) {
          out.add(image.toBufferedImage(), f.get().seconds());
        }
      }
    }
    return file;
  }

  @Test
  void aRecordingStandsForACamera() {
    CommandRun run = predict("--camera", film, "--json", "-");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().reduce((a, b) -> b).orElseThrow()).contains("\"seconds\":0.5,");
  }

  @Test
  void addressesAreNotOpenedUnlessAllowed() {
    CommandRun run = predict("--camera", "http://127.0.0.1:9/film.mp4", "--json", "-");

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).hasLineCount(1).contains("--allow-network lets it be opened");
    CommandRun nothing = predict("--camera", "-");
    assertThat(nothing.err()).contains("add --json, --csv or --out");
  }

  @Test
  void aCutFilmIsFollowedAsFarAsItGoesAndSaidInALine() throws IOException {
    byte[] whole = Files.readAllBytes(matroska());
    Path cut = Files.write(temp.resolve("cut.mkv"), Arrays.copyOf(whole, whole.length / 2));
    Path json = temp.resolve("cut.jsonl");
    CommandRun run = predict(cut, "--out", temp.resolve("cut-out.mp4"), "--json", json);

    assertThat(Files.readAllLines(json)).hasSizeBetween(1, FRAMES - 1);
    assertThat(run.out()).contains(" 0 failed");
  }

  @Test
  void ffprobeReadsWhatIsWritten() throws Exception {
    Optional<String> probe = first("ffprobe");
    assumeThat(probe).as("ffprobe is installed").isPresent();
    for (String ending : List.of("mp4", "mov", "mkv", "webm", "avi")) {
      Path out = temp.resolve("out." + ending);
      try (FilmWriter writer = new FilmWriter(out, 10)) {
        int frame = 0;
        for (BufferedImage picture : pictures(film)) {
          writer.add(picture, frame++ / 10.0);
        }
      }
      Process process =
          new ProcessBuilder(
                  probe.get(),
                  "-v",
                  "warning",
                  "-count_frames",
                  "-show_entries",
                  "stream=codec_name,width,height,nb_read_frames",
                  "-of",
                  "csv=p=0",
                  out.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String codec =
          switch (ending) {
            case "webm" -> "vp9";
            case "avi" -> "mjpeg";
            default -> "h264";
          };
      assertThat(said.strip()).isEqualTo(codec + ",320,320,6");
    }
  }

  private static Optional<String> first(String program) {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return Optional.of(Path.of(place, program).toString());
      }
    }
    return Optional.empty();
  }

  private static List<BufferedImage> pictures(Path file) throws IOException {
    List<BufferedImage> all = new ArrayList<>();
    try (FrameSequence frames = FrameSequences.open(file, 1)) {
      for (var f = frames.next(); f.isPresent(); f = frames.next()) {
        try (Image image = f.get().photo().image(Channels.COLOR)) {
          all.add(image.toBufferedImage());
        }
      }
    }
    return all;
  }

  private static int brightness(BufferedImage picture, int x, int y) {
    int rgb = picture.getRGB(x, y);
    return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
  }
}
