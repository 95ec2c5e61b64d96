package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WFLW's lists, HRNet's tables and MERL-RAV's files, as their authors publish them. */
class PublishedListsTest {
  @TempDir Path folder;

  private static String wflw(String end) {
    return IntStream.range(0, 196).mapToObj(i -> i + ".5").collect(Collectors.joining(" ")) + end;
  }

  @Test
  void wflwsListHasPointsABoxFlagsAndAName() throws IOException {
    ToolFile wflw = new ToolFile(folder, AnnotationFormat.WFLW);
    wflw.picture("WFLW_images/7--Cheering/7 Cheering_1.png");
    Path file =
        wflw.put(
            "WFLW_annotations/list/list_98pt_rect_attr_train.txt",
            wflw(" 10 20 110 220 0 1 0 0 1 0 7--Cheering/7 Cheering_1.png\n"));
    List<AnnotatedFace> faces = wflw.faces(file);
    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).keypoints().x(1)).isEqualTo(2.5);
    assertThat(faces.get(0).box()).contains(new Box(10, 20, 110, 220));
    assertThat(faces.get(0).schema().orElseThrow().name()).isEqualTo("wflw98");
    assertThat(DataSpec.parse(file.toString()).read()).hasSize(1);
  }

  @Test
  void wflwsListWithoutAttributesHasANameAlone() throws IOException {
    ToolFile wflw = new ToolFile(folder, AnnotationFormat.WFLW);
    AnnotationSet set =
        wflw.read(wflw.put("list_98pt_test.txt", wflw(" 7--a/b.jpg\n") + "1 2 x\n"));
    assertThat(set.pictures().get(0).name()).isEqualTo("7--a/b.jpg");
    assertThat(set.pictures().get(0).faces().get(0).box()).isEmpty();
    assertThat(wflw.notes)
        .singleElement()
        .asString()
        .contains("list_98pt_test.txt:2: expected 196");
  }

  @Test
  void hrnetsTableHasTheColumnsOfThePoints() throws IOException {
    ToolFile hrnet = new ToolFile(folder, AnnotationFormat.HRNET);
    hrnet.picture("images/afw/a_1.png");
    Path file =
        hrnet.put(
            "face_landmarks_300w_train.csv",
            """
            image_name,scale,center_w,center_h,original_0_x,original_0_y,original_1_x,original_1_y
            afw/a_1.png,1.17,90,40,7.5,8,17,18
            """);
    List<AnnotatedFace> faces = DataSpec.parse(file.toString()).read();
    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).keypoints().toArray()).containsExactly(7.5, 8, 17, 18);
  }

  @Test
  void merlRavsSignsSayWhatIsSeen() throws IOException {
    ToolFile merl = new ToolFile(folder, AnnotationFormat.MERLRAV);
    merl.picture("image1.png");
    Path file = merl.put("image1.pts", "version: 1\nn_points: 3\n{\n-1 -1\n-14.5 -4\n13.5 6\n}\n");
    AnnotatedFace face = merl.faces(file).get(0);
    assertThat(face.states())
        .containsExactly(PointState.ABSENT, PointState.HIDDEN, PointState.VISIBLE);
    assertThat(face.keypoints().x(1)).isEqualTo(13.5); // files of points count from 1
    assertThat(face.keypoints().y(1)).isEqualTo(3);
  }
}
