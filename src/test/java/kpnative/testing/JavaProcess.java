package kpnative.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual machine of its own with the class path of the tests: for what asserts on the state of a
 * process (loaded libraries, native objects, resident memory, threads, defaults), or changes it.
 *
 * @param exit its exit code
 * @param output what it wrote to either stream
 * @see OwnProcess
 */
public record JavaProcess(int exit, String output) {
  /** {@return the class path of the tests, also where Surefire keeps it in a manifest} */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * {@return a process that runs {@code main}, not yet started; both streams are one}
   *
   * @param options of the virtual machine, after {@code -Xmx256m} and {@code
   *     -Djava.awt.headless=true}, so that they win
   */
  public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
    return of(classPath(), options, main, arguments);
  }

  /** {@return the same with another class path} */
  public static ProcessBuilder of(
      String classPath, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Djava.awt.headless=true"));
    for (String locale : List.of("user.language", "user.country")) { // as the tests' own is
      if (System.getProperty(locale) != null) {
        command.add("-D" + locale + "=" + System.getProperty(locale));
      }
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Runs {@code main} to its end. */
  public static JavaProcess run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return ended(of(options, main, arguments).start());
  }

  /** Waits for the end of a process whose output nobody else reads. */
  public static JavaProcess ended(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close(); // it is asked nothing
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new JavaProcess(process.waitFor(), output);
  }

  /**
   * {@return the number in the first line that begins with {@code what}}
   *
   * @throws AssertionError if there is no such line
   */
  public double number(String what) {
    return output
        .lines()
        .filter(line -> line.startsWith(what))
        .mapToDouble(line -> Double.parseDouble(line.substring(what.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line \"" + what + "\" in\n" + output));
  }
}
