package kpnative.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.train.TinyTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProcessTest {
  @TempDir Path folder;

  @Test
  void outputIsNotWrittenThroughALink() throws Exception {
    Sweep sweep = Sweeps.grid("nose/conv2", List.of(), List.of("train.lr=1e-3,1e-4"));
    SweepFolder made = SweepFolder.create(folder.resolve("sweep"), sweep, TinyTraining.SETTINGS);
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    Files.createSymbolicLink(made.log(0), mine);
    SweepJob.Order order =
        new SweepJob.Order(made.recipe(0), made.settings(), made.run(0), false, made.log(0));

    assertThat(new TrainingProcess("no.such.Main").run(order, () -> false))
        .startsWith(made.log(0) + ": expected a file, got a link");
    assertThat(mine).hasContent("mine");
  }
}
