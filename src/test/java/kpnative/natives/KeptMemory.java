package kpnative.natives;

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The program that {@link KeptMemoryTest} runs in separate JVMs: it allocates and frees 24 MB,
 * prints how much of it the process kept, and prints a checksum of a convolution. With {@code ask}
 * it first calls {@link NativeMemory#keepFreed}.
 */
final class KeptMemory {
  private static final int FLOATS = 6 << 20;

  private KeptMemory() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    if (args[0].equals("ask")) {
      System.out.println("asked: " + NativeMemory.keepFreed());
    }
    System.out.println("facts: " + NativeFacts.read().get("freed native memory"));
    NativeThreads.set(1);
    long before = NativeMemory.residentBytes();
    try (NativeScope scope = NativeScope.open()) {
      torch.ones(FLOATS).close();
    }
    System.out.println("stayed: " + ((NativeMemory.residentBytes() - before) >> 20) + " MiB");
    try (NativeScope scope = NativeScope.open()) {
      torch.manual_seed(1);
      Tensor x = torch.randn(8, 3, 64, 64);
      Tensor y = torch.conv2d(x, torch.randn(16, 3, 3, 3)).sin().matmul(torch.randn(62, 62));
      System.out.println(
          String.format(Locale.ROOT, "sum: %a", y.abs().sum().item_float())); // every bit
    }
  }
}
