package kpnative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import kpnative.files.FileTree;
import kpnative.testing.PathsAsText;
import org.junit.jupiter.api.Test;

/** Names of files become text in one place, {@code FileNames.text}, which no locale changes. */
class PathsAsTextTest {
  @Test
  void nobodyElseMakesTextOfAPath() throws IOException {
    List<Path> sources =
        FileTree.under(Path.of("src/main/java")).stream()
            .filter(file -> FileTree.hasExtension(file, "java"))
            .filter(file -> !file.endsWith("kpnative/files/FileNames.java"))
            .toList();
    assertThat(sources).hasSizeGreaterThan(100);
    Iterable<? extends JavaFileObject> files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)
            .getJavaFileObjectsFromPaths(sources);

    assertThat(PathsAsText.in(files)).isEmpty();
  }

  @Test
  void whatShowsAPathAsJavaDoesIsFound() throws IOException {
    List<String> places =
        List.of(
            "made = \"cannot read \" + path;",
            "made = path + \": \" + number;",
            "text += path;",
            "made = path.getFileName().toString();",
            "made = String.valueOf(path);",
            "made = Objects.toString(path);",
            "made = String.format(Locale.ROOT, \"%s\", path);",
            "out.println(path);",
            "out.printf(\"%d %s\", number, path);",
            "new StringBuilder().append(path);",
            "made = \"expected \" + List.of(path);",
            "made = paths.toString();",
            "made = paths.stream().map(Path::toString).toList();");

    assertThat(found(places)).isEqualTo(places);
  }

  @Test
  void whatDoesNotIsNone() throws IOException {
    List<String> others =
        List.of(
            "made = \"cannot read \" + FileNames.text(path);",
            "made = \"got \" + paths.size();",
            "number += path.getNameCount();",
            "append(path, text);",
            "made = path.resolve(text + number);",
            "out.println(text);");

    assertThat(found(others)).isEmpty();
  }

  /** {@return those of the statements, each on a line of its own, in which a place is found} */
  private static List<String> found(List<String> statements) throws IOException {
    String code =
        """
        import java.io.PrintStream;
        import java.nio.file.Path;
        import java.util.*;
        import kpnative.files.FileNames;

        class Sample {
          static int number;
          static String text = "";
          static Object made = text;

          static void append(Path file, String line) {}

          static void sample(Path path, List<Path> paths, PrintStream out) {
        """;
    int before = (int) code.lines().count();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return code + String.join("\n", statements) + "}}";
          }
        };
    return PathsAsText.in(List.of(source)).stream()
        .map(place -> Integer.parseInt(place.split(":", -1)[1]))
        .map(line -> statements.get(line - before - 1))
        .toList();
  }
}
