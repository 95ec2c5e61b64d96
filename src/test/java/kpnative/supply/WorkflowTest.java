package kpnative.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The workflow for hosted CI is valid YAML, and what its steps call exists. */
class WorkflowTest {
  private static final Path WORKFLOW = Path.of(".github/workflows/ci.yml");
  private static final Set<String> COMMANDS = Set.of("bash", "sh", "java", "mvn", "tar");
  private static final Pattern PROFILE = Pattern.compile("-P ?(\\S+)");

  private static Map<String, Object> jobs() throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Map<String, Object> all =
        new Yaml(new SafeConstructor(strict)).load(Files.readString(WORKFLOW));
    return map(all.get("jobs"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Object job : jobs().values()) {
      for (Object step : (List<?>) map(job).get("steps")) {
        if (map(step).containsKey("run")) {
          commands.add(map(step).get("run").toString());
        }
      }
    }
    return commands.stream().distinct();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatAStepRunsExists(String command) throws IOException {
    String[] words = command.split(" ");
    assertThat(COMMANDS)
        .as(command)
        .anyMatch(c -> words[0].equals(c) || words[0].endsWith("/" + c));
    for (String word : words) {
      boolean ours = word.matches("(\\.ci|\\.mvn|src|docs|native-config|examples)/.*");
      assertThat(!ours || Files.exists(Path.of(word))).as(word).isTrue();
    }
    Matcher profile = PROFILE.matcher(command);
    if (words[0].equals("mvn") && profile.find()) {
      assertThat(Files.readString(Path.of("pom.xml")))
          .contains("<id>" + profile.group(1) + "</id>");
    }
  }

  @Test
  void everyPlatformThatIsBuiltIsConfigured() throws IOException {
    String text = Files.readString(WORKFLOW);
    Matcher platform = Pattern.compile("platform: (\\S+?)[,}]").matcher(text);
    List<String> built = new ArrayList<>(List.of("linux-x86_64", "linux-arm64"));
    while (platform.find()) {
      built.add(platform.group(1));
    }

    assertThat(built).hasSize(5);
    for (String name : built) {
      assertThat(Path.of("native-config/libraries-" + name + ".txt")).exists();
      assertThat(Files.readString(Path.of("pom.xml"))).contains("<id>" + name + "</id>");
    }
  }

  @Test
  void everyJobHasALimitAndAnActionsVersion() throws IOException {
    for (Map.Entry<String, Object> job : jobs().entrySet()) {
      assertThat(map(job.getValue())).as(job.getKey()).containsKey("timeout-minutes");
      for (Object step : (List<?>) map(job.getValue()).get("steps")) {
        assertThat(map(step).getOrDefault("uses", "x@v1").toString())
            .matches("\\S+@(v\\d+|[0-9a-f]{40})");
      }
    }
  }

  @Test
  void whatTheShellsReadIsWellFormed() throws Exception {
    for (String script : List.of("src/build/lock.sh", "src/build/reproduce.sh", ".ci/run")) {
      String shell = script.startsWith(".ci") ? "bash" : "sh";
      Process process = new ProcessBuilder(shell, "-n", script).redirectErrorStream(true).start();
      assertThat(JavaProcess.ended(process)).as(script).isEqualTo(new JavaProcess(0, ""));
    }
  }
}
