package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command whose standard output cannot be written has failed, and says so in one line. */
class LostOutputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "schemas",
        "schemas face5",
        "recipes",
        "summary face68/quick",
        "train --print-config",
        "model",
        "about",
        "generate-completion",
        "help predict",
        "--version",
        "predict --help"
      })
  void aFullStandardOutputIsAnError(String command) {
    StringWriter err = new StringWriter();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    int exit =
        Main.commandLine()
            .setOut(Terminal.of(full, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err))
            .execute(command.split(" ", -1));

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("kp-native: standard output: cannot be written");
  }
}
