package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.FutureTask;
import kpnative.testing.OwnProcess;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {
  private final int before = NativeThreads.get();

  @AfterEach
  void restore() {
    NativeThreads.set(before);
  }

  @Test
  void lessThanOneIsRefused() {
    assertThatThrownBy(() -> NativeThreads.set(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, got 0");
  }

  @Test
  void setAppliesToLibTorchAndOpenBlas() {
    NativeThreads.set(1);

    assertThat(torch.get_num_threads()).isEqualTo(1);
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
  }

  @Test
  void enterAppliesTheNumberToANewThread() throws Exception {
    NativeThreads.set(1);
    FutureTask<Integer> threads =
        new FutureTask<>(
            () -> {
              NativeThreads.enter();
              return torch.get_num_threads();
            });
    new Thread(threads).start();

    assertThat(threads.get()).isEqualTo(1);
  }

  @Test
  @OwnProcess
  void opencvKeepsNoPoolOfItsOwn() {
    NativeRuntime.load();

    assertThat(opencv_core.getNumThreads()).isEqualTo(1);
  }
}
