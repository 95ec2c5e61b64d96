package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import kpnative.keypoints.Edge;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COCO's keypoints, with what its files and those of tools have been seen to hold. */
class CocoReaderTest {
  private static final String IMAGES =
      "'images':[{'id':7,'file_name':'a.png','width':200,'height':100,'license':1,"
          + "'coco_url':'http://x/a.png'},{'id':8,'file_name':'empty.png'}]";
  private static final String CATEGORIES =
      "'categories':[{'id':1,'name':'face','supercategory':'face','keypoints':['nose','chin'],"
          + "'skeleton':[[1,2]]}]";

  @TempDir Path folder;
  private ToolFile coco;

  @BeforeEach
  void begin() {
    coco = new ToolFile(folder, AnnotationFormat.COCO);
  }

  private AnnotationSet read(String... parts) throws IOException {
    return coco.read(coco.put("c.json", "{" + String.join(",", parts) + "}"));
  }

  private static String face(String more) {
    return "'annotations':[{'id':1,'image_id':7,'category_id':1,'iscrowd':0," + more + "}]";
  }

  @Test
  void pointsArePixelCentresFromZeroAndBoxesBeginAtTheFirstPixelsCorner() throws IOException {
    AnnotationSet set =
        read(IMAGES, face("'keypoints':[0,0,2,199,99,2],'bbox':[0,0,200,100]"), CATEGORIES);
    assertThat(ToolFile.texts(set, 0))
        .containsExactly("nose=0.0,0.0 visible; chin=199.0,99.0 visible");
    assertThat(set.pictures().get(0).faces().get(0).box())
        .contains(new Box(-0.5, -0.5, 199.5, 99.5));
  }

  @Test
  void aFlagOf0Is1sHiddenAnd2sVisiblePointWhateverStandsThere() throws IOException {
    AnnotationSet set =
        read(IMAGES, face("'num_keypoints':2,'keypoints':[5,6,0,10.5,20.25,1]"), CATEGORIES);
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=absent; chin=10.5,20.25 hidden");
  }

  @Test
  void partsComeInAnyOrderAndPicturesMayHaveNoFace() throws IOException {
    AnnotationSet set =
        read("'info':{}", CATEGORIES, face("'keypoints':[1,2,2,3,4,2]"), "'licenses':[]", IMAGES);
    assertThat(set.pictures()).hasSize(2);
    assertThat(set.pictures().get(1).faces()).isEmpty();
    assertThat(set.layouts().get(0).edges()).containsExactly(new Edge(0, 1));
  }

  @Test
  void crowdsArePassedOverAndCounted() throws IOException {
    AnnotationSet set =
        read(
            IMAGES,
            "'annotations':[{'id':1,'image_id':7,'category_id':1,'iscrowd':1,'keypoints':[],"
                + "'segmentation':{'counts':[1,2],'size':[9,9]}}]",
            CATEGORIES);
    assertThat(set.faces()).isZero();
    assertThat(coco.notes).singleElement().asString().endsWith("crowds passed over: 1");
  }

  @Test
  void anEmptyListAndAFaceWithoutPointsKeepTheirBox() throws IOException {
    AnnotationSet set =
        read(IMAGES, face("'num_keypoints':0,'keypoints':[],'bbox':[1,2,3,4]"), CATEGORIES);
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=absent; chin=absent");
    assertThat(set.pictures().get(0).faces().get(0).box()).contains(Box.ofPixels(1, 2, 3, 4));
  }

  @Test
  void aSkeletonThatCountsFromZeroIsSeenByItsZero() throws IOException {
    AnnotationSet set = read(IMAGES, "'annotations':[]", CATEGORIES.replace("[[1,2]]", "[[0,1]]"));
    assertThat(set.layouts().get(0).edges()).containsExactly(new Edge(0, 1));
  }

  @Test
  void withoutNamesThePointsAreNumbers() throws IOException {
    AnnotationSet set =
        read(IMAGES, face("'keypoints':[1,2,2]"), "'categories':[{'id':1,'name':'face'}]");
    assertThat(set.layouts().get(0).named()).isFalse();
    assertThat(ToolFile.texts(set, 0)).containsExactly("0=1.0,2.0 visible");
  }

  @Test
  void aFractionAsFlagSaysThatThePlaceIsGood() throws IOException {
    AnnotationSet set =
        read(IMAGES, face("'keypoints':[1,2,0.4,0,0,0]"), CATEGORIES); // COCO-WholeBody
    assertThat(ToolFile.texts(set, 0)).containsExactly("nose=1.0,2.0; chin=absent");
  }

  @Test
  void twoFacesOfAPictureAreTwo() throws IOException {
    AnnotationSet set =
        read(
            IMAGES,
            "'annotations':[{'id':1,'image_id':7,'category_id':1,'keypoints':[1,1,2,2,2,2]},"
                + "{'id':2,'image_id':7,'category_id':1,'keypoints':[3,3,2,4,4,1]}]",
            CATEGORIES);
    assertThat(ToolFile.texts(set, 0)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'keypoints':[1,2,2]|expected 2 keypoints, as its category has, got 1",
        "'keypoints':[1,2,3,4]|expected x, y and a flag of each point, got 4",
        "'keypoints':[1,2,2,3,4,5]|a visibility is 0, 1 or 2, got 5.0",
        "'keypoints':[1,2,2,3,'x',2]|expected a finite number within 1,000,000 of 0, got \"x\"",
        "'keypoints':[1,2,2,3,1e9,2]|expected a finite number within 1,000,000 of 0",
        "'keypoints':[1,2,2,3,4,2],'bbox':[1]|expected x, y, width and height, got 1"
      })
  void aFaceAtFaultCostsThatFaceWithItsPlace(String wrong, String why) throws IOException {
    String good = "{'id':2,'image_id':7,'category_id':1,'keypoints':[1,2,2,3,4,2]}";
    AnnotationSet set = read(IMAGES, face(wrong).replace("}]", "}," + good + "]"), CATEGORIES);
    assertThat(set.faces()).isEqualTo(1);
    assertThat(coco.notes)
        .singleElement()
        .asString()
        .startsWith(folder.resolve("c.json") + "#/annotations/0")
        .contains(why)
        .endsWith("; left out");
  }

  @Test
  void aFaceOfNoPictureIsLeftOut() throws IOException {
    read(IMAGES, face("'keypoints':[1,2,2,3,4,2]").replace("7", "99"), CATEGORIES);
    assertThat(coco.notes).singleElement().asString().contains("no image with the id 99");
  }

  @Test
  void whatIsNoJsonIsAnErrorWithLineAndColumn() throws IOException {
    Path file = coco.put("c.json", "{'images':[\n{]}");
    assertThatThrownBy(() -> coco.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":2:")
        .hasMessageContaining("not JSON");
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    Path file = coco.put("c.json", "{'images':" + "[".repeat(100_000));
    assertThatThrownBy(() -> coco.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aTrainingGetsStatesAndTheSchemaThatTheFileDescribes() throws IOException {
    coco.picture("images/a.png"); // the file is in annotations/ beside it
    Path file =
        coco.put(
            "annotations/c.json",
            "{"
                + String.join(",", IMAGES, face("'keypoints':[5,6,0,10.5,20.25,1]"), CATEGORIES)
                + "}");
    List<AnnotatedFace> faces = coco.faces(file);
    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).states()).containsExactly(PointState.ABSENT, PointState.HIDDEN);
    assertThat(faces.get(0).keypoints().isPresent(0)).isFalse();
    assertThat(faces.get(0).schema().orElseThrow().pointNames()).containsExactly("nose", "chin");
  }

  @ParameterizedTest
  @CsvSource({"images, image", "categories, category"})
  void aSecondIdIsAnErrorSinceItsFacesWouldBeAnothers(String part, String thing) {
    String images = "'images':[{'id':7,'file_name':'a.png'},{'id':7,'file_name':'b.png'}]";
    String categories =
        "'categories':[{'id':1,'keypoints':['nose','chin']},{'id':1,'keypoints':['chin','nose']}]";
    String face = face("'keypoints':[1,2,2,3,4,2]");
    assertThatThrownBy(
            () ->
                read(
                    part.equals("images") ? images : IMAGES,
                    part.equals("images") ? CATEGORIES : categories,
                    face))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(part + "/1")
        .hasMessageContaining("a second " + thing + " with the id ");
  }
}
