package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Label Studio's JSON and JSON_MIN. */
class LabelStudioReaderTest {
  @TempDir Path folder;
  private ToolFile studio;

  @BeforeEach
  void begin() {
    studio = new ToolFile(folder, AnnotationFormat.LABELSTUDIO);
  }

  private static String point(String id, String name, double x, double y, String more) {
    return "{'id':'"
        + id
        + "','type':'keypointlabels','from_name':'kp','to_name':'img','original_width':200,"
        + "'original_height':100,'image_rotation':0,"
        + more
        + "'value':{'x':"
        + x
        + ",'y':"
        + y
        + ",'width':0.3,'keypointlabels':['"
        + name
        + "']}}";
  }

  private static String rectangle(String id, double x, double y, double w, double h) {
    return "{'id':'"
        + id
        + "','type':'rectanglelabels','original_width':200,'original_height':100,'value':{'x':"
        + x
        + ",'y':"
        + y
        + ",'width':"
        + w
        + ",'height':"
        + h
        + ",'rotation':0,'rectanglelabels':['face']}}";
  }

  private AnnotationSet read(String... regions) throws IOException {
    return tasks(
        "[{'id':1,'data':{'image':'a.png'},'annotations':[{'id':5,'was_cancelled':false,'result':["
            + String.join(",", regions)
            + "]}],'predictions':[]}]");
  }

  private AnnotationSet tasks(String json) throws IOException {
    return studio.read(studio.put("tasks.json", json));
  }

  @Test
  void percentagesBeginAtTheFirstPixelsCorner() throws IOException {
    AnnotationSet set = read(point("a", "nose", 0.25, 0.5, ""), point("b", "chin", 100, 100, ""));
    assertThat(ToolFile.texts(set, 0)).containsExactly("chin=199.5,99.5; nose=0.0,0.0");
  }

  @Test
  void thePictureTurnedOnTheScreenIsTheSamePicture() throws IOException {
    AnnotationSet set =
        read(
            point("a", "nose", 0.25, 0.5, "").replace("'image_rotation':0", "'image_rotation':90"));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=0.0,0.0");
  }

  @Test
  void pointsBelongToTheRectangleThatIsTheirParent() throws IOException {
    AnnotationSet set =
        read(
            rectangle("r1", 0, 0, 50, 50),
            rectangle("r2", 0, 0, 100, 100),
            point("a", "nose", 10, 10, "'parentID':'r2',"),
            point("b", "nose", 20, 20, "'parentID':'r1',"));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=39.5,19.5", "nose=19.5,9.5");
    assertThat(set.pictures().get(0).faces().get(0).box())
        .contains(new Box(-0.5, -0.5, 99.5, 49.5));
  }

  @Test
  void withoutParentsTheSmallestRectangleAroundAPointHasIt() throws IOException {
    AnnotationSet set =
        read(
            rectangle("r1", 0, 0, 100, 100),
            rectangle("r2", 0, 0, 30, 30),
            point("a", "nose", 10, 10, ""),
            point("b", "nose", 60, 60, ""));
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=119.5,59.5", "nose=19.5,9.5");
  }

  @Test
  void aSecondPointOfANameNeedsRectangles() throws IOException {
    read(point("a", "nose", 10, 10, ""), point("b", "nose", 60, 60, ""));
    assertThat(studio.notes)
        .singleElement()
        .asString()
        .contains("#/0/annotations/0/result/1")
        .contains("draw a rectangle around each");
  }

  @Test
  void choicesOfAPointSayWhetherItIsSeen() throws IOException {
    AnnotationSet set =
        read(
            point("a", "nose", 10, 10, ""),
            point("b", "chin", 20, 20, ""),
            "{'id':'a','type':'choices','from_name':'v','value':{'x':10,'y':10,'width':0.3,"
                + "'choices':['hidden']}}");
    assertThat(ToolFile.texts(set, 0)).containsExactly("chin=39.5,19.5; nose=19.5,9.5 hidden");
  }

  @Test
  void aCancelledAnnotationDoesNotCountAndAPredictionOnlyWithoutOne() throws IOException {
    String result = "'result':[" + point("a", "nose", 10, 10, "") + "]";
    AnnotationSet set =
        tasks(
            "[{'id':1,'data':{'image':'a.png'},'annotations':[{'was_cancelled':true,'result':[]}],"
                + "'predictions':[{'score':0.75,"
                + result
                + "}]}]");
    assertThat(set.pictures().get(0).faces()).hasSize(1);
    assertThat(set.pictures().get(0).faces().get(0).score()).hasValue(0.75);
  }

  @Test
  void jsonMinIsRead() throws IOException {
    AnnotationSet set =
        tasks(
            "[{'image':'/data/upload/1/1a2b3c4d-a.png','id':1,'kp':[{'x':0.25,'y':0.5,'width':0.3,"
                + "'keypointlabels':['nose'],'original_width':200,'original_height':100}],"
                + "'annotator':1,'annotation_id':2}]");
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=0.0,0.0");
    assertThat(set.pictures().get(0).name()).isEqualTo("a.png");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/local-files/?d=sub/a%20b.png, sub/a b.png",
    "/data/upload/3/0123abcd-a.png, a.png",
    "s3://bucket/deep/a.png, a.png",
    "http://host/deep/a.png?token=1, a.png",
    "sub/a.png, sub/a.png"
  })
  void aPictureIsFoundByWhatItsAddressMeans(String written, String name) throws IOException {
    Path picture = studio.picture(name);
    AnnotationSet set = tasks("[{'data':{'image':'" + written + "'},'annotations':[]}]");
    assertThat(set.pictures().get(0).name()).isEqualTo(name);
    assertThat(set.pictures().get(0).file()).contains(picture);
  }

  @Test
  void regionsOfOtherKindsAreCounted() throws IOException {
    read("{'id':'p','type':'polygonlabels','value':{'points':[[1,2]],'polygonlabels':['x']}}");
    assertThat(studio.notes).singleElement().asString().endsWith("passed over: 1");
  }
}
