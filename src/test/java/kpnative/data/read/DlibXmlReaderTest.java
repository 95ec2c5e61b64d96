package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlibXmlReaderTest extends FaceReaderContract {
  private static final String PARTS =
      "<part name='00' x='10' y='20'/><part name='01' x='30' y='20'/><part name='02' x='20'"
          + " y='40'/>";

  @Override
  FaceReader reader() {
    return new DlibXmlReader();
  }

  @Override
  String fileName() {
    return "labels.xml";
  }

  @Override
  String text(String firstX) {
    return """
    <?xml version='1.0' encoding='UTF-8'?>
    <?xml-stylesheet type='text/xsl' href='absent.xsl'?>
    <dataset>
    <name>faces</name>
    <comment>several
    lines & more</comment>
    <images>
      <image file='face.jpg' width='100' height='50'>
        <box top='-5' left='4' width='40' height='60'>
          <part name='00' x='%s' y='20'/>
          <part name='01' x='30' y='20'/>
          <part name='02' x='20' y='40'/>
        </box>
      </image>
    </images>
    </dataset>
    """
        .replace("&", "&amp;")
        .replace("%s", firstX);
  }

  @Override
  int firstPointLine() {
    return 10;
  }

  @Override
  String ten() {
    return "10";
  }

  @Override
  String minusThree() {
    return "-3";
  }

  private static String images(String images) {
    return "<?xml version='1.0' encoding='ISO-8859-1'?>\n<dataset><images>"
        + images
        + "</images></dataset>";
  }

  private static String image(String file, String... boxes) {
    return "<image file='" + file + "'>" + String.join("", boxes) + "</image>\n";
  }

  private static String box(String parts) {
    return "<box top='1' left='2' width='3' height='4'>" + parts + "</box>\n";
  }

  @Test
  void readsTheBoxAsWholePixels() throws IOException {
    assertThat(read(text("10")).get(0).box()).contains(new Box(3.5, -5.5, 43.5, 54.5));
  }

  @Test
  void readsSeveralBoxesOfOnePicture() throws IOException {
    List<AnnotatedFace> faces = read(images(image("face.jpg", box(PARTS), box(PARTS))));
    assertThat(faces)
        .extracting(AnnotatedFace::photograph)
        .hasSize(2)
        .containsOnly(faces.get(0).photograph());
  }

  @Test
  void tellsTheLineOfEachBox() throws IOException {
    assertThat(read(images(image("face.jpg", box(PARTS), box(PARTS)))))
        .extracting(AnnotatedFace::origin)
        .containsExactly(folder + "/labels.xml:2", folder + "/labels.xml:3");
  }

  @Test
  void ordersPartsByTheirNumbers() throws IOException {
    String turned =
        "<part name='2' x='20' y='40'/><part name='10' x='7' y='8'/><part name='0' x='10' y='20'/>";
    assertThat(read(images(image("face.jpg", box(turned)))).get(0).keypoints().toArray())
        .containsExactly(10, 20, 20, 40, 7, 8);
  }

  @Test
  void passesOverIgnoredBoxes() throws IOException {
    String ignored = box(PARTS).replace("<box ", "<box ignore='1' ");
    assertThat(read(images(image("face.jpg", ignored, box(PARTS))))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "%02d", "part_%d", "p%d", "left_eye_%d", "kp-%03d", "%d_point"})
  void ordersPartsAsAPersonReadsTheirNames(String pattern) throws IOException {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 68).boxed().toList());
    Collections.shuffle(numbers, new Random(3));
    StringBuilder parts = new StringBuilder();
    for (int n : numbers) {
      parts.append(
          String.format(Locale.ROOT, "<part name='" + pattern + "' x='%d' y='%d'/>", n, n, 2 * n));
    }
    double[] xy =
        read(images(image("face.jpg", box(parts.toString())))).get(0).keypoints().toArray();
    assertThat(xy)
        .isEqualTo(IntStream.range(0, 136).mapToDouble(i -> i % 2 == 0 ? i / 2 : i - 1).toArray());
  }

  @Test
  void aPartThatABoxLacksIsAbsent() throws IOException {
    String lacking = PARTS.substring(PARTS.indexOf("/>") + 2);
    List<AnnotatedFace> faces =
        read(
            images(
                image("face.jpg", box(lacking), box(lacking), box(PARTS), box(lacking), box(""))));
    assertThat(faces).hasSize(4);
    assertThat(faces.get(0).keypoints().toArray())
        .containsExactly(Double.NaN, Double.NaN, 30, 20, 20, 40);
    assertThat(faces.get(2).keypoints().toArray()).containsExactly(10, 20, 30, 20, 20, 40);
    assertThat(notes).containsExactly(folder + "/labels.xml:6: the box has no parts; left out");
  }

  @Test
  void boxesOfWhichNoneIsCompleteAreFacesAllTheSame() throws IOException {
    String first = PARTS.substring(PARTS.indexOf("/>") + 2);
    String last = PARTS.substring(0, PARTS.lastIndexOf("<part"));
    assertThat(read(images(image("face.jpg", box(first), box(last)))))
        .extracting(f -> f.keypoints().presentCount())
        .containsExactly(2, 2);
    assertThat(notes).isEmpty();
  }

  @Test
  void aPartThatHardlyAnyBoxHasIsToldAsAPossibleSlip() throws IOException {
    String[] boxes = new String[40];
    Arrays.fill(boxes, box(PARTS));
    boxes[7] = box(PARTS + "<part name='nsoe' x='1' y='2'/>");

    assertThat(read(images(image("face.jpg", boxes))))
        .hasSize(40)
        .allMatch(f -> f.keypoints().count() == 4);
    assertThat(notes)
        .containsExactly(
            folder + "/labels.xml: of 40 boxes with parts, hardly any has 'nsoe' (1): a slip?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width='0'",
        "height='0'",
        "width='-5'",
        "height='-0.0'",
        "width='NaN'",
        "height='Infinity'",
        "left='1e999'",
        "top='99999999'",
        "width='wide'",
        "left=''",
        "top='0x10'"
      })
  void aBoxThatIsNoneCostsTheBoxAlone(String attribute) throws IOException {
    String key = attribute.substring(0, attribute.indexOf('='));
    String bad = box(PARTS).replaceFirst(key + "='\\d+'", attribute);
    List<AnnotatedFace> faces = read(images(image("face.jpg", box(PARTS), bad, box(PARTS))));
    assertThat(faces).extracting(f -> f.box().isPresent()).containsExactly(true, false, true);
    assertThat(faces.get(1).keypoints()).isEqualTo(faces.get(0).keypoints());
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(folder + "/labels.xml:3: ")
        .endsWith("; read without its box");
  }

  @Test
  void aMissingSideOfABoxCostsTheBoxAlone() throws IOException {
    String bad = box(PARTS).replace("width='3' ", "");
    assertThat(read(images(image("face.jpg", bad, box(PARTS))))).hasSize(2);
    assertThat(notes).singleElement().asString().contains("labels.xml:2: expected width='...'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<part name='00' x='1' y='2'/>",
        "<part name='03' x='NaN' y='2'/>",
        "<part name='03' x='1'/>",
        "<part x='1' y='2'/>",
        "<part name='03' x='1e9' y='2'/>",
        "<part name='' x='1' y='2'/>"
      })
  void aPartThatIsNoneCostsItsFaceAlone(String part) throws IOException {
    assertThat(read(images(image("face.jpg", box(PARTS), box(PARTS + part), box(PARTS)))))
        .hasSize(2);
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(folder + "/labels.xml:3: ")
        .endsWith("; left out");
  }

  @Test
  void anIgnoredBoxMayBeAnything() throws IOException {
    String ignored =
        box(PARTS + PARTS).replace("<box ", "<box ignore='1' ").replace("width='3'", "width='0'");
    assertThat(read(images(image("face.jpg", ignored, box(PARTS))))).hasSize(1);
    assertThat(notes).isEmpty();
  }

  @Test
  void anImageWithoutAFileCostsItsBoxesAlone() throws IOException {
    assertThat(read(images("<image>" + box(PARTS) + "</image>" + image("face.jpg", box(PARTS)))))
        .hasSize(1);
    assertThat(notes).singleElement().asString().contains("an <image> that names a file");
  }

  @Test
  void skipsAnAbsentPictureAndSaysBothSpellings() throws IOException {
    assertThat(read(images(image("face.jpg", box(PARTS)) + image("sub/gone.jpg", box(PARTS)))))
        .hasSize(1);
    assertThat(notes)
        .singleElement()
        .asString()
        .contains("'sub/gone.jpg'", "(that is, " + folder.toAbsolutePath().resolve("sub/gone.jpg"));
  }

  @Test
  void readsNamesInLatin1() throws IOException {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('é'),
        "no file can have this name where the locale's charset is ASCII");
    Files.writeString(folder.resolve("café.jpg"), "");
    Path file = folder.resolve("labels.xml");
    Files.writeString(file, images(image("café.jpg", box(PARTS))), StandardCharsets.ISO_8859_1);
    assertThat(reader().read(file, notes::add)).hasSize(1);
  }

  @Test
  void refusesAnXmlBombBeforeItSwells() {
    StringBuilder bomb =
        new StringBuilder("<?xml version='1.0'?>\n<!DOCTYPE dataset [<!ENTITY a0 'aaaaaaaaaa'>");
    for (int i = 1; i < 30; i++) {
      String before = "&a" + (i - 1) + ";";
      bomb.append("<!ENTITY a").append(i).append(" '").append(before.repeat(10)).append("'>");
    }
    bomb.append("]>\n<dataset><name>&a29;</name></dataset>");
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("labels.xml:2: document types and entities are refused");
  }

  @Test
  void refusesAnExternalEntityWithoutReadingIt() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "face.jpg");
    String text =
        "<!DOCTYPE dataset [<!ENTITY s SYSTEM '"
            + secret.toUri()
            + "'>]>\n"
            + images(image("face.jpg", box(PARTS)))
                .replaceFirst("<\\?.*\n", "")
                .replace("'><box", "'>&s;<box");
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("document types and entities are refused");
  }

  @Test
  void refusesAnExternalDocumentTypeWithoutFetchingIt() {
    String text = "<!DOCTYPE dataset SYSTEM 'http://127.0.0.1:9/x.dtd'>\n<dataset/>";
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("document types and entities are refused");
  }

  @Test
  void refusesAPartTwice() {
    assertThatThrownBy(() -> read(images(image("face.jpg", box(PARTS + PARTS)))))
        .hasMessageContaining("labels.xml:2: part '00' occurs twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"width='0'", "width='-1'", "width='NaN'"})
  void aListToPredictInMustBeComplete(String width) throws IOException {
    Path list = file(images(image("face.jpg", box(""), box("").replace("width='3'", width))));
    assertThatThrownBy(() -> DlibXmlReader.framed(list))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("labels.xml:3: ")
        .hasMessageNotContaining("read without");
  }

  @Test
  void refusesAPartWithoutACoordinate() {
    assertThatThrownBy(() -> read(images(image("face.jpg", box("<part name='00' x='1'/>")))))
        .hasMessageContaining("labels.xml:2: expected y='...' in <part>");
  }

  @Test
  void refusesAnotherKindOfXml() {
    assertThatThrownBy(() -> read("<html><body/></html>"))
        .hasMessageContaining("labels.xml:1: expected <dataset>, got <html>");
  }

  @Test
  void refusesBoxesThatAllLackParts() {
    assertThatThrownBy(() -> read(images(image("face.jpg", box("")))))
        .hasMessageContaining("labels.xml:2: the box has no parts");
  }
}
