package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs on a class path without the pom's optional dependencies, as an application does. */
class BareApplicationTest {
  private static JavaProcess run = new JavaProcess(-1, "");

  @BeforeAll
  static void run() throws Exception {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    String bare =
        Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
            .filter(p -> !p.matches(".*/(pytorch|jackson-dataformat|snakeyaml|picocli).*"))
            .collect(Collectors.joining(File.pathSeparator));
    run = JavaProcess.ended(JavaProcess.of(bare, List.of(), BareApplication.class).start());
  }

  @Test
  void facesAreFoundAndTheirPointsToo() {
    assertThat(run.output()).contains("points: 68\n", "auto: cpu\n", "objects: true\n");
  }

  @Test
  void aCallThatNeedsLibTorchSaysSoInOneLine() {
    assertThat(run.output())
        .containsPattern("\ntorch: training, [^\n]* need org.bytedeco:pytorch, which is [^\n]*\n");
  }

  @Test
  void aCallThatNeedsYamlSaysSoInOneLine() {
    assertThat(run.output())
        .containsPattern(
            "\\Rrecipe: recipes .* need com.fasterxml.jackson.dataformat:jackson-dataformat-yaml,"
                + " .*\\R");
    assertThat(run.exit()).as(run.output()).isZero();
  }
}
