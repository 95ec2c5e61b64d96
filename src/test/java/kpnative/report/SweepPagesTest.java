package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.natives.Device;
import kpnative.sweep.Sweep;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;
import kpnative.sweep.Sweeps;
import kpnative.train.Run;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepPagesTest {
  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs/%s/config.yaml",
        "runs/%s/run.yaml",
        "runs/%s/metrics.csv",
        "runs/%s/profile.csv",
        "runs/%s/log.txt",
        "runs/%s/weights/best.safetensors",
        "runs/%s/resume/state-0000000001.safetensors",
        "logs/%s.failed",
        "recipes/%s.yaml"
      })
  void aDamagedFileOfARunKeepsNoOtherFromThePage(String damaged) throws IOException {
    Sweep sweep =
        Sweeps.grid("nose/conv2", List.of("train.epochs=2"), List.of("train.lr=1e-3,1e-4"));
    SweepFolder folder = SweepFolder.createIn(parent, sweep, SmallRuns.SETTINGS);
    for (int i = 0; i < 2; i++) {
      Run.create(folder.run(i), sweep.runs().get(i).load(), SmallRuns.SETTINGS);
    }
    String name = folder.run(0).getFileName().toString();
    Files.write(
        folder.folder().resolve(String.format(Locale.ROOT, damaged, name)),
        new byte[] {'e', ':', ' ', '[', '\n', (byte) 0xff, 0, '{'});
    List<SweepState> states = new ArrayList<>(List.of(folder.state(0), folder.state(1)));

    SweepPages.write(folder, states);

    List<String> table = Files.readAllLines(folder.folder().resolve("sweep.csv"));
    assertThat(table).hasSize(3);
    assertThat(table.get(2)).startsWith("lr 1e-4,1e-4,stopped,0,");
    Path page = folder.folder().resolve("sweep.html");
    assertThat(Files.readString(page)).contains(">lr 0.001<", ">lr 1e-4<");
    Files.delete(page);
    SweepPages.write(folder, states, Device.CPU, line -> {});
    assertThat(Files.readString(page)).contains(">lr 0.001<", ">lr 1e-4<");
  }
}
