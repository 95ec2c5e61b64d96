package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void namesAreReadInAnyCase() {
    assertThat(Device.parse("CPU")).isEqualTo(Device.CPU);
  }

  @Test
  void anotherNameIsRefusedWithTheRightOnes() {
    assertThatThrownBy(() -> Device.parse("tpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu, cuda, cuda:N or auto")
        .hasMessageContaining("tpu");
  }

  @Test
  void aMissingGpuIsRejected() {
    assertThatThrownBy(() -> Device.parse("cuda:999"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuda:999");
  }

  @Test
  void autoIsTheCpuWhereThereIsNoGpu() {
    Device.Kind kind = Device.gpus() > 0 ? Device.Kind.CUDA : Device.Kind.CPU;

    assertThat(Device.parse("auto")).isEqualTo(new Device(kind, 0));
  }

  @Test
  void theTextNamesTheDeviceAgain() {
    assertThat(new Device(Device.Kind.CUDA, 3)).hasToString("cuda:3");
  }
}
