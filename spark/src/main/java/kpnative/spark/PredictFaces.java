package kpnative.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The application for {@code spark-submit} that predicts: {@code PHOTOGRAPHS FACES [MODEL]}. Finds
 * the faces of all files below a folder, or of those that a pattern matches, and writes them as
 * Parquet.
 */
public final class PredictFaces {
  private static final String DEFAULT_MODEL = "free";

  private PredictFaces() {}

  /**
   * Runs the application.
   *
   * @param args the photographs' folder or pattern; the folder to write, which must not exist; and
   *     the name of a built-in model, or a weight file of the driver's machine
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 2 || args.length > 3) {
      throw new IllegalArgumentException(
          "expected PHOTOGRAPHS FACES [MODEL], got " + args.length + " arguments");
    }
    SparkSession spark = SparkSession.builder().appName("kp-native: faces").getOrCreate();
    try {
      Dataset<Row> photographs =
          spark
              .read()
              .format("binaryFile")
              .option("recursiveFileLookup", true)
              .load(args[0])
              .select("path", "length"); // of the listing: nothing is read yet
      FacePrediction prediction = FacePrediction.of(spark).column("path");
      String model = args.length == 3 ? args[2] : DEFAULT_MODEL;
      prediction = model.contains(".") ? prediction.weights(model) : prediction.model(model);
      prediction.predict(photographs).write().parquet(args[1]);
    } finally {
      spark.stop();
    }
  }
}
