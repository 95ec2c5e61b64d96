package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.NameList;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in lists and options that are no paths, to this process or to any. */
class WrittenNamesTest {
  @TempDir Path folder;

  private void lists(String name) throws IOException {
    write("faces.csv", name + ".jpg,1,2,3,4\n");
    write(
        "faces.xml",
        "<dataset><images><image file='"
            + name
            + ".jpg'><box top='1' left='1' width='2' height='2'><part name='0' x='1'"
            + " y='1'/></box></image></images></dataset>");
    write("boxes.csv", name + ".jpg,1,2,3,4\n");
    write("names.txt", "image_1\n../" + name + "\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
  }

  /** Reads every list, and prints why it fails. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    tell(() -> DatasetReader.read(List.of("csv:" + folder + "/faces.csv"), Optional.empty()));
    tell(() -> DatasetReader.read(List.of("dlib:" + folder + "/faces.xml"), Optional.empty()));
    tell(() -> BoxList.read(folder.resolve("boxes.csv")));
    tell(() -> NameList.read(folder.resolve("names.txt")));
    tell(() -> DataSpec.parse("pts:\u00e9"));
  }

  private interface Reading {
    Object read() throws IOException;
  }

  private static void tell(Reading reading) {
    try {
      reading.read();
      System.out.println("told: read");
    } catch (IOException | IllegalArgumentException e) {
      System.out.println("told: " + e.getMessage());
    }
  }

  @Test
  void beyondAsciiUnderTheCLocaleTheyAreTheBytesOfTheList()
      throws IOException, InterruptedException {
    lists("caf\u00e9");
    ProcessBuilder process = JavaProcess.of(List.of(), WrittenNamesTest.class, folder.toString());
    process.environment().put("LC_ALL", "C");

    JavaProcess ended = JavaProcess.ended(process.start());

    List<String> told = ended.output().lines().filter(l -> l.startsWith("told: ")).toList();
    assertThat(told).hasSize(5);
    assertThat(told.get(0)).contains("faces.csv:1: no picture 'caf");
    assertThat(told.get(1)).contains("faces.xml:1: no picture 'caf");
    assertThat(told.subList(2, 5)).containsOnly("told: read");
  }

  @Test
  void aNulIsNamedWithFileAndLine() throws IOException, InterruptedException {
    lists("ca\0fe");
    JavaProcess ended = JavaProcess.run(List.of(), WrittenNamesTest.class, folder.toString());

    List<String> told = ended.output().lines().filter(l -> l.startsWith("told: ")).toList();
    assertThat(told.get(0)).contains("faces.csv:1: ").contains("a NUL character");
    assertThat(told.get(1)).contains("faces.xml:1: ");
    assertThat(told.get(2)).contains("boxes.csv:1: ").contains("a NUL character");
    assertThat(told.get(3)).contains("names.txt:2: ").contains("a NUL character");
  }
}
