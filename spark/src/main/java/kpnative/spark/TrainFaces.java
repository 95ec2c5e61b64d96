package kpnative.spark;

import java.util.Arrays;
import org.apache.spark.sql.SparkSession;

/**
 * The application for {@code spark-submit} that trains: {@code FACES FOLDER WEIGHTS WORKERS
 * [OPTION]...}. The table of faces is Parquet, with the columns {@code path}, {@code points} and,
 * if the photographs are in it, {@code content}.
 */
public final class TrainFaces {
  private static final int OPTIONS = 4;

  private TrainFaces() {}

  /**
   * Runs the application.
   *
   * @param args the table; the folder that all machines have mounted; the weight file to write, on
   *     the driver's machine; the number of workers; and options of {@code kp train}
   */
  public static void main(String[] args) throws Exception {
    if (args.length < OPTIONS) {
      throw new IllegalArgumentException(
          "expected FACES FOLDER WEIGHTS WORKERS [OPTION]..., got " + args.length + " arguments");
    }
    SparkSession spark = SparkSession.builder().appName("kp-native: training").getOrCreate();
    try {
      var faces = spark.read().parquet(args[0]);
      boolean hasBytes = Arrays.asList(faces.columns()).contains("content");
      FaceTraining.of(spark)
          .columns("path", hasBytes ? "content" : null, "points")
          .workers(Integer.parseInt(args[3]))
          .arguments(Arrays.copyOfRange(args, OPTIONS, args.length))
          .train(faces, args[1])
          .write(args[2]);
    } finally {
      spark.stop();
    }
  }
}
