package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change leaves of the files as it was. */
final class LabelStoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private LabelStore open(String data) throws IOException {
    return LabelSets.open(data, Optional.empty(), Optional.of(KeypointSchema.ofCount(5)), n -> {})
        .store();
  }

  private static LabelFace with(LabelFace face, int k, LabelPoint point) {
    List<LabelPoint> points = new ArrayList<>(face.points());
    points.set(k, point);
    return new LabelFace(points);
  }

  private static LabelPoint at(double x, double y) {
    return new LabelPoint(x, y, PointState.UNKNOWN);
  }

  @Test
  void ofAPtsFileOnlyTheLineOfTheMovedPointChanges() throws IOException {
    SmallSet.picture(folder, "a.png");
    String text =
        "version: 1\r\nn_points:  5\r\n{\r\n  31.000 41.00\r\n71 41\r\n51.25\t61\r\n\r\n36 76\r\n66"
            + " 76\r\n}\r\n";
    Files.writeString(folder.resolve("a.pts"), text);
    LabelStore store = open("pts:" + folder);
    store.put(0, 0, Optional.of(with(store.faces(0).get(0), 2, at(50.5, 60.1234))));
    assertThat(Files.readString(folder.resolve("a.pts")))
        .isEqualTo(text.replace("51.25\t61", "51.5\t61.123"));
  }

  @Test
  void picturesWithOneStemGetFilesOfTheirOwn() throws IOException {
    SmallSet.picture(folder, "a.png");
    Files.copy(folder.resolve("a.png"), folder.resolve("a.bmp"));
    SmallSet.picture(folder, "b.png");
    Files.writeString(folder.resolve("b.pts"), SmallSet.FIVE);
    LabelStore store = open("pts:" + folder);
    for (int i = 0; i < store.pictures().size(); i++) {
      if (store.count(i) == 0) {
        store.put(i, 0, Optional.of(with(new LabelFace(five()), 0, at(i, i))));
      }
    }
    LabelStore again = open("pts:" + folder);
    assertThat(again.pictures()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(again.count(i)).as(again.pictures().get(i).toString()).isEqualTo(1);
    }
  }

  private static List<LabelPoint> five() {
    return List.of(at(30, 40), at(70, 40), at(50, 60), at(35, 75), at(65, 75));
  }

  @SuppressWarnings("StringConcatToTextBlock") // with blanks and tabs as tools write them
  @Test
  void ofAnAsfFileOnlyThePlacesOfTheMovedPointChange() throws IOException {
    SmallSet.picture(folder, "a.png");
    String text =
        "# a comment, 0 0 0.5 0.5 0 0 0\n2\n# points\n0 \t4 \t0.25 \t0.5 \t0 \t1 \t1\n"
            + "0 \t4 \t0.75000 \t0.5 \t1 \t0 \t0\n# host\na.png\n";
    Files.writeString(folder.resolve("a.asf"), text);
    LabelStore store = open("asf:" + folder);
    LabelFace face = store.faces(0).get(0);
    assertThat(face.points().get(0).x()).isEqualTo(0.25 * SmallSet.WIDTH);
    store.put(0, 0, Optional.of(with(face, 0, at(0.3 * SmallSet.WIDTH, 10))));
    assertThat(Files.readString(folder.resolve("a.asf")))
        .isEqualTo(text.replace("0.25 \t0.5", "0.30000000 \t0.10000000"));
  }

  /** As a tool might write it, with much that is not ours. */
  private static final String COCO =
      """
      {"info": {"note": "ours", "version": 1.10},
       "licenses": [],
       "images": [{"id": 7, "file_name": "a.png", "width": 120, "height": 100, "coco_url": ""},
                  {"id": 8, "file_name": "gone.png", "width": 1, "height": 1}],
       "annotations": [
        {"id": 1, "image_id": 7, "category_id": 3, "iscrowd": 1, "segmentation": {"counts": [1]}},
        {"id": 2, "image_id": 7, "category_id": 3, "keypoints": [30.1250, 40, 2, 70, 40.50, 1, 0, 0, 0],
         "num_keypoints": 9, "bbox": [30, 40, 40, 1], "score": 0.5, "mine": {"a": [1, null]}},
        {"id": 5, "image_id": 8, "category_id": 3, "keypoints": [1, 1, 2, 1, 1, 2, 1, 1, 2]},
        {"id": 6, "image_id": 7, "category_id": 4, "bbox": [0, 0, 1, 1]},
        {"id": 9, "image_id": 7, "category_id": 3, "keypoints": [0, 0, 0, 0, 0, 0, 0, 0, 0]}],
       "categories": [{"id": 4, "name": "cat"},
                      {"id": 3, "name": "face", "keypoints": ["left", "right", "tip"],
                       "skeleton": [[1, 2]]}]}
      """;

  @Test
  void ofACocoFileOnlyWhatIsSaidOfTheFaceChanges() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = folder.resolve("marks.json");
    Files.writeString(file, COCO);
    LabelStore store = open("coco:" + file);
    assertThat(store.schema().pointNames()).containsExactly("left", "right", "tip");
    assertThat(store.pictures()).hasSize(1);
    LabelFace face = store.faces(0).get(0);
    assertThat(store.faces(0)).hasSize(1);
    assertThat(face.points().stream().map(LabelPoint::state))
        .containsExactly(PointState.VISIBLE, PointState.HIDDEN, PointState.ABSENT);
    store.put(0, 0, Optional.of(with(face, 2, new LabelPoint(50, 60, PointState.VISIBLE))));
    JsonNode before = JSON.readTree(COCO);
    JsonNode after = JSON.readTree(file.toFile());
    assertThat(after.at("/annotations/1/keypoints").toString())
        .isEqualTo("[30.125,40,2,70,40.5,1,50,60,2]");
    assertThat(after.at("/annotations/1/num_keypoints").asInt()).isEqualTo(3);
    assertThat(after.at("/annotations/1/bbox").toString()).isEqualTo("[30.625,40.5,39.875,20]");
    assertThat(after.at("/annotations/1/mine")).isEqualTo(before.at("/annotations/1/mine"));
    assertThat(Files.readString(file)).contains("30.1250", "40.50", "1.10"); // to the digit
    for (String same :
        List.of(
            "/info",
            "/licenses",
            "/images",
            "/categories",
            "/annotations/0",
            "/annotations/2",
            "/annotations/3",
            "/annotations/4")) {
      assertThat(after.at(same)).as(same).isEqualTo(before.at(same));
    }
  }

  @Test
  void aFaceMoreOfACocoFileComesAtTheEndWithTheNextNumber() throws IOException {
    SmallSet.picture(folder, "a.png");
    SmallSet.picture(folder, "b/c.png");
    Path file = folder.resolve("marks.json");
    Files.writeString(file, COCO);
    LabelStore store = open("coco:" + file);
    int other = store.pictures().indexOf(folder.resolve("b/c.png").toAbsolutePath());
    LabelFace face = new LabelFace(five().subList(0, 3));
    store.put(other, 0, Optional.of(face));
    JsonNode after = JSON.readTree(file.toFile());
    assertThat(after.at("/annotations/5/id").asInt()).isEqualTo(10);
    assertThat(after.at("/images/2/file_name").asText()).isEqualTo("b/c.png");
    assertThat(after.at("/annotations/5/image_id")).isEqualTo(after.at("/images/2/id"));
    assertThat(after.at("/annotations/5/category_id").asInt()).isEqualTo(3);
    store.put(other, 0, Optional.empty());
    assertThat(JSON.readTree(file.toFile()).path("annotations")).hasSize(5);
  }

  @Test
  void whatAnEditorWritesMeanwhileIsSeen() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = folder.resolve("marks.json");
    Files.writeString(file, COCO);
    LabelStore store = open("coco:" + file);
    Files.writeString(file, COCO.replace("30.1250", "33.1250"));
    assertThat(store.faces(0).get(0).points().get(0).x()).isEqualTo(33.125);
  }

  @Test
  void otherKindsGoOnInACopyAndStayAsTheyAre() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path table = folder.resolve("points.csv");
    String text = "file,x0,y0,x1,y1\na.png,1.5,2,30,40\n";
    Files.writeString(table, text);
    LabelStore store = open("csv:" + table);
    assertThat(store.format()).isEqualTo("COCO JSON");
    LabelFace face = store.faces(0).get(0);
    assertThat(face.points().get(0).x()).isEqualTo(1.5);
    store.put(0, 0, Optional.of(with(face, 0, at(9, 9))));
    assertThat(Files.readString(table, StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(open("csv:" + table).faces(0).get(0).points().get(0).x()).isEqualTo(9);
  }

  @Test
  void hostileFilesAreErrorsOfOneLine() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = folder.resolve("marks.json");
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            "{\"categories\":[]}",
            "[".repeat(100_000),
            "{\"a\":1,\"a\":2}",
            COCO.replace("{\"id\": 7", "{\"id\": 7, \"id\": 7"))) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> open("coco:" + file))
          .as(text.substring(0, Math.min(40, text.length())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("marks.json")
          .message()
          .doesNotContain("\n");
    }
    Files.writeString(file, COCO.replace("30.1250", "1e999"));
    LabelStore store = open("coco:" + file);
    assertThatThrownBy(() -> store.faces(0)).hasMessageContaining("annotation 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "notes.txt", "empty"})
  void aFileThatHoldsNoAnnotationsIsNoFolderOfPictures(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.writeString(file, name.equals("empty") ? "" : "none");
    }
    assertThatThrownBy(() -> open(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a folder of pictures, or annotations")
        .hasMessageEndingWith(name);
  }

  @Test
  void onlyFilesCanBeLabelled() {
    for (String data : List.of("synthetic", "synthetic:3", "stored:" + folder)) {
      assertThatThrownBy(() -> open(data)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<String> told(String data) throws IOException {
    List<String> notes = new ArrayList<>();
    LabelSets.open(data, Optional.empty(), Optional.empty(), notes::add);
    return notes;
  }

  @Test
  void whatACocoFileHoldsAndThePageDoesNotShowIsTold() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = folder.resolve("marks.json");
    Files.writeString(
        file,
        COCO.replace(
            "{\"id\": 9,",
            "{\"id\": 20, \"image_id\": 99, \"category_id\": 3, \"keypoints\":"
                + " [1,1,2,1,1,2,1,1,2]},{\"id\": 21, \"image_id\": 7, \"category_id\": 55,"
                + " \"keypoints\": [1,1,2]},{\"id\": 22, \"image_id\": 7, \"category_id\": 3,"
                + " \"keypoints\": [1,1,2]},7, {\"id\": 9,"));
    String start = file + ": ";
    assertThat(told("coco:" + file))
        .containsExactlyInAnyOrder(
            start + "1 annotation is not shown and stay: it is a crowd",
            start + "1 annotation is not shown and stay: its picture is absent",
            start + "2 annotations are not shown and stay: it is of another category, or of none",
            start + "1 annotation is not shown and stay: its image is not listed",
            start + "1 annotation is not shown and stay: it has not 3 keypoints",
            start + "1 annotation is not shown and stay: it is no object");
    assertThat(open("coco:" + file).faces(0)).hasSize(1);
  }

  @Test
  void filesOfPointsThatAreNotShownAreTold() throws IOException {
    SmallSet.picture(folder, "a.png");
    Files.writeString(folder.resolve("a.pts"), SmallSet.FIVE);
    Files.writeString(folder.resolve("a.png.pts"), SmallSet.FIVE);
    Files.writeString(folder.resolve("gone.pts"), SmallSet.FIVE);
    Files.writeString(folder.resolve("bad.pts"), "nonsense");
    List<String> notes = told("pts:" + folder);
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains("a.p", "not shown", "is of the same picture");
    assertThat(notes.get(1)).startsWith("2 files cannot be read; first: ").contains("bad.pts");
  }

  @Test
  void ofImagesAndCategoriesEachHasAnIdAndNoTwoTheSame() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = folder.resolve("marks.json");
    for (String[] change :
        List.of(
            new String[] {"{\"id\": 3, ", "{"},
            new String[] {"{\"id\": 3, ", "{\"id\": null, "},
            new String[] {"{\"id\": 3, ", "{\"id\": 4, "},
            new String[] {"{\"id\": 7, ", "{"},
            new String[] {"{\"id\": 7, ", "{\"id\": [7], "},
            new String[] {"{\"id\": 7, ", "{\"id\": 8, "})) {
      Files.writeString(file, COCO.replace(change[0], change[1]));
      assertThatThrownBy(() -> open("coco:" + file))
          .as(change[1])
          .isInstanceOf(IOException.class)
          .hasMessageContaining("marks.json")
          .hasMessageContaining(" id");
    }
  }

  @Test
  void aBoxIsWrittenBetweenPixelsAsConvertWritesIt() throws IOException {
    SmallSet.picture(folder, "a.png");
    LabelStore store = open("coco:" + folder.resolve("new.json"));
    List<LabelPoint> points = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      points.add(new LabelPoint(20 + 10 * k, 30 + 10 * k, PointState.VISIBLE));
    }
    store.put(0, 0, Optional.of(new LabelFace(points)));
    assertThat(JSON.readTree(folder.resolve("new.json").toFile()).at("/annotations/0/bbox"))
        .hasToString("[20.5,30.5,40,40]");
    store.put(0, 0, Optional.of(with(store.faces(0).get(0), 0, points.get(1))));
    assertThat(JSON.readTree(folder.resolve("new.json").toFile()).at("/annotations/0/bbox"))
        .hasToString("[30.5,40.5,30,30]");
  }

  @Test
  void aSchemaDoesNotRenamePointsThatHaveNames() throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = Files.writeString(folder.resolve("marks.json"), COCO);
    KeypointSchema other =
        KeypointSchema.ofNames("mine", List.of("left", "right", "chin"), List.of());
    assertThatThrownBy(() -> opened(file, other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leave out --schema");
    for (String numbers : List.of("\"0\", \"1\", \"2\"", "\"kp_1\", \"kp_2\", \"kp_3\"")) {
      Files.writeString(file, COCO.replace("\"left\", \"right\", \"tip\"", numbers));
      assertThat(opened(file, other).schema()).isEqualTo(other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "left,right,tip",
        "left,tip,right",
        "right,left,tip",
        "right,tip,left",
        "tip,left,right",
        "tip,right,left"
      })
  void pointsThatTheFileHasInAnotherOrderAreReadAndChangedByName(String order) throws IOException {
    SmallSet.picture(folder, "a.png");
    Path file = Files.writeString(folder.resolve("marks.json"), COCO);
    List<String> names = List.of(order.split(","));
    LabelStore store = opened(file, KeypointSchema.ofNames("mine", names, List.of()));
    LabelFace face = store.faces(0).get(0);
    assertThat(face.points().get(names.indexOf("left")).x()).isEqualTo(30.125);
    assertThat(face.points().get(names.indexOf("right")).x()).isEqualTo(70);
    LabelPoint tip = new LabelPoint(50, 60, PointState.VISIBLE);
    LabelFace moved = with(face, names.indexOf("tip"), tip);
    store.put(0, 0, Optional.of(moved));
    assertThat(store.faces(0)).containsExactly(moved);
    assertThat(JSON.readTree(file.toFile()).at("/annotations/1/keypoints").toString())
        .isEqualTo("[30.125,40,2,70,40.5,1,50,60,2]");
    assertThat(Files.readString(file)).contains("30.1250", "40.50"); // to the digit
    store.put(0, 1, Optional.of(moved));
    assertThat(JSON.readTree(file.toFile()).at("/annotations/5/keypoints").toString())
        .isEqualTo("[30.125,40,2,70,40.5,1,50,60,2]");
  }

  @Test
  void aSchemaOfTheJarIsKnownInAnyOrder() throws IOException {
    SmallSet.picture(folder, "a.png");
    KeypointSchema five = KeypointSchema.named("face5").orElseThrow();
    List<String> names = new ArrayList<>(five.pointNames());
    Collections.rotate(names, 2);
    Path file =
        Files.writeString(
            folder.resolve("marks.json"),
            "{\"images\":[],\"annotations\":[],\"categories\":[{\"id\":1,\"name\":\"face\",\"keypoints\":"
                + JSON.writeValueAsString(names)
                + "}]}");
    assertThat(open("coco:" + file).schema()).isEqualTo(five);
  }

  private static LabelStore opened(Path file, KeypointSchema schema) throws IOException {
    return LabelSets.open("coco:" + file, Optional.of(schema), Optional.empty(), n -> {}).store();
  }
}
