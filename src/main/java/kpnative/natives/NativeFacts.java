package kpnative.natives;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.pytorch.global.torch;

/** What the native libraries say of themselves and of the machine; for people to read. */
public final class NativeFacts {
  private static final Pattern ONEDNN = Pattern.compile("MKL-DNN v(\\S+)");
  private static final Pattern OPENMP = Pattern.compile("ATen parallel backend: (.+)");

  private NativeFacts() {}

  /**
   * {@return name and value of each, in an order to be shown}
   *
   * @throws java.io.UncheckedIOException if the libraries cannot be loaded
   */
  public static Map<String, String> read() {
    Map<String, String> facts = new LinkedHashMap<>(NativeRuntime.versions());
    facts.remove("kp-native");
    try (NativeScope scope = NativeScope.open()) {
      String build = torch.show_config().getString();
      facts.put(
          "LibTorch on this CPU",
          torch.get_cpu_capability().getString()
              + ", oneDNN "
              + (torch.hasMKLDNN() ? found(ONEDNN, build, "of unknown version") : "absent")
              + ", parallel by "
              + found(OPENMP, torch.get_parallel_info().getString(), "unknown means"));
      facts.put("OpenCV on this CPU", cpuFeatures());
      facts.put("GPUs", gpus());
    }
    return facts;
  }

  private static String gpus() {
    int gpus = Device.gpus();
    if (gpus > 0) {
      return gpus + " by CUDA";
    }
    // hasCUDA() asks for a driver too, so the loaded libraries tell what was built
    return NativeRuntime.libraries().keySet().stream().anyMatch(n -> n.contains("torch_cuda"))
        ? "none that CUDA can use"
        : "none: these natives are without CUDA (a build with -Pcuda has it)";
  }

  /**
   * OpenCV marks what it was built with by nothing or *, and what the CPU lacks by a question mark.
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
