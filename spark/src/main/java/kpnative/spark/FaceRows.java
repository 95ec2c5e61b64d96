package kpnative.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import kpnative.pose.HeadPose;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Faces as rows of a table: the library's own numbers, not rounded. What is not known is null,
 * never NaN, which SQL would sort and compare as a number.
 */
final class FaceRows {
  private static final StructType BOX = doubles("left", "top", "right", "bottom");
  private static final StructType POSE = doubles("yaw", "pitch", "roll");
  private static final StructType POINT =
      DataTypes.createStructType(
          List.of(
              field("name", DataTypes.StringType),
              field("x", DataTypes.DoubleType),
              field("y", DataTypes.DoubleType),
              field("confidence", DataTypes.DoubleType),
              field("visibility", DataTypes.DoubleType)));

  /** One face, or the error of a photograph, whose other columns are then null. */
  static final StructType FACE =
      DataTypes.createStructType(
          List.of(
              field("face", DataTypes.IntegerType),
              field("box", BOX),
              field("points", DataTypes.createArrayType(POINT, false)),
              field("confidence", DataTypes.DoubleType),
              field("score", DataTypes.DoubleType),
              field("disagreement", DataTypes.DoubleType),
              field("pose", POSE),
              field("error", DataTypes.StringType)));

  /** What the SQL function gives. */
  static final ArrayType FACES = DataTypes.createArrayType(FACE, false);

  /** A row of the table of faces: the photograph's name before what {@link #FACE} has. */
  static final StructType PATH_AND_FACE = withPath();

  private FaceRows() {}

  private static StructType withPath() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field("path", DataTypes.StringType));
    fields.addAll(List.of(FACE.fields()));
    return DataTypes.createStructType(fields);
  }

  private static StructType doubles(String... names) {
    List<StructField> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(field(name, DataTypes.DoubleType));
    }
    return DataTypes.createStructType(fields);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  /**
   * {@return the row of a face}
   *
   * @param number of the face in its photograph, from 0 at the left
   */
  static Row of(int number, Face face, Optional<HeadPose> pose) {
    Box box = face.box();
    return RowFactory.create(
        number,
        RowFactory.create(box.left(), box.top(), box.right(), box.bottom()),
        points(face),
        known(face.confidence()),
        known(face.score()),
        known(face.disagreement()),
        pose.map(p -> RowFactory.create(p.yaw(), p.pitch(), p.roll())).orElse(null),
        null);
  }

  /** {@return the row of a photograph that could not be read} */
  static Row ofError(String error) {
    return RowFactory.create(null, null, null, null, null, null, null, error);
  }

  /** {@return a row of {@link #FACE} with its photograph's name} */
  static Row withPath(@Nullable String path, Row face) {
    @Nullable Object[] values = new @Nullable Object[face.size() + 1];
    values[0] = path;
    for (int i = 0; i < face.size(); i++) {
      values[i + 1] = face.get(i);
    }
    return RowFactory.create(values);
  }

  private static Row[] points(Face face) {
    Keypoints points = face.keypoints();
    Row[] rows = new Row[points.count()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] =
          RowFactory.create(
              face.schema().pointName(face.indices().get(k)),
              known(points.x(k)),
              known(points.y(k)),
              face.confidences().isEmpty() ? null : face.confidences().get(k),
              face.visibilities().isEmpty() ? null : face.visibilities().get(k));
    }
    return rows;
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
