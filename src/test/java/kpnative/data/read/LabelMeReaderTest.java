package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LabelMe's files. */
class LabelMeReaderTest {
  @TempDir Path folder;
  private ToolFile labelme;

  @BeforeEach
  void begin() {
    labelme = new ToolFile(folder, AnnotationFormat.LABELME);
  }

  private static String shape(String label, String type, String points, String more) {
    return "{'label':'"
        + label
        + "','points':"
        + points
        + ",'shape_type':'"
        + type
        + "',"
        + more
        + "'description':''}";
  }

  private static String point(String label, String place, String more) {
    return shape(label, "point", "[[" + place + "]]", more);
  }

  private Path file(String name, String picture, String... shapes) throws IOException {
    return labelme.put(
        name,
        "{'version':'5.5.0','flags':{},'shapes':["
            + String.join(",", shapes)
            + "],'imagePath':'"
            + picture
            + "','imageData':'"
            + "A".repeat(200_000)
            + "','imageHeight':100,'imageWidth':200}");
  }

  @Test
  void coordinatesBeginAtTheFirstPixelsCorner() throws IOException {
    AnnotationSet set =
        labelme.read(
            file("a.json", "a.png", point("nose", "0.5,0.5", "'group_id':null,'flags':{},")));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=0.0,0.0");
    assertThat(set.pictures().get(0).size()).contains(new Size(200, 100));
  }

  @Test
  void groupsAreFacesAndARectangleOfTheGroupIsItsBox() throws IOException {
    AnnotationSet set =
        labelme.read(
            file(
                "a.json",
                "a.png",
                point("nose", "1.5,2.5", "'group_id':1,"),
                point("nose", "3.5,4.5", "'group_id':2,"),
                shape("head", "rectangle", "[[9,8],[1,2]]", "'group_id':2,")));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=1.0,2.0", "nose=3.0,4.0");
    assertThat(set.pictures().get(0).faces().get(1).box()).contains(new Box(0.5, 1.5, 8.5, 7.5));
  }

  @Test
  void aFlagSaysWhetherAPointIsHidden() throws IOException {
    AnnotationSet set =
        labelme.read(
            file(
                "a.json",
                "a.png",
                point("a", "1.5,2.5", "'flags':{'occluded':true},"),
                point("b", "1.5,2.5", "'flags':{'occluded':false},"),
                point("c", "1.5,2.5", "'flags':{},")));
    assertThat(ToolFile.texts(set, 0))
        .containsExactly("a=1.0,2.0 hidden; b=1.0,2.0 visible; c=1.0,2.0");
  }

  @Test
  void pointsAreThoseOfAllFilesAndAPictureIsFoundByBackslashes() throws IOException {
    Path picture = labelme.picture("photos/b.png");
    AnnotationSet set =
        labelme.read(
            file("json/a.json", "a.png", point("p10", "1.5,2.5", "")),
            file("json/b.json", "..\\\\photos\\\\b.png", point("p2", "1.5,2.5", "")));
    assertThat(set.layouts().get(0).points()).containsExactly("p2", "p10");
    assertThat(ToolFile.texts(set, 1)).containsExactly("p2=1.0,2.0; p10=absent");
    assertThat(Files.isSameFile(set.pictures().get(1).file().orElseThrow(), picture)).isTrue();
  }

  @Test
  void oneNameTwiceWithoutGroupsIsLeftOutAndOtherShapesCounted() throws IOException {
    AnnotationSet set =
        labelme.read(
            file(
                "a.json",
                "a.png",
                point("nose", "1.5,2.5", ""),
                point("nose", "3.5,4.5", ""),
                shape("x", "polygon", "[[1,2],[3,4],[5,6]]", "'group_id':null,")));
    assertThat(set.faces()).isZero();
    assertThat(labelme.notes)
        .hasSize(2)
        .anyMatch(n -> n.contains("give each face a group_id"))
        .anyMatch(n -> n.endsWith("passed over: 1"));
  }

  @Test
  void aBadFileAmongOthersCostsItsPictureAlone() throws IOException {
    AnnotationSet set =
        labelme.read(
            labelme.put("a.json", "{'shapes':7}"),
            file("b.json", "b.png", point("nose", "1.5,2.5", "")));
    assertThat(set.faces()).isEqualTo(1);
    assertThat(labelme.notes)
        .singleElement()
        .asString()
        .contains("a.json#/shapes: expected a list");
  }

  @Test
  void aFolderIsRecognised() throws IOException {
    labelme.picture("a.png");
    file("a.json", "a.png", point("nose", "1.5,2.5", ""));
    assertThat(DataSpec.parse(folder.toString()).read()).hasSize(1);
  }

  @Test
  void aGroupWithTwoRectanglesIsReadWithoutABoxAndWithALine() throws IOException {
    AnnotationSet set =
        labelme.read(
            file(
                "a.json",
                "a.png",
                point("nose", "1.5,2.5", "'group_id':1,"),
                shape("face", "rectangle", "[[1,2],[9,8]]", "'group_id':1,"),
                shape("hat", "rectangle", "[[0,0],[9,3]]", "'group_id':1,")));
    assertThat(set.pictures().get(0).faces().get(0).box()).isEmpty();
    assertThat(labelme.notes)
        .singleElement()
        .asString()
        .endsWith("group 1: 2 rectangles; read without its box");
  }
}
