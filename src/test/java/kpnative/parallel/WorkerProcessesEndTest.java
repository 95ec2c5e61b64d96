package kpnative.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How processes end that the shell plays: what each says until then is heard. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WorkerProcessesEndTest {
  @TempDir Path folder;

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
  private Thread.@Nullable UncaughtExceptionHandler before;

  @BeforeEach
  void watch() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
  }

  @AfterEach
  void noThreadFailed() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(uncaught).isEmpty();
  }

  @Test
  void thoseThatAreStoppedMaySaySomethingUntilTheyEnd() throws Exception {
    Path begun = folder.resolve("begun");
    String worker =
        "trap 'sleep 0.2; echo ending >&2; exit 130' TERM; echo >>"
            + begun
            + "; while true; do sleep 0.05; done";
    assertThat(run(worker, () -> lines(begun) == 2)).isEqualTo(130);
  }

  @Test
  void whatTheFirstThatFailsSaysIsSaidAndTheOthersAreKilled() throws Exception {
    String worker = "if [ $RANK = 1 ]; then echo broken >&2; exit 3; else exec sleep 100; fi";
    assertThat(run(worker, () -> false)).isEqualTo(3);
    assertThat(said).containsExactly("worker 1: broken");
  }

  private int run(String worker, BooleanSupplier stop) throws Exception {
    int code = WorkerProcesses.run(List.of("sh", "-c", worker), 2, said::add, stop);
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals("kpnative-worker-errors")) {
        each.join(TimeUnit.SECONDS.toMillis(10));
      }
    }
    return code;
  }

  private static int lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
