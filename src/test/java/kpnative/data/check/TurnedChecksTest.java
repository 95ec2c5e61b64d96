package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.TurnedPictures;
import kpnative.data.read.ReadOptions;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photographs that EXIF turns, with points in the stored frame or in the upright one. */
class TurnedChecksTest {
  @TempDir Path temp;

  /** Keypoints 0 to 67 of a synthetic face, or some of them that make no schema. */
  private static Keypoints points(int face, boolean schema) {
    Keypoints k = FaceFolder.keypoints(face);
    return schema ? k : k.select(36, 45, 30, 48, 54, 8, 19, 21);
  }

  private FaceFolder upright(int count, boolean schema) throws IOException {
    FaceFolder folder = FaceFolder.of(temp.resolve("faces"), 0);
    for (int i = 0; i < count; i++) {
      folder.write("face" + i, FaceFolder.picture(i), points(i, schema));
    }
    return folder;
  }

  private static void turned(
      FaceFolder folder, int face, int orientation, boolean schema, boolean asStored)
      throws IOException {
    String name = "turned" + face;
    TurnedPictures.write(folder.file(name + ".jpg"), FaceFolder.picture(face), orientation);
    Warp back = TurnedPictures.frame(FaceFolder.picture(face), orientation).fromStored().inverse();
    folder.annotate(name, asStored ? points(face, schema).map(back) : points(face, schema));
  }

  private static List<Finding> findings(FaceFolder folder, String frame) throws IOException {
    return DataCheck.of(
            List.of(frame + "pts:" + folder.path()),
            Optional.empty(),
            ReadOptions.DEFAULT,
            FaceFolder.use(96))
        .of(Kind.TURNED);
  }

  @ParameterizedTest
  @CsvSource({
    "2, true", "3, true", "4, true", "5, true", "6, true", "7, true", "8, true",
    "2, false", "3, false", "4, false", "5, false", "6, false", "7, false", "8, false"
  })
  void pointsOfTheStoredPictureAreNamed(int orientation, boolean schema) throws IOException {
    FaceFolder folder = upright(12, schema);
    turned(folder, 13, orientation, schema, true);
    turned(folder, 14, orientation, schema, false);

    assertThat(findings(folder, "")).hasSize(1);
    Finding found = findings(folder, "").get(0);
    assertThat(found.file()).endsWith("turned13.pts");
    assertThat(found.text())
        .isEqualTo(
            "EXIF orientation "
                + orientation
                + ": its points fit the stored picture: read them with --exif stored");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void readInTheStoredFrameTheyAreNotNamedButTheOthersAre(int orientation) throws IOException {
    FaceFolder folder = upright(12, true);
    turned(folder, 13, orientation, true, true);
    turned(folder, 14, orientation, true, false);

    assertThat(findings(folder, "stored:"))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .endsWith("its points fit the upright photograph: read them without --exif stored");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aSetOfNothingButSuchPhotographsIsNamedWhole(int orientation) throws IOException {
    FaceFolder folder = upright(0, true);
    for (int i = 0; i < 12; i++) {
      turned(folder, i, orientation, true, true);
    }
    assertThat(findings(folder, "")).hasSize(12);
    assertThat(findings(folder, "stored:")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void whereNothingTellsWhichWayIsUpThatIsSaid(int orientation) throws IOException {
    FaceFolder folder = upright(3, false);
    turned(folder, 13, orientation, false, true);

    List<Finding> found = findings(folder, "");
    assertThat(found).hasSize(orientation == 1 ? 0 : 1);
    assertThat(found).allMatch(f -> f.text().endsWith("its points fit cannot be told"));
  }
}
