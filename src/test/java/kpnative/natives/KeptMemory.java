package kpnative.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  public static void main(String[] args) throws IOException {
    if (args[0].equals("ask")) {
      System.out.println("asked: " + NativeMemory.keepFreed());
    }
    System.out.println("facts: " + NativeFacts.read().get("freed native memory"));
    NativeThreads.set(1);
    long before = heldBytes();
    try (NativeScope scope = NativeScope.open()) {
      torch.ones(FLOATS).close();
    }
    System.out.println("stayed: " + ((heldBytes() - before) >> 20) + " MiB");
    try (NativeScope scope = NativeScope.open()) {
      torch.manual_seed(1);
      Tensor x = torch.randn(8, 3, 64, 64);
      Tensor y = torch.conv2d(x, torch.randn(16, 3, 3, 3)).sin().matmul(torch.randn(62, 62));
      System.out.println(
          String.format(Locale.ROOT, "sum: %a", y.abs().sum().item_float())); // every bit
    }
  }

  /**
   * {@return the process's memory that is in no file, in bytes} Where the system does not tell, all
   * of its resident memory: some take pages of libraries back from a process at any time.
   */
  private static long heldBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("RssAnon:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10; // KiB
        }
      }
    }
    return NativeMemory.residentBytes();
  }
}
