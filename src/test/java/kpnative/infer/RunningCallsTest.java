package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunningCallsTest {
  private final RunningCalls calls = new RunningCalls();

  @Test
  void closingWaitsForTheCallThatRuns() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean endedBeforeClosing = new AtomicBoolean();
    calls.begin();
    Thread closer =
        new Thread(
            () -> {
              calls.close();
              endedBeforeClosing.set(ended.get());
            });
    closer.start();
    awaitRest(closer); // until it waits, or has ended without waiting

    assertThat(closer.isAlive()).as("close waits").isTrue();
    assertThatThrownBy(calls::begin).isInstanceOf(IllegalStateException.class);
    ended.set(true);
    calls.end();
    closer.join();
    assertThat(endedBeforeClosing).isTrue();
  }

  @Test
  void withNoCallItClosesAtOnceAndOnlyOnce() {
    calls.begin();
    calls.end();

    assertThat(calls.close()).isTrue();
    assertThat(calls.close()).isFalse();
  }

  @Test
  void callsDoNotWaitForEachOther() {
    calls.begin();
    calls.begin();
    calls.end();
    calls.end();

    assertThat(calls.close()).isTrue();
  }

  /** Returns when the thread waits or has ended. */
  private static void awaitRest(Thread thread) {
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }
}
