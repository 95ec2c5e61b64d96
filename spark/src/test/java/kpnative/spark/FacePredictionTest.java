package kpnative.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kpnative.face.FaceFinders;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.pose.HeadPose;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces of a table of photographs, in one process. */
class FacePredictionTest {
  private static final int PHOTOGRAPHS = 6;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static List<Path> photographs;
  private static List<Path> broken;
  private static Path empty; // which Spark's binaryFile passes over

  @BeforeAll
  static void begin() throws IOException {
    photographs = PaintedPhotographs.write(folder, PHOTOGRAPHS);
    broken = PaintedPhotographs.writeBroken(folder, photographs.get(0));
    empty = Files.createFile(folder.resolve("x-empty.jpg"));
    spark = LocalSpark.start();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static Dataset<Row> bytes() {
    return spark.read().format("binaryFile").load(folder.toString());
  }

  private static Dataset<Row> paths() {
    List<Path> all = new ArrayList<>(photographs);
    all.addAll(broken);
    all.add(folder.resolve("absent.png"));
    all.add(empty);
    return spark
        .createDataset(all.stream().map(Path::toString).toList(), Encoders.STRING())
        .toDF("file");
  }

  /** {@return the library's own answers as rows: file name, to what is in a row after the path} */
  private static List<String> ofLibrary() throws IOException {
    List<String> all = new ArrayList<>();
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      for (Path file : photographs) {
        Photo photo = Photo.of(file);
        for (Face face : faces.find(photo)) {
          all.add(file.getFileName() + " " + text(face, face.pose(photo.camera()).orElseThrow()));
        }
      }
    }
    return all.stream().sorted().toList();
  }

  private static String text(Face face, HeadPose pose) {
    StringBuilder text = new StringBuilder(face.box().toString()).append(face.score());
    text.append(face.disagreement()).append(face.confidence());
    for (int k = 0; k < face.keypoints().count(); k++) {
      text.append(' ').append(face.schema().pointName(k)).append(face.keypoints().x(k));
      text.append(',').append(face.keypoints().y(k)).append(face.confidences().get(k));
    }
    return text.append(pose.yaw()).append(pose.pitch()).append(pose.roll()).toString();
  }

  private static List<String> texts(Dataset<Row> faces) {
    List<String> all = new ArrayList<>();
    for (Row row : faces.where("error IS NULL").collectAsList()) {
      String path = row.getAs("path");
      Row b = row.getAs("box");
      StringBuilder text = new StringBuilder();
      text.append(path.substring(path.lastIndexOf('/') + 1)).append(' ');
      text.append(
          new kpnative.geometry.Box(
              b.getDouble(0), b.getDouble(1), b.getDouble(2), b.getDouble(3)));
      text.append(row.<Object>getAs("score")).append(row.<Object>getAs("disagreement"));
      text.append(row.<Object>getAs("confidence"));
      for (Row point : row.<Row>getList(row.fieldIndex("points"))) {
        text.append(' ').append(point.getString(0)).append(point.getDouble(1)).append(',');
        text.append(point.getDouble(2)).append(point.getDouble(3));
        assertThat(point.isNullAt(4)).as("nothing taught the model what is hidden").isTrue();
      }
      Row pose = row.getAs("pose");
      text.append(pose.getDouble(0)).append(pose.getDouble(1)).append(pose.getDouble(2));
      all.add(text.toString());
    }
    return all.stream().sorted().toList();
  }

  private static Map<String, String> errors(Dataset<Row> faces) {
    Map<String, String> all = new TreeMap<>();
    for (Row row : faces.where("error IS NOT NULL").collectAsList()) {
      String path = row.getAs("path");
      assertThat(row.anyNull()).isTrue();
      assertThat(row.<Object>getAs("points")).isNull();
      assertThat(all.put(path.substring(path.lastIndexOf('/') + 1), row.getAs("error"))).isNull();
    }
    return all;
  }

  /** Java's text of a double tells all doubles apart, so equal texts are equal bits. */
  @Test
  void theFacesOfBytesAreTheLibrarysOwnBitForBit() throws IOException {
    Dataset<Row> faces = FacePrediction.of(spark).predict(bytes());
    assertThat(faces.schema()).isEqualTo(FacePrediction.schema());
    assertThat(texts(faces)).hasSize(6).isEqualTo(ofLibrary());
  }

  @Test
  void theFacesOfPathsAreTheSameInAnyNumberOfPartitions() throws IOException {
    FacePrediction prediction = FacePrediction.of(spark).column("file");
    assertThat(texts(prediction.predict(paths()))).isEqualTo(ofLibrary());
    Dataset<Row> many = prediction.partitionBytes(1000).predict(paths());
    assertThat(many.rdd().getNumPartitions())
        .as("a photograph each")
        .isEqualTo((int) paths().count());
    assertThat(texts(many)).isEqualTo(ofLibrary());
  }

  @Test
  void aFileThatIsNoPhotographIsARowWithItsError() {
    Map<String, String> ofBytes = errors(FacePrediction.of(spark).predict(bytes()));
    assertThat(ofBytes.keySet())
        .containsExactly("x-begun.jpg", "x-cut.png", "x-huge.png", "x-text.jpg", "x-zeros.bmp");
    assertThat(ofBytes.values()).allMatch(error -> !error.contains("\n"));
    assertThat(ofBytes.get("x-text.jpg")).contains(folder.resolve("x-text.jpg").toString());
    Map<String, String> ofPaths = errors(FacePrediction.of(spark).column("file").predict(paths()));
    assertThat(ofPaths.keySet())
        .containsAll(ofBytes.keySet())
        .contains("absent.png", "x-empty.jpg")
        .hasSize(ofBytes.size() + 2);
    assertThat(ofPaths.get("absent.png")).contains("no such file");
  }

  @Test
  void missingBytesAndPathsAreErrorsToo() {
    Dataset<Row> none = spark.sql("SELECT CAST(NULL AS BINARY) content, CAST(NULL AS STRING) file");
    assertThat(FacePrediction.of(spark).predict(none).first().<String>getAs("error"))
        .contains("no bytes");
    Row ofPath = FacePrediction.of(spark).column("file").predict(none).first();
    assertThat(ofPath.<String>getAs("error")).contains("no path");
    assertThat(ofPath.isNullAt(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.b", "a b", "back`tick", "path", "PATH", "length", "sel ect*", "ü", "'"})
  void aColumnMayHaveAnyName(String name) {
    Dataset<Row> table =
        spark
            .sql("SELECT CAST(NULL AS BINARY) x, CAST(NULL AS STRING) y, '12 cm' z, 1e300D big")
            .withColumnsRenamed(Map.of("z", "length".equals(name) ? "z" : "length"));
    FacePrediction prediction = FacePrediction.of(spark).column(name);

    Row ofBytes = prediction.predict(table.withColumnRenamed("x", name)).first();
    assertThat(ofBytes.<String>getAs("error")).contains("no bytes");
    Row ofPath = prediction.predict(table.withColumnRenamed("y", name)).first();
    assertThat(ofPath.<String>getAs("error")).contains("no path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'12 cm'", "1e300D", "-5", "CAST(NULL AS INT)", "9223372036854775807L"})
  void aColumnOfLengthsSaysNothingMoreThanThat(String length) {
    Dataset<Row> table = spark.sql("SELECT '/absent.png' file, " + length + " length");
    Row row = FacePrediction.of(spark).column("file").predict(table.union(table)).first();
    assertThat(row.<String>getAs("error")).contains("no such file");
  }

  @Test
  void facesAreWrittenAsParquetAndReadBackAsTheyWere() throws IOException {
    Path out = folder.resolveSibling(folder.getFileName() + "-parquet");
    FacePrediction.of(spark).predict(bytes()).write().parquet(out.toString());
    Dataset<Row> read = spark.read().parquet(out.toString());
    assertThat(texts(read)).isEqualTo(ofLibrary());
    assertThat(errors(read)).hasSize(5);
  }

  @Test
  void theColumnFunctionGivesTheSameFacesInSql() throws IOException {
    FacePrediction.of(spark).register("faces");
    bytes().createOrReplaceTempView("photos");
    Dataset<Row> faces =
        spark.sql("SELECT path, f.* FROM photos LATERAL VIEW inline(faces(content)) f");
    assertThat(faces.schema().fieldNames()).isEqualTo(FacePrediction.schema().fieldNames());
    assertThat(texts(faces)).isEqualTo(ofLibrary());
    assertThat(errors(faces)).hasSize(5);
    assertThat(spark.sql("SELECT faces(CAST(NULL AS BINARY))[0].error").first().getString(0))
        .contains("no bytes");
    assertThat(
            spark
                .sql("SELECT size(faces(content)) FROM photos WHERE path LIKE '%02.png'")
                .first()
                .getInt(0))
        .isZero();
  }

  @Test
  void optionsAndModelReachTheTasks() {
    FacePrediction one = FacePrediction.of(spark).options(FindOptions.DEFAULT.withMostFaces(1));
    assertThat(texts(one.predict(bytes()))).hasSize(4);
    List<String> free = texts(FacePrediction.of(spark).model("free").predict(bytes()));
    List<String> research = texts(FacePrediction.of(spark).model("research").predict(bytes()));
    assertThat(free).isNotEqualTo(research);
  }

  @Test
  void weightsOfAFileAreThoseOfTheModelThatTheyWereCopiedFrom() throws IOException {
    Path weights = folder.resolveSibling(folder.getFileName() + ".safetensors");
    try (var in = Face.class.getResourceAsStream("/kpnative/model/free.safetensors")) {
      Files.write(weights, in.readAllBytes());
    }
    Dataset<Row> faces = FacePrediction.of(spark).weights(weights.toString()).predict(bytes());
    assertThat(texts(faces))
        .isEqualTo(texts(FacePrediction.of(spark).model("free").predict(bytes())));
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingRuns() {
    FacePrediction prediction = FacePrediction.of(spark);
    assertThatThrownBy(() -> prediction.model("worst"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("free");
    assertThatThrownBy(() -> prediction.partitionBytes(0)).hasMessageContaining("at least 1 byte");
    FindOptions cascades = FindOptions.DEFAULT.withFinder(FaceFinders.cascades());
    assertThatThrownBy(() -> prediction.options(cascades)).hasMessageContaining("built-in finder");
    assertThatThrownBy(() -> prediction.weights(photographs.get(0).toString()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> prediction.predict(spark.range(1).toDF("content")))
        .hasMessageContaining("column 'content' must have bytes or paths, got bigint");
    assertThat(bytes().schema().apply("content").dataType()).isEqualTo(DataTypes.BinaryType);
  }
}
