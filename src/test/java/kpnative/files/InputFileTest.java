package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kpnative.testing.OddFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final int MOST = 100;

  @TempDir Path folder;

  @Test
  void whatIsNoRegularFileIsRefusedAtOnceWithItsKind() throws Exception {
    for (Map.Entry<String, Path> odd : OddFiles.in(folder).entrySet()) {
      assertThatThrownBy(() -> InputFile.bytes(odd.getValue(), "a list", MOST))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(odd.getValue() + ": ")
          .hasMessageContaining(odd.getKey())
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFileThatGrowsIsReadAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "one\n");
    try (InputFile in = InputFile.open(file, "a log", MOST)) {
      Files.writeString(file, "one\ntwo\n");

      assertThat(in.stream().readAllBytes()).asString().isEqualTo("one\n");
    }
  }

  @Test
  void aFileThatShrinksIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "one\ntwo\n");
    try (InputFile in = InputFile.open(file, "a log", MOST)) {
      Files.writeString(file, "one\n");

      assertThatThrownBy(() -> in.stream().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": truncated while it was being read: 4 of 8 bytes missing");
    }
  }

  @Test
  void aFileOfTheSystemWithoutASizeIsEmpty() throws IOException {
    Path endless = Path.of("/proc/self/pagemap"); // 256 TB of it
    assumeTrue(Files.isReadable(endless), "no /proc");

    assertThat(InputFile.bytes(endless, "a list", MOST)).isEmpty();
  }

  @Test
  void textIsUtf8() throws IOException {
    Path file = Files.write(folder.resolve("list"), new byte[] {'a', (byte) 0xe9});

    assertThatThrownBy(() -> InputFile.text(file, "a list", MOST))
        .hasMessage(file + ": expected a list in UTF-8, got other bytes");
    assertThat(InputFile.lines(Files.writeString(file, "ä\nb\r\nc"), "a list", MOST))
        .containsExactly("ä", "b", "c");
  }

  @Test
  void aFileAtTheLimitIsRead() throws IOException {
    Path file = Files.write(folder.resolve("full"), new byte[MOST]);

    assertThat(InputFile.bytes(file, "a list", MOST)).hasSize(MOST);
    assertThatThrownBy(() -> InputFile.bytes(file, "a list", MOST - 1))
        .hasMessage(file + ": expected a list of at most 99 bytes, got 100");
  }
}
