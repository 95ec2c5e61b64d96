package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.docs.Pages;
import org.junit.jupiter.api.Test;

/** The Java on our pages is cut from the tutorials, so that it compiles and runs. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path TUTORIALS = Path.of("src/test/java/kpnative/tutorial");
  private static final Pattern JAVA = Pattern.compile("(?m)^```java$");
  private static final Pattern CUT =
      Pattern.compile("(?ms)^<!-- from (\\w+)#(\\w+) -->\\n```java\\n(.*?)^```$");

  @Test
  void threeLinesLeadToAResult() {
    assertThat(Pages.commandLines(Pages.read(README)).subList(0, 3))
        .containsExactly(
            "git clone REPOSITORY kp-native && cd kp-native",
            "mvn -B package -DskipTests",
            "java -jar target/kp-native.jar predict docs/images/group.png");
  }

  @Test
  void theJavaOnPagesIsThatOfTheTutorials() throws IOException {
    int all = 0;
    for (Path file : Pages.all()) {
      String page = Pages.read(file);
      int cuts = 0;
      for (Matcher m = CUT.matcher(page); m.find(); cuts++) {
        assertThat(m.group(3))
            .as(file + ": " + m.group(1) + "#" + m.group(2))
            .isEqualTo(region(TUTORIALS.resolve(m.group(1) + ".java"), m.group(2)));
      }
      if (!file.startsWith("docs/contributing")) {
        assertThat(cuts)
            .as("blocks of Java in " + file + ", each after a comment that names its tutorial")
            .isEqualTo((int) JAVA.matcher(page).results().count());
      }
      all += cuts;
    }
    assertThat(all).isPositive();
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
