package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawArgumentsTest {
  private static byte[] line(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatJavaLostIsFoundAgain() throws CharacterCodingException {
    String[] given = {"predict", "??.png", "--out", "a?"};

    assertThat(RawArguments.of(given, line("java\0-jar\0x\0predict\0ü.png\0--out\0a?\0")))
        .containsExactly("predict", "ü.png", "--out", "a?");
  }

  @Test
  void argumentsFromElsewhereStayAsTheyAre() throws CharacterCodingException {
    String[] given = {"predict", "??.png"};

    assertThat(RawArguments.of(given, line("java\0@file\0"))).isSameAs(given);
    assertThat(RawArguments.of(given, line("\0"))).isSameAs(given);
  }
}
