package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What borrows native memory keeps it: whoever forgets to close an owner, and drops it, loses no
 * more than memory. In a process of its own, since a failure ends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DroppedOwnersTest {
  private String lines = "";
  private int exit;

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    JavaProcess process = JavaProcess.run(List.of(), DroppedOwners.class, folder.toString());
    lines = process.output();
    exit = process.exit();
  }

  @Test
  void theProcessLives() {
    assertThat(exit).as(lines).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PlanMemory", "its input", "DetectorSession", "DetectorBatch", "Photo", "tensor"})
  void theAnswersAreTheSameOnceTheOwnerIsDropped(String what) {
    assertThat(lines.lines().filter(line -> line.startsWith(what)))
        .singleElement()
        .asString()
        .endsWith("same answers");
  }
}
