package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java is cut from the tutorials, so that it compiles and runs. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path TUTORIALS = Path.of("src/test/java/kpnative/tutorial");
  private static final Pattern JAVA = Pattern.compile("(?m)^```java$");
  private static final Pattern CUT =
      Pattern.compile("(?ms)^<!-- from (\\w+)#(\\w+) -->\\n```java\\n(.*?)^```$");

  @Test
  void itOpensWithTheTwoCommands() throws IOException {
    List<String> commands =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("    "))
            .map(String::strip)
            .limit(2)
            .toList();

    assertThat(commands)
        .containsExactly(
            "mvn -B package -DskipTests && java -jar target/kp-native.jar train", "mvn -B verify");
  }

  @Test
  void itsJavaIsThatOfTheTutorials() throws IOException {
    String readme = Files.readString(README);
    int cuts = 0;
    for (Matcher m = CUT.matcher(readme); m.find(); cuts++) {
      assertThat(m.group(3))
          .as(m.group(1) + "#" + m.group(2))
          .isEqualTo(region(TUTORIALS.resolve(m.group(1) + ".java"), m.group(2)));
    }
    assertThat(cuts)
        .as("blocks of Java, each after a comment that names its tutorial")
        .isPositive()
        .isEqualTo((int) JAVA.matcher(readme).results().count());
  }

  /** The lines between {@code // tag::name} and {@code // end::name}, moved to the margin. */
  private static String region(Path tutorial, String name) throws IOException {
    List<String> lines = Files.readAllLines(tutorial);
    List<String> region = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.strip().equals("// end::" + name)) {
        inside = false;
      }
      if (inside) {
        region.add(line);
      }
      if (line.strip().equals("// tag::" + name)) {
        inside = true;
      }
    }
    assertThat(region).as("region " + name + " of " + tutorial).isNotEmpty();
    return String.join("\n", region).stripIndent() + "\n";
  }
}
