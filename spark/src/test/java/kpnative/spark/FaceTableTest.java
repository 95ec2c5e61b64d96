package kpnative.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of faces becomes a data set. */
class FaceTableTest {
  @TempDir Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void begin() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  @Test
  void rowsAreSortedAndCarryEveryBit() throws Exception {
    Dataset<Row> faces = PaintedFaces.table(spark, 3);
    FaceTable.DEFAULT.write(faces, PhotoFiles.of(spark), folder);
    List<String> lines = Files.readAllLines(folder.resolve("faces.csv"));
    assertThat(lines).hasSize(3);
    for (int i = 0; i < 3; i++) {
      AnnotatedFace face = SyntheticFaces.faces(3, 7, 68).get(i);
      StringBuilder line = new StringBuilder("\"bucket/face, " + (100 + i) + ".png\"");
      for (int k = 0; k < 68; k++) {
        line.append(',').append(face.keypoints().x(k)).append(',').append(face.keypoints().y(k));
      }
      assertThat(lines.get(i)).isEqualTo(line.toString());
      assertThat(folder.resolve("images/bucket/face, " + (100 + i) + ".png")).isNotEmptyFile();
    }
    FaceTable.DEFAULT.write(faces.limit(1), PhotoFiles.of(spark), folder);
    assertThat(Files.readAllLines(folder.resolve("faces.csv"))).as("it was there").hasSize(3);
  }

  @Test
  void picturesAreReadFromTheirPathsAndPointsMayBeArraysOrAbsent() throws Exception {
    Path picture = PaintedPhotographs.write(folder, 1).get(0);
    Dataset<Row> faces =
        spark.sql("SELECT '" + picture + "' file, array(array(1, 2), NULL, array(3.5D, NULL)) at");
    new FaceTable("file", null, "at").write(faces, PhotoFiles.of(spark), folder.resolve("data"));
    String below = picture.toString().substring(1);
    assertThat(Files.readString(folder.resolve("data/faces.csv")))
        .isEqualTo(below + ",1.0,2.0,,,,\n");
    assertThat(folder.resolve("data/images/" + below)).hasSameBinaryContentAs(picture);
  }

  @Test
  void noPathLeadsOutOfTheFolder() {
    assertThat(FaceTable.below("file:/a/b.jpg")).isEqualTo("a/b.jpg");
    assertThat(FaceTable.below("s3a://bucket/a//b.jpg")).isEqualTo("bucket/a/b.jpg");
    assertThat(FaceTable.below("../../etc/./b.jpg")).isEqualTo("etc/b.jpg");
    assertThatThrownBy(() -> FaceTable.below("hdfs:///.."))
        .hasMessageContaining("without a file's name");
  }

  @Test
  void twoPathsThatWouldBeOnePictureAreRefused() {
    Dataset<Row> faces =
        spark
            .sql(
                "SELECT * FROM VALUES ('s3a://b/x/1.jpg', X'01'), ('s3a://b/x//1.jpg', X'02')"
                    + " AS t(path, content)")
            .selectExpr("path", "content", "array(array(1, 2)) points");
    assertThatThrownBy(() -> FaceTable.DEFAULT.write(faces, PhotoFiles.of(spark), folder))
        .hasMessageContaining("two paths are one file of the data set: ")
        .hasMessageContaining("'s3a://b/x//1.jpg'");
    assertThat(folder.resolve("faces.csv")).doesNotExist();
  }

  @Test
  void whatIsNoTableOfFacesIsRefused() {
    Dataset<Row> wrong = spark.sql("SELECT 'a' path, 'b' content, 1 points");
    assertThatThrownBy(() -> FaceTable.DEFAULT.write(wrong, PhotoFiles.of(spark), folder))
        .hasMessage("column 'content' must have bytes, got string");
    assertThatThrownBy(
            () -> new FaceTable("path", null, "points").write(wrong, PhotoFiles.of(spark), folder))
        .hasMessageContaining("arrays of two numbers, got int");
    Dataset<Row> none = spark.createDataFrame(List.of(), PaintedFaces.SCHEMA);
    assertThatThrownBy(() -> FaceTable.DEFAULT.write(none, PhotoFiles.of(spark), folder))
        .hasMessage("the table of faces has no rows");
  }
}
