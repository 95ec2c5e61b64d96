package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Edge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CVAT for images 1.1, as CVAT dumps it. */
class CvatReaderTest {
  private static final String META =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <annotations>
        <version>1.1</version>
        <meta><task><id>4</id><name>faces</name><mode>annotation</mode><labels>
          <label><name>face</name><color>#ff0000</color><type>skeleton</type><attributes>
          </attributes><svg>&lt;line x1="1" y1="1" x2="9" y2="9" data-type="edge" data-node-from="2" data-node-to="1"&gt;&lt;/line&gt;&lt;circle r="1.5" cx="1" cy="1" data-type="element node" data-element-id="1" data-node-id="1" data-label-name="nose"&gt;&lt;/circle&gt;&lt;circle r="1.5" cx="9" cy="9" data-type="element node" data-element-id="2" data-node-id="2" data-label-name="chin"&gt;&lt;/circle&gt;</svg></label>
          <label><name>nose</name><type>points</type><attributes></attributes><parent>face</parent></label>
          <label><name>chin</name><type>points</type><attributes></attributes><parent>face</parent></label>
        </labels></task><dumped>2026-01-01</dumped></meta>
      """;

  @TempDir Path folder;
  private ToolFile cvat;

  @BeforeEach
  void begin() {
    cvat = new ToolFile(folder, AnnotationFormat.CVAT);
  }

  private AnnotationSet read(String images) throws IOException {
    return cvat.read(cvat.put("annotations.xml", META + images + "</annotations>"));
  }

  private static String image(String shapes) {
    return "<image id=\"0\" name=\"sub/a.png\" width=\"200\" height=\"100\">" + shapes + "</image>";
  }

  @Test
  void coordinatesBeginAtTheFirstPixelsCorner() throws IOException {
    AnnotationSet set =
        read(
            image(
                "<skeleton label=\"face\" source=\"manual\" z_order=\"0\">"
                    + "<points label=\"chin\" source=\"manual\" outside=\"0\" occluded=\"1\""
                    + " points=\"200.00,100.00\"></points>"
                    + "<points label=\"nose\" source=\"manual\" outside=\"0\" occluded=\"0\""
                    + " points=\"0.50,0.50\"><attribute name=\"a\">b</attribute></points>"
                    + "</skeleton>"));
    assertThat(ToolFile.texts(set, 0))
        .containsExactly("nose=0.0,0.0 visible; chin=199.5,99.5 hidden");
    assertThat(set.layouts().get(0).edges()).containsExactly(new Edge(1, 0));
    assertThat(set.pictures().get(0).size()).contains(new Size(200, 100));
  }

  @Test
  void anElementOutsideHasNoPlace() throws IOException {
    AnnotationSet set =
        read(
            image(
                "<skeleton label=\"face\"><points label=\"nose\" outside=\"1\" occluded=\"0\""
                    + " points=\"3.00,4.00\"></points><points label=\"chin\" outside=\"0\""
                    + " occluded=\"0\" points=\"5.00,6.00\"></points></skeleton>"));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=absent; chin=4.5,5.5 visible");
  }

  @Test
  void shapesOfOnePointAreTheFacesThatTheirGroupsTell() throws IOException {
    AnnotationSet set =
        read(
            image(
                "<points label=\"l\" occluded=\"0\" points=\"1.50,2.50\" group_id=\"1\"></points>"
                    + "<points label=\"r\" occluded=\"0\" points=\"3.50,2.50\" group_id=\"1\"/>"
                    + "<points label=\"l\" occluded=\"1\" points=\"9.50,2.50\" group_id=\"2\"/>"
                    + "<box label=\"head\" xtl=\"1\" ytl=\"2\" xbr=\"5\" ybr=\"6\" occluded=\"0\""
                    + " group_id=\"1\"/>"));
    assertThat(set.faces()).isEqualTo(2);
    assertThat(set.pictures().get(0).faces().get(0).box()).contains(new Box(0.5, 1.5, 4.5, 5.5));
    assertThat(set.pictures().get(0).faces().get(1).presentCount()).isEqualTo(1);
  }

  @Test
  void aShapeOfSeveralPointsIsAFaceWithoutNames() throws IOException {
    AnnotationSet set =
        read(image("<points label=\"mouth\" occluded=\"0\" points=\"1.5,2.5;3.5,4.5\"></points>"));
    int kind = set.pictures().get(0).faces().get(0).layout();
    assertThat(set.layouts().get(kind).name()).isEqualTo("mouth");
    assertThat(set.layouts().get(kind).named()).isFalse();
    assertThat(ToolFile.texts(set, 0)).containsExactly("0=1.0,2.0 visible; 1=3.0,4.0 visible");
  }

  @Test
  void picturesWithoutAFaceAreKeptAndOtherShapesCounted() throws IOException {
    AnnotationSet set =
        read(
            image("<polygon label=\"car\" points=\"1,2;3,4;5,6\" occluded=\"0\"></polygon>")
                + "<image id=\"1\" name=\"b.png\" width=\"9\" height=\"9\"></image>");
    assertThat(set.pictures()).hasSize(2);
    assertThat(cvat.notes).singleElement().asString().endsWith("passed over: 1");
  }

  @Test
  void tracksOfVideosAreToldOf() throws IOException {
    read("<track id=\"0\" label=\"face\"><points frame=\"0\" points=\"1,2\"/></track>");
    assertThat(cvat.notes)
        .singleElement()
        .asString()
        .contains("export the task as 'CVAT for images");
  }

  @Test
  void aPointThatIsNoneCostsItsFaceWithItsLine() throws IOException {
    AnnotationSet set =
        read(
            image(
                "\n<skeleton label=\"face\"><points label=\"nose\" outside=\"0\" occluded=\"0\""
                    + " points=\"x,4\"></points></skeleton>"));
    assertThat(set.faces()).isZero();
    assertThat(cvat.notes).singleElement().asString().contains("annotations.xml:11: x of a point");
  }

  @Test
  void entitiesAreRefused() throws IOException {
    Path file =
        cvat.put(
            "e.xml",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><annotations><image"
                + " name='a'>&x;</image></annotations>");
    assertThatThrownBy(() -> cvat.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("e.xml");
  }

  private static String skeleton(String label, String group, String x) {
    return "<skeleton label=\""
        + label
        + "\" group_id=\""
        + group
        + "\"><points label=\"nose\""
        + " points=\""
        + x
        + ",2.5\"/></skeleton>";
  }

  private static String box(String group) {
    return "<box label=\"head\" xtl=\"1\" ytl=\"2\" xbr=\"5\" ybr=\"6\" group_id=\""
        + group
        + "\"/>";
  }

  @Test
  void aSkeletonIsAlwaysAFaceOfItsOwnWhateverItsGroup() throws IOException {
    AnnotationSet set =
        read(
            image(
                skeleton("face", "1", "1.5")
                    + skeleton("face", "1", "3.5")
                    + skeleton("hand", "1", "5.5")
                    + box("1")));
    assertThat(set.faces()).isEqualTo(3);
    assertThat(set.pictures().get(0).faces())
        .allSatisfy(f -> assertThat(f.presentCount()).isEqualTo(1))
        .allSatisfy(f -> assertThat(f.box()).isEmpty());
    assertThat(cvat.notes).singleElement().asString().endsWith("no points, passed over: 1");
  }

  @Test
  void theBoxOfASkeletonsGroupIsItsBoxUnlessThereAreTwo() throws IOException {
    AnnotationSet set =
        read(
            image(
                skeleton("face", "1", "1.5")
                    + box("1")
                    + box("2")
                    + skeleton("face", "2", "3.5")
                    + box("2")));
    assertThat(set.faces()).isEqualTo(2);
    assertThat(set.pictures().get(0).faces().get(0).box()).contains(new Box(0.5, 1.5, 4.5, 5.5));
    assertThat(set.pictures().get(0).faces().get(1).box()).isEmpty();
    assertThat(cvat.notes).singleElement().asString().endsWith("2 boxes; read without its box");
  }

  @Test
  void twoFacesOfPointsInOneGroupAreLeftOutWithAWordOnTheGroup() throws IOException {
    String nose = "<points label=\"nose\" points=\"1.50,2.50\" group_id=\"1\"/>";
    assertThat(read(image(nose + nose)).faces()).isZero();
    assertThat(cvat.notes)
        .singleElement()
        .asString()
        .contains("two points 'nose': give each face a group_id of its own");
  }
}
