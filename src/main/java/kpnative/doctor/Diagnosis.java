package kpnative.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import kpnative.draw.FaceSheet;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.infer.Version;
import kpnative.natives.Device;
import kpnative.natives.HostLibraries;
import kpnative.natives.NativeFacts;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipes;

/**
 * The state of this machine, as the {@code doctor} command prints it.
 *
 * @param sections names and values by heading, in display order
 * @param problems what does not work and why, one line each; empty if everything works
 */
public record Diagnosis(Map<String, Map<String, String>> sections, List<String> problems) {
  /** Environment variables that change how native code runs or where it is found. */
  private static final List<String> VARIABLES =
      List.of(
          "ATEN_CPU_CAPABILITY",
          "CUDA_VISIBLE_DEVICES",
          "GLIBC_TUNABLES",
          "GOMP_SPINCOUNT",
          "JAVA_TOOL_OPTIONS",
          "LD_LIBRARY_PATH",
          "LD_PRELOAD",
          "MALLOC_ARENA_MAX",
          "MALLOC_CONF",
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_TOP_PAD_",
          "MALLOC_TRIM_THRESHOLD_",
          "OMP_NUM_THREADS",
          "OMP_PROC_BIND",
          "OMP_WAIT_POLICY",
          "ONEDNN_MAX_CPU_ISA",
          "OPENBLAS_NUM_THREADS",
          "THP_MEM_ALLOC_ENABLE",
          "XDG_CACHE_HOME");

  private static final double MIB = 1 << 20;

  /** Copies the problems; the sections keep their order. */
  public Diagnosis {
    problems = List.copyOf(problems);
  }

  /**
   * {@return the state of this machine} If the native libraries cannot be loaded, the result
   * reports that as a problem.
   *
   * @param device as {@code --device} takes it
   * @param threads threads per operation, at least 1
   * @throws IOException if the recipes in the jar cannot be read
   */
  public static Diagnosis of(String device, int threads) throws IOException {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    sections.put("Java and machine", machine());
    sections.put("Environment variables", environment());
    Map<String, String> natives = new LinkedHashMap<>();
    sections.put("Native libraries", natives);
    String cache =
        System.getProperty(NativeRuntime.CACHE_PROPERTY) == null
            ? " (-D" + NativeRuntime.CACHE_PROPERTY + "=DIR sets another)"
            : " (set by -D" + NativeRuntime.CACHE_PROPERTY + ")";
    natives.put("unpacked under", FileNames.text(NativeRuntime.cacheRoot()) + cache);
    List<String> problems = new ArrayList<>();
    if (device.toLowerCase(Locale.ROOT).startsWith("cuda")) {
      cuda(HostLibraries.ofCuda(), sections, problems);
    }
    try {
      NativeThreads.set(threads);
      TreeSet<String> folders = new TreeSet<>();
      for (Path file : NativeRuntime.libraries().values()) {
        folders.add(FileNames.text(FileTree.folderOf(file)));
      }
      natives.put(
          "loaded", NativeRuntime.libraries().size() + " from " + String.join(", ", folders));
      natives.putAll(NativeFacts.read());
    } catch (UncheckedIOException | LinkageError e) {
      problems.add("the native libraries cannot be loaded: " + e.getMessage());
      return new Diagnosis(sections, problems);
    }
    Map<String, String> used = new LinkedHashMap<>();
    sections.put("What a training would use", used);
    try {
      used.put("device", Device.parse(device).toString());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return new Diagnosis(sections, problems);
    }
    used.put("threads per operation", String.valueOf(threads));
    int workers = Recipes.load("face68/quick", List.of()).data().workerThreads();
    used.put("data workers", workers + " (--set data.workers=N)");
    FaceSheet.fontProblem().ifPresent(problem -> used.put("text on pictures", "none: " + problem));
    return new Diagnosis(sections, problems);
  }

  /** Adds where each library that CUDA needs is, and a problem for what is missing. */
  static void cuda(
      HostLibraries host, Map<String, Map<String, String>> sections, List<String> problems) {
    Map<String, String> lines = new LinkedHashMap<>();
    host.found()
        .forEach(
            (library, file) -> lines.put(library, file.map(FileNames::text).orElse("missing")));
    lines.put("looked in", host.places());
    sections.put("Libraries of CUDA", lines);
    for (String missing : host.missing()) {
      problems.add("CUDA needs " + missing + ", looked for in " + host.places());
    }
  }

  /** {@return whether everything works} */
  public boolean healthy() {
    return problems.isEmpty();
  }

  /** {@return the diagnosis as text, with LF line ends and the problems last} */
  public String toText() {
    int width =
        sections.values().stream()
            .flatMap(lines -> lines.keySet().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder("kp-native " + Version.current() + "\n");
    sections.forEach(
        (heading, lines) -> {
          text.append('\n').append(heading).append('\n');
          lines.forEach(
              (name, value) ->
                  text.append("  ")
                      .append(name)
                      .append(" ".repeat(width - name.length() + 2))
                      .append(value)
                      .append('\n'));
        });
    text.append('\n').append(healthy() ? "No problems found.\n" : "");
    problems.forEach(problem -> text.append("PROBLEM: ").append(problem).append('\n'));
    return text.toString();
  }

  private static Map<String, String> machine() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "Java",
        Runtime.version()
            + ", "
            + System.getProperty("java.vm.name")
            + ", "
            + System.getProperty("java.home"));
    lines.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
    lines.put("processor", NativeFacts.processor());
    lines.put("memory", memory());
    return lines;
  }

  private static String memory() {
    String heap = "limit of the Java heap " + gib(Runtime.getRuntime().maxMemory());
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? gib(system.getTotalMemorySize())
            + " for this process or container, "
            + gib(system.getFreeMemorySize())
            + " of it free; "
            + heap
        : heap;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / MIB / 1024);
  }

  private static Map<String, String> environment() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String name : VARIABLES) {
      String value = System.getenv(name);
      if (value != null) {
        lines.put(name, value);
      }
    }
    if (lines.isEmpty()) {
      lines.put("none set", "(looked for " + String.join(", ", VARIABLES) + ")");
    }
    return lines;
  }
}
