package kpnative.spark;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table of painted faces: path, content and points. */
final class PaintedFaces {
  private static final long SEED = 7;
  private static final StructType POINT =
      new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);

  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("content", DataTypes.BinaryType)
          .add("points", DataTypes.createArrayType(POINT));

  private PaintedFaces() {}

  /** For cluster.sh: {@code FOLDER COUNT}, written as Parquet. */
  public static void main(String[] args) throws IOException {
    SparkSession spark = LocalSpark.start();
    table(spark, Integer.parseInt(args[1])).write().parquet(args[0]);
    spark.stop();
  }

  /** {@return so many faces, in three partitions, the last first} */
  static Dataset<Row> table(SparkSession spark, int count) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<AnnotatedFace> faces = SyntheticFaces.faces(count, SEED, 68);
    for (int i = count - 1; i >= 0; i--) {
      BufferedImage picture = SyntheticFaces.render(i, SEED);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", png);
      List<Row> points = new ArrayList<>();
      for (int k = 0; k < faces.get(i).keypoints().count(); k++) {
        points.add(RowFactory.create(faces.get(i).keypoints().x(k), faces.get(i).keypoints().y(k)));
      }
      rows.add(
          RowFactory.create("s3://bucket/face, " + (100 + i) + ".png", png.toByteArray(), points));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }
}
