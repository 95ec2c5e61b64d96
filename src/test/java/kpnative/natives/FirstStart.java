package kpnative.natives;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What {@link FirstStartTest} runs in JVMs of its own: loads, and multiplies two matrices. */
final class FirstStart {
  private FirstStart() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    try (NativeScope scope = NativeScope.open()) {
      Tensor ones = torch.ones(64, 64);
      System.out.println("sum " + ones.mm(ones).sum().item_float());
    }
    System.out.println("folder " + NativeRuntime.libraries().get("torch_cpu").getParent());
  }
}
