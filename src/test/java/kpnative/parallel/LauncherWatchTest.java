package kpnative.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LauncherWatchTest {
  private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();

  @Test
  void aWorkerEndsWhenItsInputDoes() throws Exception {
    Map<String, String> environment = new HashMap<>();
    LauncherWatch.announce(environment);
    try (PipedOutputStream launcher = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(launcher)) {
      LauncherWatch.begin(environment, input, ends::add);
      launcher.write('\n'); // says nothing
      assertThat(ends).isEmpty();
      launcher.close();
      assertThat(ends.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void oneThatNobodyLaunchedLeavesItsInputAlone() throws Exception {
    try (PipedOutputStream terminal = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(terminal)) {
      LauncherWatch.begin(Map.of("RANK", "1"), input, ends::add);
      terminal.write(7);
      terminal.close();
      assertThat(input.read()).isEqualTo(7);
      assertThat(ends).isEmpty();
    }
  }
}
