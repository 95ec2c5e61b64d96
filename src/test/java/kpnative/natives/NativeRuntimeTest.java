package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
  @Test
  void everyLibraryHasItsFile() {
    assertThat(NativeRuntime.libraries()).containsKeys("torch_cpu", "jnitorch", "jniopencv_core");
    assertThat(NativeRuntime.libraries().get("torch_cpu")).isRegularFile();
  }

  @Test
  void openBlasIsLoadedOnceUnderBothNames() throws Exception {
    assertThat(NativeRuntime.libraries().get("openblas_nolapack@.0").toRealPath())
        .isEqualTo(NativeRuntime.libraries().get("openblas@.0").toRealPath());
  }

  @Test
  void versionsNameThePresets() {
    assertThat(NativeRuntime.versions())
        .containsKeys("org.bytedeco:pytorch", "org.bytedeco:opencv");
  }

  @Test
  void theVersionsOfThePresetsAreKnown() {
    assertThat(NativeRuntime.versions().values()).noneMatch(v -> v.contains("unknown"));
  }
}
