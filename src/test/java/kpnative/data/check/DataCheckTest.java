package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.read.ReadOptions;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCheckTest {
  private static final int FACES = 24;

  @TempDir Path temp;
  private FaceFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = FaceFolder.of(temp.resolve("faces"), FACES);
  }

  private Finding only(Kind kind) throws IOException {
    DataCheck check = folder.check();
    assertThat(check.findings()).extracting(Finding::kind).containsExactly(kind);
    return check.findings().get(0);
  }

  @Test
  void aCleanSetHasNoFindings() throws IOException {
    DataCheck check = folder.check();

    assertThat(check.findings()).isEmpty();
    assertThat(List.of(check.faces(), check.pictures())).containsExactly(FACES, FACES);
    assertThat(check.schema()).contains(KeypointSchema.IBUG68);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 100})
  void cleanSyntheticFacesHaveNoFindings(int count) throws IOException {
    DataCheck check =
        DataCheck.of(
            List.of("synthetic:" + count),
            Optional.empty(),
            ReadOptions.DEFAULT,
            FaceFolder.use(96));

    assertThat(check.findings()).isEmpty();
  }

  @Test
  void everyUnreadablePictureIsNamed() throws IOException {
    Files.writeString(folder.file("face3.png"), "no picture");
    Files.write(folder.file("face7.png"), new byte[0]);
    DataCheck check = folder.check();

    assertThat(check.findings()).extracting(Finding::kind).containsOnly(Kind.PICTURE);
    assertThat(check.findings().get(0).text()).contains("face3.png");
    assertThat(check.findings().get(1).text()).contains("face7.png", "empty");
    assertThat(check.pictures()).isEqualTo(FACES - 2);
  }

  @Test
  void everyAnnotationThatCannotBeReadIsNamedWithItsLine() throws IOException {
    String good = Files.readString(folder.file("face2.pts"));
    Files.writeString(folder.file("face2.pts"), good.replaceFirst("\\{\n\\S+", "{\nleft"));
    Files.writeString(folder.file("face5.pts"), "");
    DataCheck check = folder.check();

    assertThat(check.findings()).extracting(Finding::kind).containsOnly(Kind.ANNOTATION);
    assertThat(check.findings())
        .extracting(Finding::text)
        .anyMatch(t -> t.contains("face2.pts:4") && t.contains("left"))
        .anyMatch(t -> t.contains("face5.pts"));
    assertThat(check.faces()).isEqualTo(FACES - 2);
  }

  @Test
  void aSetOfWhichNothingCanBeReadHasNoFaces() throws IOException {
    for (int i = 0; i < FACES; i++) {
      Files.writeString(folder.file("face" + i + ".pts"), "none");
    }
    DataCheck check = folder.check();

    assertThat(check.faces()).isZero();
    assertThat(check.of(Kind.ANNOTATION)).hasSize(FACES);
  }

  @Test
  void anotherCountOfKeypointsIsNamed() throws IOException {
    folder.annotate("face4", Keypoints.of(40, 40, 60, 40, 50, 60, 42, 70, 58, 70));

    assertThat(only(Kind.COUNT).text()).startsWith("5 keypoints; most have 68 (ibug68)");
    assertThat(only(Kind.COUNT).file()).endsWith("face4.pts");
  }

  @Test
  void keypointsOutsideThePictureAreCountedAndMeasured() throws IOException {
    folder.change(
        6,
        xy -> {
          xy[0] = -10.5;
          return xy;
        });
    Finding outside = folder.check().of(Kind.OUTSIDE).get(0);

    assertThat(outside.file()).endsWith("face6.pts");
    assertThat(outside.text()).startsWith("1 keypoint outside").endsWith("up to 10.0 pixels: 0");
    assertThat(outside.value()).isBetween(9.999, 10.001);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, -2})
  void keypointsThatNobodyPlacedAreNamed(double place) throws IOException {
    folder.change(
        8,
        xy -> {
          xy[20] = place;
          xy[21] = place;
          return xy;
        });
    Finding missing = folder.check().of(Kind.MISSING).get(0);

    assertThat(missing.file()).endsWith("face8.pts");
    assertThat(missing.text()).endsWith(": 10");
  }

  @Test
  void keypointsAtOnePlaceAreMissing() throws IOException {
    folder.change(
        8,
        xy -> {
          for (int k = 31; k < 36; k++) {
            xy[2 * k] = 90;
            xy[2 * k + 1] = 80;
          }
          return xy;
        });

    assertThat(only(Kind.MISSING).text()).startsWith("5 keypoints").endsWith("31, 32, 33, 34, 35");
  }

  @Test
  void aFaceOnALineIsNamed() throws IOException {
    folder.change(9, flattened(0.001));

    assertThat(only(Kind.DEGENERATE).text()).contains("on a line");
    assertThat(only(Kind.DEGENERATE).file()).endsWith("face9.pts");
  }

  @Test
  void aFaceOfFewPixelsIsNamed() throws IOException {
    folder.annotate("face9", FaceFolder.keypoints(9).map(Warp.affine(0.02, 0, 80, 0, 0.02, 80)));

    assertThat(only(Kind.DEGENERATE).text()).contains("pixels from end to end");
  }

  @Test
  void sidesThatAreSwappedInTheOrderOfThePointsAreFound() throws IOException {
    folder.annotate("face11", KeypointSchema.IBUG68.mirrored(FaceFolder.keypoints(11)));

    assertThat(only(Kind.MIRRORED).file()).endsWith("face11.pts");
    assertThat(only(Kind.MIRRORED).value()).isGreaterThan(2);
  }

  @Test
  void sidesThatAreSwappedInEveryFaceAreFound() throws IOException {
    for (int i = 0; i < FACES; i++) {
      folder.annotate("face" + i, KeypointSchema.IBUG68.mirrored(FaceFolder.keypoints(i)));
    }

    assertThat(folder.check().of(Kind.MIRRORED)).hasSize(FACES);
  }

  @Test
  void aShapeUnlikeTheOthersIsFound() throws IOException {
    folder.change( // the mouth of one face is where its brows are
        13,
        xy -> {
          for (int k = 48; k < 68; k++) {
            xy[2 * k + 1] -= 70;
          }
          return xy;
        });
    List<Finding> shapes = folder.check().of(Kind.SHAPE);

    assertThat(shapes).hasSize(1);
    assertThat(shapes.get(0).file()).endsWith("face13.pts");
  }

  @Test
  void aFaceThatTheInputEnlargesIsNamed() throws IOException {
    DataCheck check = folder.check(FaceFolder.use(1024));

    assertThat(check.findings()).extracting(Finding::kind).containsOnly(Kind.SMALL);
    assertThat(check.findings()).hasSize(FACES);
    assertThat(check.findings().get(0).text()).contains("for an input of 1024x1024");
  }

  @Test
  void severalFacesOfAFileAreCounted() throws IOException {
    StringBuilder table = new StringBuilder("file");
    for (int i = 0; i < 136; i++) {
      table.append(',').append(i);
    }
    for (int face : new int[] {1, 1, 2}) {
      table.append("\nfaces/face").append(face).append(".png");
      for (double v : FaceFolder.keypoints(face).toArray()) {
        table.append(',').append(v);
      }
    }
    Path csv = Files.writeString(temp.resolve("faces.csv"), table + "\n");
    DataCheck check =
        DataCheck.of(
            List.of("csv:" + csv), Optional.empty(), ReadOptions.DEFAULT, FaceFolder.use(96));

    assertThat(check.of(Kind.SHARED)).singleElement().extracting(Finding::value).isEqualTo(2.0);
    assertThat(check.of(Kind.SHARED).get(0).file()).endsWith("face1.png");
  }

  @Test
  void duplicatesOnBothSidesAreTold() throws IOException {
    folder.write("copy", FaceFolder.picture(0), FaceFolder.keypoints(0));
    DataCheck check = folder.check(dividedAt("copy"));

    assertThat(check.of(Kind.DUPLICATE)).hasSize(1);
    assertThat(check.of(Kind.BOTH_SIDES))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("likeness 1.000", "the other");
  }

  @Test
  void aPhotographOnBothSidesIsTold() throws IOException {
    folder.write("1234567_1", FaceFolder.picture(40), FaceFolder.keypoints(40));
    folder.write("1234567_2", FaceFolder.picture(41), FaceFolder.keypoints(41));
    DataCheck check = folder.check(dividedAt("1234567_2"));

    assertThat(check.of(Kind.BOTH_SIDES))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("photograph 1234567", "1234567_1.png");
  }

  @Test
  void aDivisionThatFailsIsTold() throws IOException {
    DataCheck check =
        folder.check(
            new DataCheck.Use(
                FaceFolder.use(96).box(),
                FaceFolder.use(96).input(),
                d -> {
                  throw new IOException("the list is gone");
                }));

    assertThat(check.division()).isEqualTo("not divided: the list is gone");
  }

  /** The picture of this name is for validation, all others for training. */
  private static DataCheck.Use dividedAt(String name) {
    return new DataCheck.Use(
        FaceFolder.use(96).box(),
        FaceFolder.use(96).input(),
        d ->
            new Split(
                new Dataset(
                    d.schema(),
                    d.faces().stream().filter(f -> !f.origin().contains(name)).toList()),
                new Dataset(
                    d.schema(), d.faces().stream().filter(f -> f.origin().contains(name)).toList()),
                "by hand"));
  }

  private static UnaryOperator<double[]> flattened(double factor) {
    return xy -> {
      for (int k = 0; k < xy.length / 2; k++) {
        xy[2 * k + 1] = 80 + factor * xy[2 * k + 1] + 0.3 * xy[2 * k];
      }
      return xy;
    };
  }

  @Test
  void pointsThatAreLeftOutAreCountedAndNoFault() throws IOException {
    StringBuilder annotations = new StringBuilder();
    StringBuilder images = new StringBuilder();
    for (int i = 0; i < FACES; i++) {
      Files.delete(folder.file("face" + i + ".pts"));
      StringBuilder points = new StringBuilder();
      Keypoints k = FaceFolder.keypoints(i);
      for (int p = 0; p < k.count(); p++) {
        boolean absent = p < i % 4 || (p == 30 && i == 7);
        points.append(p == 0 ? "" : ",");
        points.append(
            absent
                ? "0,0,0"
                : String.format(
                    Locale.ROOT, "%.3f,%.3f,%d", k.x(p) + 0.5, k.y(p) + 0.5, p == 5 ? 1 : 2));
      }
      String comma = i == 0 ? "" : ",";
      images.append(comma + "{\"id\":" + i + ",\"file_name\":\"face" + i + ".png\"}");
      annotations.append(
          comma
              + "{\"id\":"
              + i
              + ",\"image_id\":"
              + i
              + ",\"category_id\":1,\"keypoints\":["
              + points
              + "]}");
    }
    Path file = folder.file("faces.json");
    Files.writeString(
        file,
        "{\"images\":["
            + images
            + "],\"annotations\":["
            + annotations
            + "],\"categories\":[{\"id\":1,\"name\":\"face\"}]}");

    DataCheck check =
        DataCheck.of(
            List.of("coco:" + file), Optional.empty(), ReadOptions.DEFAULT, FaceFolder.use(96));

    assertThat(check.findings()).isEmpty();
    assertThat(check.points().orElseThrow().lines())
        .containsExactly(
            "absent: 37 of 1632 points: jaw_0 in 18, jaw_1 in 12, jaw_2 in 6, nose_tip in 1",
            "hidden: 24 of 1632 points: jaw_5 in 24");
  }

  @Test
  void facesOfAnotherOrderOfTheSameNamesAreFoundAndNotPooled() throws IOException {
    String rows = "file,%s,%s,%s\nface0.png,30,30,60,30,45,70\nface1.png,31,30,62,30,45,70\n";
    Path usual =
        Files.writeString(folder.path().resolve("a.csv"), header(rows, "left", "right", "chin"));
    Path other =
        Files.writeString(
            folder.path().resolve("b.csv"),
            header(rows, "right", "left", "chin").replaceAll("face1.*\n", ""));
    DataCheck check =
        DataCheck.of(
            List.of("csv:" + usual, "csv:" + other),
            Optional.empty(),
            ReadOptions.DEFAULT,
            FaceFolder.use(96));
    assertThat(check.of(Kind.SCHEMA))
        .singleElement()
        .satisfies(f -> assertThat(f.text()).contains("where point 0 is 'left' and 'right'"));
    assertThat(check.schema().orElseThrow().pointName(0)).isEqualTo("left");
  }

  private static String header(String rows, String... points) {
    String text = rows;
    for (String point : points) {
      text = text.replaceFirst("%s", point + "_x," + point + "_y");
    }
    return text;
  }
}
