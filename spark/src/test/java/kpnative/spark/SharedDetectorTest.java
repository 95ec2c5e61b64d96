package kpnative.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import kpnative.find.FindOptions;
import kpnative.image.Photo;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One detector for all tasks of a process, while its application lives. */
class SharedDetectorTest {
  @TempDir Path folder;

  private static PredictionSettings sent(PredictionSettings settings) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PredictionSettings) in.readObject();
    }
  }

  @Test
  void settingsThatWereSentMeanTheSameDetector() throws Exception {
    PredictionSettings settings =
        PredictionSettings.builtIn()
            .withModel("free")
            .withOptions(FindOptions.DEFAULT.withMostFaces(2));
    assertThat(sent(settings)).isEqualTo(settings).hasSameHashCodeAs(settings);
    assertThat(sent(settings).options()).isEqualTo(FindOptions.DEFAULT.withMostFaces(2));
    assertThat(SharedDetector.of(sent(settings))).isSameAs(SharedDetector.of(settings));
    assertThat(SharedDetector.of(PredictionSettings.builtIn().withModel("research")))
        .isNotSameAs(SharedDetector.of(settings));
    SharedDetector.closeAll();
  }

  @Test
  void tasksShareADetectorUntilTheApplicationEnds() throws IOException {
    PaintedPhotographs.write(folder, 4);
    SharedDetector.closeAll();
    SparkSession spark = LocalSpark.start("local[4]");
    try {
      FacePrediction prediction = FacePrediction.of(spark);
      var photographs = spark.read().format("binaryFile").load(folder.toString()).repartition(4);
      assertThat(prediction.predict(photographs).count()).isEqualTo(4);
      assertThat(prediction.predict(photographs).count()).isEqualTo(4);
      assertThat(SharedDetector.open()).isEqualTo(1);
    } finally {
      spark.stop();
    }
    assertThat(SharedDetector.open()).isZero();
  }

  /** Else a table would say of good photographs, for ever, that they cannot be read. */
  @Test
  void anExecutorThatEndsFailsItsTasksAndBlamesNoPhotograph() throws IOException {
    Path file = PaintedPhotographs.write(folder, 1).get(0);
    PredictionSettings settings = PredictionSettings.builtIn();
    List<Row> broken =
        PhotoFaces.of(
            settings,
            "p",
            () -> {
              throw new IOException("cut");
            });
    assertThat(broken).singleElement().matches(row -> row.getString(7).equals("p: cut"));
    assertThatThrownBy(
            () ->
                PhotoFaces.of(
                    settings,
                    "p",
                    () -> {
                      SharedDetector.closeAll();
                      return Photo.of(file);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this executor is ending");
  }

  @Test
  void aModelThatIsNotThereIsNoPhotographsFault() {
    String before = System.getProperty("kpnative.model");
    System.setProperty("kpnative.model", "none");
    try {
      assertThatThrownBy(
              () ->
                  PhotoFaces.of(
                      PredictionSettings.builtIn().withModel("free"),
                      "p",
                      () -> Photo.of(new byte[1])))
          .isInstanceOf(java.io.UncheckedIOException.class);
    } finally {
      if (before == null) {
        System.clearProperty("kpnative.model");
      } else {
        System.setProperty("kpnative.model", before);
      }
    }
  }
}
