package kpnative.supply;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.ToolProvider;
import kpnative.testing.JavaProcess;

/** A program of {@code src/build/java}, compiled once and run as the build runs it. */
record BuildTool(String name, Path classes) {
  private static final Map<String, BuildTool> COMPILED = new ConcurrentHashMap<>();

  static BuildTool of(String name) {
    return COMPILED.computeIfAbsent(name, BuildTool::compiled);
  }

  private static BuildTool compiled(String name) {
    Path source = Path.of("src/build/java", name + ".java").toAbsolutePath();
    try {
      Path classes = Files.createDirectories(Path.of("target/build-tools", name)).toAbsolutePath();
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-cp",
                  JavaProcess.classPath(),
                  "-sourcepath",
                  source.getParent().toString(),
                  "-d",
                  classes.toString(),
                  source.toString());
      if (status != 0) {
        throw new IllegalStateException(source + " does not compile");
      }
      return new BuildTool(name, classes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  JavaProcess run(Object... arguments) throws IOException, InterruptedException {
    String classPath = JavaProcess.classPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", classes + File.pathSeparator + classPath, name));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return JavaProcess.ended(new ProcessBuilder(command).redirectErrorStream(true).start());
  }
}
