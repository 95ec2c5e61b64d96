package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Faces;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private String put(String sub, int points, String... stems) throws IOException {
    Path dir = Files.createDirectories(folder.resolve(sub));
    for (String stem : stems) {
      Files.writeString(dir.resolve(stem + ".pts"), "1 2\n".repeat(points));
      Files.writeString(dir.resolve(stem + ".jpg"), "");
    }
    return "pts:" + dir;
  }

  private Dataset read(List<String> specs, Optional<Path> exclude) throws IOException {
    return DatasetReader.read(specs, exclude, ReadOptions.DEFAULT.withNotes(notes::add));
  }

  private Optional<Path> exclude(String names) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("exclude.txt"), names));
  }

  @Test
  void severalSpecsAddUpInTheirOrder() throws IOException {
    List<String> specs = List.of(put("b", 5, "x", "y"), put("a", 5, "z"));
    assertThat(read(specs, Optional.empty()).faces())
        .extracting(f -> f.picture().name())
        .containsExactly(folder + "/b/x.jpg", folder + "/b/y.jpg", folder + "/a/z.jpg");
  }

  @Test
  void theCountOfPointsNamesTheSchema() throws IOException {
    assertThat(read(List.of(put("a", 68, "x")), Optional.empty()).schema())
        .isSameAs(KeypointSchema.IBUG68);
  }

  @Test
  void refusesMixedCountsAndSaysWhichFileHasWhich() throws IOException {
    List<String> specs = List.of(put("a", 5, "x", "y"), put("b", 7, "z"));
    assertThatThrownBy(() -> read(specs, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "5 in " + folder + "/a/x.pts and 1 more; 7 in " + folder + "/b/z.pts");
  }

  @Test
  void oneFaceInTenOfAnotherCountIsLeftOut() throws IOException {
    String[] stems = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    List<String> specs = List.of(put("a", 5, stems), put("b", 7, "z"));
    assertThat(read(specs, Optional.empty()).size()).isEqualTo(9);
    assertThat(notes)
        .containsExactly(
            folder + "/b/z.pts: 7 keypoints, the other faces have 5; left out",
            "keypoints: faces read: 9, at fault: 1");
  }

  @Test
  void aFaceOfAnotherCountMayBeExcluded() throws IOException {
    List<String> specs = List.of(put("a", 5, "x", "y"), put("b", 7, "z"));
    assertThat(read(specs, exclude("z")).size()).isEqualTo(2);
  }

  @Test
  void namesThatAreNotTrustedTellNothing() throws IOException {
    ReadOptions unnamed = new ReadOptions(1, 68, 1, false, false, notes::add);
    List<String> specs = List.of(put("a", 5, "10000_1", "10000_2", "Anna_Muster_1"));
    List<AnnotatedFace> faces = DatasetReader.read(specs, Optional.empty(), unnamed).faces();
    assertThat(faces).extracting(AnnotatedFace::photograph).doesNotHaveDuplicates();
    assertThat(faces).allMatch(f -> f.person().isEmpty());
  }

  @Test
  void leavesOutWhatIsExcluded() throws IOException {
    assertThat(read(List.of(put("a", 5, "x", "y")), exclude("y\n")).faces())
        .singleElement()
        .extracting(f -> f.picture().name())
        .isEqualTo(folder + "/a/x.jpg");
  }

  @Test
  void tellsNamesToExcludeThatNobodyHas() throws IOException {
    read(List.of(put("a", 5, "x", "y")), exclude("y\nnobody\n"));
    assertThat(notes).singleElement().asString().contains("nobody (line 2 of ");
  }

  @Test
  void refusesToExcludeEverything() throws IOException {
    String spec = put("a", 5, "x");
    assertThatThrownBy(() -> read(List.of(spec), exclude("x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("excludes all 1 face");
  }

  @Test
  void needsOneSpecAtLeast() {
    assertThatThrownBy(() -> read(List.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesFacesOfAnotherCountThanTheSchemas() {
    assertThatThrownBy(() -> new Dataset(KeypointSchema.IMM58, List.of(Faces.face("x.jpg"))))
        .hasMessage("imm58 needs 58 keypoints, got 1 (x.jpg.pts)");
  }
}
