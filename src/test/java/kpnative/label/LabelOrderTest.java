package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelOrderTest {
  @TempDir Path folder;

  private LabelOrder read(String text, List<String> notes) throws IOException {
    Path set = Files.createDirectories(folder.resolve("set"));
    Path list = Files.writeString(folder.resolve("look.jsonl"), text);
    return LabelOrder.read(
        list, List.of(set.resolve("a.png"), set.resolve("b.png")), set, notes::add);
  }

  @Test
  void namesAreRelativeToTheListOrTheSetOrWhole() throws IOException {
    List<String> notes = new ArrayList<>();
    LabelOrder order =
        read(
            "{\"file\": \"b.png\", \"face\": 1, \"score\": 0.5, \"reason\": \"small\"}\n\n"
                + "{\"file\": \"set/a.png\"}\n{\"file\": \"c.png\"}\n"
                + "{\"file\": \""
                + folder.resolve("set/b.png")
                + "\"}\n",
            notes);
    assertThat(order.items())
        .containsExactly(
            new LabelOrder.Item(1, 1, "small"),
            new LabelOrder.Item(0, 0, ""),
            new LabelOrder.Item(1, 0, ""));
    assertThat(notes).hasSize(1).first().asString().contains("c.png");
  }

  @Test
  void whatIsNoListIsAnErrorWithItsLine() {
    assertThatThrownBy(() -> read("{\"file\": \"a.png\"}\n{\"face\": 0}\n", new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("look.jsonl:2");
    assertThatThrownBy(() -> read("{\"file\": \"a.png\", \"face\": -1}\n", new ArrayList<>()))
        .hasMessageContaining("look.jsonl:1");
    for (String odd : List.of("1.5", "1e99", "99999999999", "\"0\"", "null", "true", "[]")) {
      assertThatThrownBy(
              () -> read("{\"file\": \"a.png\", \"face\": " + odd + "}\n", new ArrayList<>()))
          .hasMessageContaining("look.jsonl:1");
    }
    assertThatThrownBy(() -> read("{\"file\": \"c.png\"}\n", new ArrayList<>()))
        .hasMessageContaining("no picture of the set");
  }
}
