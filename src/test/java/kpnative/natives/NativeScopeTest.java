package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kpnative.testing.OwnProcess;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeScopeTest {
  @Test
  void scratchIsFreedWithItsScope() {
    Tensor scratch;
    try (NativeScope scope = NativeScope.open()) {
      scratch = torch.ones(3);
    }

    assertThat(scratch.isNull()).isTrue();
  }

  @Test
  void anInnerScopeLeavesTheOuterOnesObjects() {
    try (NativeScope outer = NativeScope.open()) {
      Tensor kept = torch.ones(3);
      try (NativeScope inner = NativeScope.open()) {
        Tensor scratch = torch.ones(3);
        assertThat(scratch.isNull()).isFalse();
      }

      assertThat(kept.sum().item_float()).isEqualTo(3);
    }
  }

  @Test
  void aHundredStepsInScopesLeaveNoObject() {
    step(); // allocates what is allocated only once per process
    long before = NativeMemory.objects();
    for (int i = 0; i < 100; i++) {
      step();
    }

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void whatIsRetainedOutlivesItsScope() {
    Owned<Tensor> owned;
    try (NativeScope scope = NativeScope.open()) {
      owned = Owned.retain(torch.ones(5));
    }

    try (owned;
        NativeScope scope = NativeScope.open()) {
      assertThat(owned.get().sum().item_float()).isEqualTo(5);
    }
  }

  @Test
  void aClosedOwnerThrows() {
    Owned<Tensor> owned = retainedOnes();
    owned.close();

    assertThatThrownBy(owned::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingAnOwnerTwiceFreesOnce() {
    long before = NativeMemory.objects();
    Owned<Tensor> owned = retainedOnes();
    owned.close();
    owned.close();

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  @OwnProcess
  void residentMemoryIsMoreThanTheLibrariesTake() {
    assertThat(NativeMemory.residentBytes()).isGreaterThan(50_000_000L);
  }

  private static Owned<Tensor> retainedOnes() {
    try (NativeScope scope = NativeScope.open()) {
      return Owned.retain(torch.ones(5));
    }
  }

  private static void step() {
    try (NativeScope scope = NativeScope.open()) {
      Tensor x = torch.ones(8, 8);
      assertThat(x.mm(x).sum().item_float()).isEqualTo(512);
    }
  }
}
