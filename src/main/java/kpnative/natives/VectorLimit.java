package kpnative.natives;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/*
 * oneDNN sizes the blocks of its AVX-512 kernels by the sizes of the caches, which it asks the processor
 * for. Some virtual machines hide them. There oneDNN 3.11 and the copy inside LibTorch 2.10 divide by
 * zero (SIGFPE in brg_blocking_t::est_eff_1x1) or, worse, compute wrong convolutions: a grouped one was
 * off by 0.12, and the NME of one detector was 0.0818 in batches and 0.0785 alone. Measured on 2026-11-27
 * on two logical cores of an AMD EPYC of family 26; with ONEDNN_MAX_CPU_ISA=AVX2 all of it is right.
 */
/** Keeps oneDNN from AVX-512 where the machine does not say how large its caches are. */
final class VectorLimit {
  /** The variable that oneDNN reads before it makes its first kernel. */
  static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  private VectorLimit() {}

  /**
   * {@return the variables to set on this machine, where the user has not set them; may be none}
   */
  static Map<String, String> environment() {
    return environment(Path.of("/"));
  }

  /**
   * {@return the variables to set on a machine}
   *
   * @param root the folder that holds its {@code proc} and {@code sys}, as Linux has them; where
   *     either is missing, nothing is known and nothing is set
   */
  static Map<String, String> environment(Path root) {
    Path core = root.resolve("sys/devices/system/cpu/cpu0");
    boolean cachesHidden = Files.isDirectory(core) && !Files.exists(core.resolve("cache"));
    return cachesHidden && hasAvx512(root.resolve("proc/cpuinfo"))
        ? Map.of(VARIABLE, "AVX2")
        : Map.of();
  }

  private static boolean hasAvx512(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo, ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.asList(line.split("\\s+")).contains("avx512f"))
          .orElse(false);
    } catch (IOException | UncheckedIOException e) {
      return false; // another system, or a closed one
    }
  }
}
