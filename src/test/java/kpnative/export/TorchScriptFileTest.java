package kpnative.export;

import static kpnative.export.MadeNetwork.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kpnative.infer.DetectorSpec;
import kpnative.natives.MachineLimits;
import kpnative.testing.JavaProcess;
import kpnative.weights.WeightFile;
import kpnative.weights.WeightFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Other versions of LibTorch run the files and predict the same points as ours. The files can be
 * read back.
 */
class TorchScriptFileTest {
  private static final double TOLERANCE = 1e-5; // of a side
  private static final int BATCH = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatIsReadBackIsWhatWasWritten(MadeNetwork network) throws IOException {
    WeightFile read = WeightFile.read(network.export(folder, ExportFormat.TORCHSCRIPT));

    assertThat(read.format()).isEqualTo(WeightFormat.TORCHSCRIPT);
    assertThat(read.tensors()).isEqualTo(network.tensors());
    assertThat(DetectorSpec.of(read.metadata(), "made")).isEqualTo(network.spec);
  }

  @Test
  void djlFindsTheSamePoints() throws Exception {
    assumeTrue(
        MachineLimits.environment().isEmpty(),
        "DJL's LibTorch computes wrong convolutions where the processor's caches are hidden");
    List<String> options =
        List.of("-Xmx512m", "-Dai.djl.offline=true", "-DENGINE_CACHE_DIR=" + folder.resolve("djl"));
    List<String> arguments = new ArrayList<>(sizes());
    arguments.addAll(exported());
    comparePoints(
        output(
            JavaProcess.of(
                djlClassPath(), options, DjlPoints.class, arguments.toArray(String[]::new))));
  }

  @Test
  void debiansPythonFindsTheSamePoints() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(
        Files.isExecutable(python)
            && run(List.of(python.toString(), "-c", "import torch")).exitValue() == 0,
        "no /usr/bin/python3 with torch (Debian: python3-torch)");
    Path input = folder.resolve("input.txt");
    Files.writeString(input, MadeInput.line(MadeNetwork.input(BATCH)));
    Path script =
        Files.writeString(
            folder.resolve("points.py"),
            """
            import sys, torch
            torch.set_num_threads(1)
            sizes = [int(s) for s in sys.argv[2:6]]
            values = [float(v) for v in open(sys.argv[1]).read().split(",")]
            x = torch.tensor(values).reshape(sizes)
            for name in sys.argv[6:]:
                texts = {"kpnative.detector": ""}
                network = torch.jit.load(name, _extra_files=texts).eval()
                assert b'"made"' in texts["kpnative.detector"]
                found = network(x)
                points, *more = found if isinstance(found, tuple) else (found,)
                print("points " + ",".join(repr(v) for v in points.flatten().tolist()))
                for visibility in more:
                    print("visibility " + ",".join(repr(v) for v in visibility.flatten().tolist()))
            """);
    List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
    command.add(input.toString());
    command.addAll(sizes());
    command.addAll(exported());
    comparePoints(output(new ProcessBuilder(command).redirectErrorStream(true)));
  }

  @Test
  void equalDetectorsGiveEqualBytes() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));

    assertThat(MadeNetwork.MAPS.export(first, ExportFormat.TORCHSCRIPT))
        .hasSameBinaryContentAs(MadeNetwork.MAPS.export(second, ExportFormat.TORCHSCRIPT));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = MadeNetwork.MAPS.export(folder, ExportFormat.TORCHSCRIPT);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static List<String> sizes() {
    return List.of(
        "" + BATCH, "" + MadeNetwork.CHANNELS, "" + MadeNetwork.HEIGHT, "" + MadeNetwork.WIDTH);
  }

  private List<String> exported() throws IOException {
    List<String> files = new ArrayList<>();
    for (MadeNetwork network : MadeNetwork.values()) {
      files.add(network.export(folder, ExportFormat.TORCHSCRIPT).toString());
    }
    return files;
  }

  private static void comparePoints(String output) {
    List<String> lines = output.lines().filter(line -> line.startsWith("points ")).toList();
    assertThat(lines).as(output).hasSize(MadeNetwork.values().length);
    for (MadeNetwork network : MadeNetwork.values()) {
      float[] points = MadeInput.parse(lines.get(network.ordinal()).substring("points ".length()));
      assertThat(distance(points, network.points(BATCH))).as(network.name()).isLessThan(TOLERANCE);
    }
    List<String> seen = output.lines().filter(line -> line.startsWith("visibility ")).toList();
    assertThat(seen).as(output).hasSize(1);
    float[] visibility = MadeInput.parse(seen.get(0).substring("visibility ".length()));
    assertThat(distance(visibility, MadeNetwork.VISIBLE.visibility(BATCH))).isLessThan(TOLERANCE);
  }

  /** {@return the class path without our own LibTorch} */
  private static String djlClassPath() {
    List<String> kept =
        Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
            .filter(entry -> !entry.contains("bytedeco"))
            .toList();
    assumeTrue(
        kept.stream().anyMatch(entry -> entry.contains("pytorch-native-cpu")),
        "DJL's LibTorch is not on the class path");
    return kept.stream().collect(Collectors.joining(File.pathSeparator));
  }

  private static Process run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process;
  }

  private static String output(ProcessBuilder process) throws Exception {
    process.environment().putAll(MachineLimits.environment()); // Debian's has a oneDNN of its own
    return JavaProcess.ended(process.start()).output();
  }
}
