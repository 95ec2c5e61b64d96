package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import kpnative.testing.OwnProcess;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** What {@link VectorLimit} says of this machine is what both copies of oneDNN are told. */
class VectorLimitAppliedTest {
  @Test
  @OwnProcess
  void bothAreLimited() {
    assumeTrue(System.getenv(VectorLimit.VARIABLE) == null, "the user has set a limit");
    assumeTrue(!VectorLimit.environment().isEmpty(), "this machine needs no limit");
    NativeRuntime.load();
    assertThat(torch.get_env(VectorLimit.VARIABLE).get().getString()).isEqualTo("AVX");
    assertThat(dnnl.dnnl_get_effective_cpu_isa()).isLessThanOrEqualTo(dnnl.dnnl_cpu_isa_avx);
  }
}
