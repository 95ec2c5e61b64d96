package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kpnative.data.AnnotatedFace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpecTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private List<AnnotatedFace> read(String spec) throws IOException {
    return DataSpec.parse(spec).read(ReadOptions.DEFAULT.withNotes(notes::add));
  }

  private Path put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void putPts(String stem) throws IOException {
    put(stem + ".pts", "1 2\n3 4\n");
    put(stem + ".jpg", "");
  }

  @ParameterizedTest
  @CsvSource({
    "asf:a/b, ASF, a/b",
    "pts:a, PTS, a",
    "PTS:a, PTS, a",
    "dlib:a/x.xml, DLIB, a/x.xml",
    "csv:x.csv, CSV, x.csv",
    "csv:C:\\x.csv, CSV, C:\\x.csv"
  })
  void aKindGoesBeforeThePath(String spec, AnnotationFormat format, String path) {
    assertThat(DataSpec.parse(spec))
        .isEqualTo(
            new DataSpec.Annotations(Optional.of(format), Path.of(path), PointFrame.UPRIGHT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"some/folder", "faces", "C:\\faces", "c:/faces", "./odd:name", "a/b:c", "../x"})
  void aPathAloneIsOfNoKindYet(String spec) {
    assertThat(DataSpec.parse(spec))
        .isEqualTo(new DataSpec.Annotations(Optional.empty(), Path.of(spec), PointFrame.UPRIGHT));
  }

  @Test
  void syntheticFacesNeedNoPath() {
    assertThat(DataSpec.parse("synthetic")).isEqualTo(new DataSpec.Synthetic(OptionalInt.empty()));
  }

  @Test
  void syntheticFacesMayBeCounted() {
    assertThat(DataSpec.parse("synthetic:500"))
        .isEqualTo(new DataSpec.Synthetic(OptionalInt.of(500)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synthetic:",
        "synthetic:0",
        "synthetic:-1",
        "synthetic:many",
        "synthetic:99999999999"
      })
  void refusesACountThatIsNone(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected synthetic:N");
  }

  @Test
  void refusesAnUnknownKindAndListsTheKnown() {
    assertThatThrownBy(() -> DataSpec.parse("ptz:faces"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown kind of data 'ptz'")
        .hasMessageContaining("asf:, pts:, dlib:, csv:, synthetic[:N]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pts:", "asf: ", "", " "})
  void refusesAMissingPath(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec)).hasMessageContaining("expected a path");
  }

  @Test
  void refusesAPathThatIsAbsentInBothSpellings() {
    assertThatThrownBy(() -> read("pts:no/such/folder"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "no/such/folder (that is, " + Path.of("no/such/folder").toAbsolutePath());
  }

  @Test
  void searchesFoldersDownwardsInTheOrderOfNames() throws IOException {
    putPts("b/z");
    putPts("b/a");
    putPts("a/deep/er/x");
    assertThat(read("pts:" + folder))
        .extracting(AnnotatedFace::origin)
        .containsExactly(folder + "/a/deep/er/x.pts", folder + "/b/a.pts", folder + "/b/z.pts");
  }

  @Test
  void readsALinkedFolderOnceAndNoLoop() throws IOException {
    putPts("a/x");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("twin"), folder.resolve("a"));
    assertThat(read("pts:" + folder)).hasSize(1);
  }

  @Test
  void passesOverHiddenFiles() throws IOException {
    putPts("x");
    put("._x.pts", "\0\0 not points");
    assertThat(read("pts:" + folder)).hasSize(1);
  }

  @Test
  void readsASingleFileWhateverItsName() throws IOException {
    put("x.points", "1 2\n");
    put("x.jpg", "");
    assertThat(read("pts:" + folder + "/x.points")).hasSize(1);
  }

  @Test
  void recognisesPointFiles() throws IOException {
    putPts("sub/X");
    assertThat(read(folder.toString())).hasSize(1);
  }

  @Test
  void recognisesDlibsXmlAmongOthers() throws IOException {
    put("x.jpg", "");
    put("other.xml", "<annotation/>");
    put(
        "labels.xml",
        "<dataset><images><image file='x.jpg'><box top='1' left='1' width='2' height='2'><part"
            + " name='0' x='1' y='1'/></box></image></images></dataset>");
    assertThat(read(folder.toString())).hasSize(1);
  }

  @Test
  void recognisesATable() throws IOException {
    put("x.jpg", "");
    put("keypoints.CSV", "x.jpg,1,2\n");
    assertThat(read(folder.toString())).hasSize(1);
  }

  @Test
  void saysWhichFormatItReadsWhereThereAreSeveral() throws IOException {
    putPts("x");
    put("keypoints.csv", "x.jpg,1,2\nx.jpg,3,4\n");
    assertThat(read(folder.toString())).hasSize(1);
    assertThat(notes)
        .singleElement()
        .asString()
        .contains("several formats: 1 pts, 1 csv; reading pts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pts:", "asf:", "dlib:", "csv:"})
  void refusesAFolderWithoutAnnotatedFaces(String kind) throws IOException {
    put("x.jpg", "");
    assertThatThrownBy(() -> read(kind + folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no annotated face")
        .hasMessageContaining(folder.toString());
  }
}
