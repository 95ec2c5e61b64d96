package kpnative.natives;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.pytorch.global.torch;

/** Describes the native libraries and the machine, for people to read. */
public final class NativeFacts {
  private static final Pattern ONEDNN = Pattern.compile("MKL-DNN v(\\S+)");
  private static final Pattern OPENMP = Pattern.compile("ATen parallel backend: (.+)");

  private NativeFacts() {}

  /**
   * {@return name and value of each fact, in display order}
   *
   * @throws java.io.UncheckedIOException if the libraries cannot be loaded
   */
  public static Map<String, String> read() {
    Map<String, String> facts = new LinkedHashMap<>(NativeRuntime.versions());
    try (NativeScope scope = NativeScope.open()) {
      String build = torch.show_config().getString();
      facts.put(
          "LibTorch on this CPU",
          torch.get_cpu_capability().getString()
              + ", oneDNN "
              + (torch.hasMKLDNN() ? found(ONEDNN, build, "of unknown version") : "absent")
              + ", parallel by "
              + found(OPENMP, torch.get_parallel_info().getString(), "unknown means"));
      facts.put("oneDNN on this CPU", vectorLimit());
      facts.put("OpenCV on this CPU", cpuFeatures());
      facts.put("freed native memory", freedMemory());
      facts.put("GPUs", gpus());
    }
    return facts;
  }

  /**
   * {@return the processor's name, if the system exposes it (Linux), and the number of logical
   * cores that this process may use} Does not load the native libraries.
   */
  public static String processor() {
    int cores = Runtime.getRuntime().availableProcessors();
    return model().map(m -> m + ", ").orElse("") + cores + " logical cores for this process";
  }

  private static Optional<String> model() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name") && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not Linux, or not readable: only the number of cores is shown
    }
  }

  /**
   * {@return which instruction sets of the processor oneDNN may use} Does not load the native
   * libraries.
   */
  public static String vectorLimit() {
    String set = System.getenv(VectorLimit.VARIABLE);
    if (set != null) {
      return "at most " + set + " (by " + VectorLimit.VARIABLE + ")";
    }
    String limit = VectorLimit.environment().get(VectorLimit.VARIABLE);
    return limit == null
        ? "all instruction sets of the processor"
        : "at most "
            + limit
            + ": this machine does not report its cache sizes, so newer kernels are unsafe";
  }

  private static String freedMemory() {
    if (NativeMemory.keepsFreed()) {
      return "kept in the process";
    }
    return FreedMemory.chosen().equals("default")
        ? "returned to the system as the C library decides (-D"
            + NativeMemory.MALLOC_PROPERTY
            + "=default)"
        : "returned to the system as the C library decides; the train command keeps it (glibc"
            + " only)";
  }

  private static String gpus() {
    int gpus = Device.gpus();
    if (gpus > 0) {
      return gpus + " by CUDA";
    }
    return NativeRuntime.bundlesCuda()
        ? "none that CUDA can use"
        : "none: the native libraries are built without CUDA (build with -Pcuda)";
  }

  /**
   * In OpenCV's list, a trailing question mark means that the CPU lacks the feature; an asterisk
   * marks a dispatched one.
   */
  private static String cpuFeatures() {
    return List.of(opencv_core.getCPUFeaturesLine().getString().split("\\s+")).stream()
        .filter(word -> !word.endsWith("?") && !word.isEmpty())
        .map(word -> word.replace("*", ""))
        .reduce((a, b) -> a + " " + b)
        .orElse("unknown");
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }
}
