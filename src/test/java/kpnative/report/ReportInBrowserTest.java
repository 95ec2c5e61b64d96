package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kpnative.natives.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in Chromium or Chrome, if one is installed. */
final class ReportInBrowserTest {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  @TempDir Path folder;

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(dir -> BROWSERS.stream().map(name -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void everyPlotIsDrawnAndTheConsoleIsSilent() throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium on the PATH");
    Path run = folder.resolve("run");
    SmallRuns.train(run);
    Path page = RunReport.write(List.of(run), Optional.empty(), true, Device.CPU, line -> {});
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--v=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assumeTrue(ended && Files.size(dom) > 0, "Chromium does not run here");
    String drawn = Files.readString(dom);
    int plots = drawn.split("class=\"chart[ \"]", -1).length - 1;
    assertThat(plots).isGreaterThan(5);
    assertThat(drawn).contains("data-charts=\"" + plots + "\"");
    assertThat(drawn.split(" baseProfile=\"full\"", -1)).hasSize(plots + 1);
    assertThat(new String(Files.readAllBytes(log), StandardCharsets.UTF_8))
        .doesNotContain("CONSOLE");
  }
}
