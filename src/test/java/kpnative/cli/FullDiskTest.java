package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.files.FolderLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that writes, on a full disk and on a read-only one: a line with the file and the
 * reason, exit code 1, and no half file. Runs only where the tests may mount a small tmpfs.
 */
class FullDiskTest {
  private static final int PAGE = 4096;

  /** Commands whose whole output fits into the page that a full disk otherwise has left. */
  private static final List<String> SMALL =
      List.of(
          "bench --json", "predict", "predict --json", "predict --csv", "doctor --json", "models");

  @TempDir static Path once;
  @TempDir Path temp;
  private Path disk;
  private boolean mounted;

  @BeforeAll
  static void train() {
    CommandRun.tinyWeights(once.resolve("run"), "nose/cnn-12-24-32");
  }

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    mounted = ends("mount", "-t", "tmpfs", "-o", "size=512k", "kp-native-test", disk.toString());
    assumeTrue(mounted, "file systems cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      ends("umount", disk.toString());
    }
  }

  /** What a file system says. */
  enum Disk {
    FULL("No space left on device"),
    READ_ONLY("Read-only file system");

    private final String reason;

    Disk(String reason) {
      this.reason = reason;
    }
  }

  static Stream<Arguments> commands() {
    Map<String, String> all = new LinkedHashMap<>();
    String tiny = " --recipe nose/conv2 --set train.epochs=1 --data synthetic:12 --threads 1";
    all.put("train", "train" + tiny + " --out DISK/run");
    all.put("sweep", "sweep" + tiny + " --grid train.lr=1e-3,1e-4 --out DISK/sweep");
    all.put("predict", "predict DISK/data/good0.png --box 5,5,40,40 --out DISK/found");
    all.put(
        "predict --json",
        "predict DISK/data/good0.png --box 5,5,40,40 --out OUT --json DISK/faces.json");
    all.put(
        "predict --csv",
        "predict DISK/data/good0.png --box 5,5,40,40 --out OUT --csv DISK/faces.csv");
    all.put("calibrate", "calibrate MODEL --split all --data synthetic:4 --out DISK/c.safetensors");
    all.put("quantize", "quantize --faces 2 --data synthetic:4 --out DISK/q.safetensors");
    all.put("bench --json", "bench --seconds 0.2 --threads 1 --json DISK/bench.json");
    for (String format : List.of("torchscript", "onnx", "safetensors --half")) {
      all.put("export " + format, "export --format " + format + " --out DISK/exported");
    }
    all.put("heatmaps", "heatmaps --data synthetic:1 --out DISK/maps");
    all.put("preview", "preview --data synthetic:12 --out DISK/preview.png");
    all.put("preview --steps", "preview --steps --data synthetic:12 --out DISK/steps.png");
    all.put("filters", "filters --out DISK/filters.png");
    all.put("doctor --json", "doctor --data DISK/data --json DISK/doctor.json");
    all.put("doctor --out", "doctor --data DISK/data --out DISK/doctor.png");
    all.put("weights convert", "weights convert WEIGHTS DISK/converted.safetensors");
    all.put("report", "report RUN --out DISK/report.html");
    all.put("models", "models RUN --out DISK/models.csv");
    return Stream.of(Disk.values())
        .flatMap(d -> all.entrySet().stream().map(c -> Arguments.of(c.getKey(), d, c.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("commands")
  void aCommandNamesTheFileThatItCannotWriteAndLeavesNoPartOfIt(String name, Disk kind, String line)
      throws Exception {
    Annotations.faces(disk.resolve("data"), "good", 3, 68);
    if (kind == Disk.FULL) {
      fill(SMALL.contains(name) ? 0 : PAGE);
    } else {
      assumeTrue(ends("mount", "-o", "remount,ro", disk.toString()), "cannot be remounted");
    }
    List<String> before = files();

    CommandRun run = CommandRun.of((Object[]) words(line));

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines().filter(l -> l.startsWith("kp-native: ")))
        .as(run.err())
        .anyMatch(l -> l.contains(disk.toString()) && says(l, kind));
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
    if (name.equals("sweep")) { // its folder is begun: whole recipes, but no sweep.yaml
      assertThat(files()).noneMatch(f -> f.contains(".tmp ") || f.contains("sweep.yaml"));
    } else {
      assertThat(files()).isEqualTo(before);
    }
  }

  private static boolean says(String line, Disk kind) {
    return line.contains(kind.reason)
        || (kind == Disk.READ_ONLY && line.contains("cannot be written"));
  }

  /** {@return the command's words with their files} */
  private String[] words(String line) {
    Path weights = once.resolve("run/weights/best.safetensors");
    return Arrays.stream(line.split(" "))
        .map(
            word ->
                word.replace("DISK", disk.toString())
                    .replace("OUT", temp.resolve("out").toString())
                    .replace("RUN", once.resolve("run").toString())
                    .replace("WEIGHTS", weights.toString())
                    .replace("MODEL", "--weights=" + model()))
        .toArray(String[]::new);
  }

  private Path model() {
    try {
      return OneBadPictureTest.model(temp.resolve("model.safetensors"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void fill(int left) throws IOException {
    Path filler = disk.resolve("filler");
    byte[] page = new byte[PAGE];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(page);
        written += PAGE;
      }
    } catch (IOException full) {
      try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
        channel.truncate(written - left);
      }
    }
  }

  /** {@return what lies on the disk, but for folders and locks} */
  private List<String> files() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(disk)) {
      for (Path file : walk.filter(f -> !Files.isDirectory(f)).sorted().toList()) {
        if (!FolderLock.isLock(file)) {
          all.add(file + " " + Files.size(file));
        }
      }
    }
    return all;
  }

  private static boolean ends(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such command on this system
    }
  }
}
