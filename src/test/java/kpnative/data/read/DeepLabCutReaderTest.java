package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.data.annotation.AnnotationSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DeepLabCut's tables, as pandas writes them. */
class DeepLabCutReaderTest {
  @TempDir Path folder;
  private ToolFile dlc;

  @BeforeEach
  void begin() {
    dlc = new ToolFile(folder, AnnotationFormat.DLC);
  }

  private AnnotationSet read(String table) throws IOException {
    return dlc.read(dlc.put("labeled-data/v/CollectedData_Me.csv", table));
  }

  @Test
  void aPathInPartsAndEmptyCellsAreReadWithPointsAtCentres() throws IOException {
    Path picture = dlc.picture("labeled-data/v/img0001.png");
    AnnotationSet set =
        read(
            """
            scorer,,,Me,Me,Me,Me
            bodyparts,,,nose,nose,chin,chin
            coords,,,x,y,x,y
            labeled-data,v,img0001.png,1.5,2,,
            labeled-data,v,img0002.png,,,,
            """);
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=1.5,2.0; chin=absent");
    assertThat(set.pictures().get(0).file())
        .hasValueSatisfying(f -> assertThat(f).hasSameBinaryContentAs(picture));
    assertThat(set.pictures().get(1).faces()).isEmpty();
  }

  @Test
  void anOldTableHasThePathInOneColumnOftenWithBackslashes() throws IOException {
    AnnotationSet set =
        read("scorer,Me,Me\nbodyparts,nose,nose\ncoords,x,y\nlabeled-data\\v\\img1.png,3,4\n");
    assertThat(set.pictures().get(0).name()).isEqualTo("labeled-data/v/img1.png");
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=3.0,4.0");
  }

  @Test
  void individualsAreFaces() throws IOException {
    AnnotationSet set =
        read(
            """
            scorer,Me,Me,Me,Me
            individuals,Anna,Anna,individual2,individual2
            bodyparts,nose,nose,nose,nose
            coords,x,y,x,y
            a.png,1,2,3,4
            b.png,,,5,6
            """);
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=1.0,2.0", "nose=3.0,4.0");
    assertThat(set.pictures().get(0).faces().get(0).id()).contains("Anna");
    assertThat(set.pictures().get(0).faces().get(1).id()).isEmpty();
    assertThat(set.pictures().get(1).faces()).hasSize(1);
  }

  @Test
  void halfAPointCostsItsRow() throws IOException {
    AnnotationSet set =
        read("scorer,Me,Me\nbodyparts,nose,nose\ncoords,x,y\na.png,1,\nb.png,1,2\n");
    assertThat(set.pictures()).hasSize(1);
    assertThat(dlc.notes).singleElement().asString().contains(".csv:4: expected x and y of nose");
  }

  @Test
  void aTableWithoutItsRowsIsAnError() throws IOException {
    Path file = dlc.put("x.csv", "scorer,Me\na.png,1\n");
    assertThatThrownBy(() -> dlc.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected the rows scorer, individuals, bodyparts and coords");
  }

  @Test
  void aTableIsRecognised() throws IOException {
    dlc.picture("a.png");
    Path file =
        dlc.put("x.csv", "scorer,Me,Me,Me,Me\nbodyparts,a,a,b,b\ncoords,x,y,x,y\na.png,1,2,3,4\n");
    assertThat(DataSpec.parse(file.toString()).read()).hasSize(1);
    assertThat(DataSpec.parse(folder.toString()).read()).hasSize(1);
  }

  @Test
  void aBodyPartThatIsGivenTwiceIsAnError() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    scorer,Me,Me,Me,Me
                    bodyparts,nose,nose,nose,nose
                    coords,x,y,x,y
                    img1.png,3,4,5,6
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("two columns x of 'nose'");
  }
}
