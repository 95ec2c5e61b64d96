package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kpnative.infer.BuiltInModel;
import kpnative.text.SpecMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --points} of commands that use weights. */
class PointsOptionTest {
  private static final String PICTURE = "docs/images/faces.png";
  private static final String BOX = "--box=18.1,231.1,140.4,149.5";

  @TempDir Path folder;

  @BeforeEach
  void theModelIsInTheBuild() {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
  }

  private JsonNode predicted(String... points) throws IOException {
    CommandRun run =
        run(List.of("predict", PICTURE, BOX, "--json=-", "--out=" + folder, "--force"), points);
    assertThat(run.exit()).as(run.err()).isZero();
    return SpecMapper.json().readTree(run.out()).get(0);
  }

  @Test
  void predictListsThesePointsInTheirOrderWhereTheyAreFoundAmongAll() throws IOException {
    JsonNode all = predicted();
    JsonNode some = predicted("--points=nose_tip,left_eye,66-67");

    assertThat(some.get("indices")).hasToString("[30,36,37,38,39,40,41,66,67]");
    assertThat(some.get("names").get(0).asText()).isEqualTo("nose_tip");
    for (int i = 0; i < some.get("indices").size(); i++) {
      int k = some.get("indices").get(i).asInt();
      for (String each : List.of("keypoints", "confidence")) {
        assertThat(some.at("/faces/0/" + each + "/" + i))
            .isEqualTo(all.at("/faces/0/" + each + "/" + k));
      }
    }
    assertThat(some.at("/faces/0/box")).isEqualTo(all.at("/faces/0/box"));
  }

  @Test
  void evaluateMeasuresThesePointsAlone() throws IOException {
    CommandRun all = evaluate();
    CommandRun eyes = evaluate("--points=left_eye,right_eye");

    assertThat(eyes.exit()).as(eyes.err()).isZero();
    String ofEyes = row(all, "nme_eyes");
    assertThat(ofEyes).isNotEmpty();
    assertThat(row(eyes, "nme_eyes")).isEqualTo(ofEyes);
    assertThat(row(eyes, "nme_jaw")).isEmpty();
  }

  private static CommandRun evaluate(String... points) {
    return run(List.of("evaluate", "--data=synthetic:4", "--threads=1"), points);
  }

  private static CommandRun run(List<String> command, String... more) {
    return CommandRun.of(Stream.concat(command.stream(), Stream.of(more)).toArray());
  }

  private static String row(CommandRun run, String name) {
    return run.out().lines().filter(line -> line.startsWith(name)).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"68", "no_such", "", "36-47,40"})
  void pointsThatAreNoneAreRefusedInOneLineBeforeAnyPicture(String points) throws IOException {
    for (List<String> command :
        List.of(
            List.of("predict", PICTURE, BOX, "--out=" + folder.resolve("out")),
            List.of("evaluate", "--data=synthetic:2"))) {
      CommandRun run = run(command, "--points=" + points, "--threads=1");
      assertThat(run.exit()).isNotZero();
      assertThat(run.err().lines().filter(l -> l.contains("--points " + points))).hasSize(1);
    }
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }
}
