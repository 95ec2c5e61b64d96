package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.rendered.Ingredient;
import kpnative.data.rendered.Ingredients;
import kpnative.data.rendered.LabelPlaces;
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

  @ParameterizedTest
  @CsvSource({
    "rendered:head.safetensors, head.safetensors,",
    "RENDERED:a/FaceXModel, a/FaceXModel,",
    "rendered:a/FaceXModel:500, a/FaceXModel, 500",
    "rendered:a:b, a:b,",
    "rendered:a:5:7, a:5, 7",
    "rendered:C:\\heads\\x.safetensors:7, C:\\heads\\x.safetensors, 7"
  })
  void renderedFacesNeedAHeadAndMayBeCounted(String spec, String head, Integer count) {
    OptionalInt n = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    assertThat(DataSpec.parse(spec))
        .isEqualTo(new DataSpec.Rendered(Path.of(head), n, LabelPlaces.PEOPLE, Ingredients.ALL));
    assertThat(DataSpec.parse(spec.replaceFirst("(?i)rendered", "rendered-geometry")))
        .isEqualTo(new DataSpec.Rendered(Path.of(head), n, LabelPlaces.GEOMETRY, Ingredients.ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rendered:a/x.safetensors",
        "rendered-geometry:a/../x",
        "rendered:a:5:7",
        "rendered-without-light,hair:a:7",
        "rendered-geometry-without-camera:a"
      })
  void theAbsoluteFormOfRenderedFacesMeansTheSame(String spec) {
    DataSpec.Rendered rendered = (DataSpec.Rendered) DataSpec.parse(spec);
    assertThat(DataSpec.parse(rendered.absolute()))
        .isEqualTo(
            new DataSpec.Rendered(
                rendered.head().toAbsolutePath().normalize(),
                rendered.count(),
                rendered.labels(),
                rendered.ingredients()));
  }

  @Test
  void renderedFacesMayLackIngredients() {
    DataSpec.Rendered rendered =
        (DataSpec.Rendered) DataSpec.parse("rendered-without-worn,hair:a/head:5");
    assertThat(rendered.ingredients().without()).containsExactly(Ingredient.HAIR, Ingredient.WORN);
    assertThat(rendered.head()).isEqualTo(Path.of("a/head"));
    assertThat(rendered.count()).hasValue(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rendered-without-:a", "rendered-without-hare:a", "rendered-without-hair,:a"})
  void refusesIngredientsThatAreNone(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected ingredients of rendered faces (light, hair, worn,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rendered", "rendered:", "rendered: ", "rendered::5"})
  void refusesRenderedFacesOfNoHead(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected rendered:HEAD or rendered:HEAD:N with the file or folder of a 3D head, got '"
                + spec
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rendered:a:0", "rendered:a:007", "rendered:a:99999999999"})
  void refusesACountOfRenderedFacesThatIsNone(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected rendered:HEAD:N with N from 1 to 10000000, got '" + spec + "'");
  }

  @Test
  void anAbsentHeadIsNamed() {
    assertThatThrownBy(() -> read("rendered:no/such/head.safetensors:3"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no/such/head.safetensors: no such file");
  }

  @Test
  void refusesAnUnknownKindAndListsTheKnown() {
    assertThatThrownBy(() -> DataSpec.parse("ptz:faces"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown kind of data 'ptz'")
        .hasMessageContaining(
            "asf:, pts:, dlib:, csv:, coco:", "synthetic[:N], rendered:HEAD[:N], or a path");
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
            "no/such/folder: no such file or folder (that is, "
                + Path.of("no/such/folder").toAbsolutePath());
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 2\nthree 4\n",
        "1 2\nNaN 4\n",
        "1 2\n1e9 4\n",
        "",
        "}",
        "n_points: 3\n{\n1 2\n}"
      })
  void aBadPointFileInAFolderCostsItsFaceAlone(String text) throws IOException {
    putPts("a");
    putPts("b");
    put("ab.pts", text);
    put("ab.jpg", "");
    assertThat(read("pts:" + folder)).hasSize(2);
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).startsWith(folder + "/ab.pts:").endsWith("; left out");
    assertThat(notes.get(1)).isEqualTo("pts:" + folder + ": faces read: 2, at fault: 1");
  }

  @Test
  void aBadShapeFileInAFolderCostsItsFaceAlone() throws IOException {
    String good = "# a shape\n\n2\n0 0 0.1 0.2 0 1 1\n0 0 0.3 0.4 1 0 0\n\nx.png\n";
    ImageIO.write(
        new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        folder.resolve("x.png").toFile());
    put("x.asf", good);
    put("y.asf", good.replace("0.3", "NaN"));
    put("z.asf", good.replace("0.3", "1e99").replace("x.png", "gone.png"));
    assertThat(read("asf:" + folder)).hasSize(1);
    assertThat(notes).hasSize(3);
    assertThat(notes.get(0)).startsWith(folder + "/y.asf:5: x of point 1 must be");
    assertThat(notes.get(2)).endsWith("faces read: 1, at fault: 2");
  }

  @Test
  void manyFaultsAreCountedAndTheFirstNamed() throws IOException {
    putPts("a");
    for (int i = 0; i < 12; i++) {
      put("b" + i + ".pts", "1 2\n3 4\n");
    }
    assertThat(read("pts:" + folder)).hasSize(1);
    assertThat(notes).hasSize(6);
    assertThat(notes.get(5))
        .endsWith("faces read: 1, at fault: 12, of which 5 are named (doctor --data names all)");
  }

  @Test
  void aSetWithoutAUsableFaceIsAnErrorWithItsFirstReason() throws IOException {
    put("a.pts", "1 2\n");
    put("b.pts", "1 2\n");
    assertThatThrownBy(() -> read("pts:" + folder))
        .hasMessageContaining(
            "none of 2 files can be used; first: " + folder + "/a.pts:1: no picture");
  }

  @Test
  void aListThatCannotBeReadIsAnError() throws IOException {
    put("y.xml", "<dataset><images><image file='x.png'>");
    assertThatThrownBy(() -> read("dlib:" + folder)).hasMessageContaining("y.xml:1: ");
  }

  @ParameterizedTest
  @CsvSource({"stored:pts:a, PTS, a", "stored:csv:x.csv, CSV, x.csv"})
  void theStoredFrameStandsBeforeTheKind(String spec, AnnotationFormat format, String path) {
    assertThat(DataSpec.parse(spec))
        .isEqualTo(new DataSpec.Annotations(Optional.of(format), Path.of(path), PointFrame.STORED));
    assertThat(DataSpec.parse(spec).absolute())
        .isEqualTo("stored:" + format.kind() + ":" + Path.of(path).toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored:synthetic",
        "stored:synthetic:5",
        "stored:rendered:a",
        "stored:stored:pts:a"
      })
  void onlyFilesHaveAStoredFrame(String spec) {
    assertThatThrownBy(() -> DataSpec.parse(spec))
        .hasMessageContaining("or a path after 'stored:', got");
  }
}
