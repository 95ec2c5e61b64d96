package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names beyond ASCII are names under any locale, as the bytes that they are. */
class OutsideAsciiTest {
  // ü, 顔 and an emoji, as sh writes their bytes
  private static final String NAME = "\\303\\274\\351\\241\\224\\360\\237\\230\\200";
  private static final int FACES = 6;

  @TempDir Path temp;

  @Test
  void everyCommandTakesThemWithoutALocale() throws IOException, InterruptedException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "needs /proc");
    Path plain = temp.resolve("plain");
    Annotations.faces(plain, "face", FACES, 68);
    ProcessBuilder java = JavaProcess.of(List.of("-Xmx512m"), OutsideAsciiCommands.class);
    String script =
        String.format(
            Locale.ROOT,
            """
            T='%s'; n=$(printf '%s'); mkdir "$T/$n" "$T/out$n"
            for f in "$T"/plain/*; do mv "$f" "$T/$n/$n-${f##*/}"; done
            exec "$@" "$T/$n" "$T/$n/$n-face0.png" "$T/out$n"
            """,
            temp,
            NAME);
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(java.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.remove("LANG");
    environment.remove("LC_CTYPE");
    environment.put("LC_ALL", "C");
    JavaProcess ended = JavaProcess.ended(builder.start());
    String name = "ü顔" + Character.toString(0x1F600);

    assertThat(ended.output())
        .contains("exit of train 0", "exit of cache 0", "exit of evaluate 0", "exit of predict 0")
        .contains("exit of sweep 0", "2/2 lr 1e-4: done")
        .contains("pretrained: ")
        .contains("out" + name + "/run/weights/best.safetensors")
        .contains(name + "/absent")
        .contains("out" + name + "/found.json exists; --force replaces it")
        .contains("out" + name + "/run: exists and is not an empty folder")
        .contains("out" + name + "/run/config.yaml: ")
        .contains(
            "out" + name + "/absent.yaml: no such file", "out" + name + "/a.yaml: no such file")
        .contains("out" + name + "/b.yaml: no such file", name + "-face0.png.avi: cannot be opened")
        .doesNotContain("\uFFFD", "\\ufffd");
    assertThat(FileNames.path(temp + "/out" + name + "/two/weights/best.safetensors")).exists();
    Path sweep = FileNames.path(temp + "/out" + name + "/sweep");
    assertThat(sweep.resolve("runs/02-lr-1e-4/weights/best.safetensors")).exists();
    assertThat(sweep.resolve("logs/02-lr-1e-4.txt")).isNotEmptyFile();
    String json =
        new String(
            Files.newInputStream(FileNames.path(temp + "/out" + name + "/found.json"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(json).contains(name + "-face0.png", name + "-face5.png");
    assertThat(FileNames.path(temp + "/out" + name + "/drawn/" + name + "-face5.png")).exists();
  }
}
