package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleOptionsTest {
  private static final Path GROUP = Path.of("docs/images/group.png");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "--chip-template=dlib, ",
    "--chip-size=112, ",
    "--chip-margin=0.1, ",
    "--smooth, ",
    "--fps=25, ",
    "--min-cutoff=1, ",
    "--beta=80, ",
    "--audio, ",
    "--turned, --box=100;100;80;80",
    "--turned, --face-detector=none",
    "--faces-from=24, --face-detector=none",
    "--min-confidence=0.5, --box=100;100;80;80",
    "--radius=2, --hide=fill",
    "--lines=1, --hide=fill"
  })
  void whatWouldBeIgnoredIsRefused(String idle, String beside) {
    List<Object> args = new ArrayList<>(List.of("predict", GROUP, idle));
    if (beside != null) {
      args.add(beside.replace(';', ','));
    }
    args.addAll(List.of("--out", folder.resolve("out")));

    CommandRun run = CommandRun.of(args.toArray());

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains(idle.replaceFirst("=.*", "") + " is ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everyOptionOfTheRulesExists() {
    List<String> known = new ArrayList<>();
    Main.commandLine()
        .getSubcommands()
        .get("predict")
        .getCommandSpec()
        .options()
        .forEach(option -> known.addAll(List.of(option.names())));

    assertThat(known)
        .containsAll(IdleOptions.CHIPS.options())
        .containsAll(IdleOptions.VIDEO.options())
        .containsAll(IdleOptions.SMOOTH.options())
        .containsAll(IdleOptions.SEARCH.options())
        .containsAll(IdleOptions.DRAWING.options());
  }
}
