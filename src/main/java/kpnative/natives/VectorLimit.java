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
 * oneDNN derives the block and buffer sizes of its brgemm kernels (AVX2 and AVX-512) from the cache sizes
 * that the processor reports. Some virtual machines hide them. There, oneDNN 3.11 and the copy of 3.7 in
 * LibTorch 2.10 divide by zero (brg_blocking_t::est_eff_1x1), write beyond their buffers
 * (brgemm_convolution_bwd_strided_t) or, worse, compute wrong convolutions: a 1x1 one of 68 channels and
 * 16 inputs was off by half, and one detector's NME was 0.0818 in batches and 0.0785 one face at a time.
 * Measured on 2026-11-27 on two logical cores of an AMD EPYC, family 26. AVX2 still corrupted the heap in
 * training; with AVX, whose kernels predate brgemm, all tests pass.
 */
/** Keeps oneDNN from using kernels that fail on machines that do not report their cache sizes. */
final class VectorLimit {
  /** The environment variable that oneDNN reads before it creates its first kernel. */
  static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  private VectorLimit() {}

  /**
   * {@return the environment variables to set on this machine unless the user has set them; may be
   * empty}
   */
  static Map<String, String> environment() {
    return environment(Path.of("/"));
  }

  /**
   * {@return the environment variables to set on a machine}
   *
   * @param root the folder that holds the machine's {@code proc} and {@code sys} as on Linux; if
   *     either is missing, nothing is set
   */
  static Map<String, String> environment(Path root) {
    Path core = root.resolve("sys/devices/system/cpu/cpu0");
    boolean cachesHidden = Files.isDirectory(core) && !Files.exists(core.resolve("cache"));
    return cachesHidden && hasAvx2(root.resolve("proc/cpuinfo"))
        ? Map.of(VARIABLE, "AVX")
        : Map.of();
  }

  private static boolean hasAvx2(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo, ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.asList(line.split("\\s+")).contains("avx2"))
          .orElse(false);
    } catch (IOException | UncheckedIOException e) {
      return false; // not Linux, or not readable
    }
  }
}
