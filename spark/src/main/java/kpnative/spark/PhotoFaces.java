package kpnative.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kpnative.checks.ItemFailure;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.infer.Face;
import org.apache.spark.sql.Row;

/**
 * The rows of one photograph: its faces, or one row with the reason why it cannot be read. Whatever
 * a photograph does is its own failure ({@link ItemFailure}); a detector that cannot be made, a
 * task that is cancelled and an executor that ends fail the task, and Spark repeats it elsewhere.
 */
final class PhotoFaces {
  /** Gives a photograph; what it throws is the photograph's failure. */
  @FunctionalInterface
  interface Source {
    Photo photo() throws IOException;
  }

  private PhotoFaces() {}

  /**
   * {@return a row for each face, from left to right; one with an error; none}
   *
   * @param name names the photograph in the error
   * @throws java.io.UncheckedIOException if the detector cannot be made
   * @throws IllegalStateException if this executor is ending
   */
  static List<Row> of(PredictionSettings settings, String name, Source source) {
    SharedDetector detector = SharedDetector.of(settings);
    try (DecodedPhoto photo = source.photo().named(name).decode()) {
      List<Face> faces = detector.find(photo);
      List<Row> rows = new ArrayList<>();
      for (Face face : faces) {
        rows.add(FaceRows.of(rows.size(), face, face.pose(photo.camera())));
      }
      return rows;
    } catch (Throwable e) {
      if (detector.isEnding()) {
        throw new IllegalStateException("this executor is ending", e);
      }
      return List.of(
          FaceRows.ofError(Objects.requireNonNull(ItemFailure.of(name, e).getMessage())));
    }
  }
}
