package kpnative.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.find.FindOptions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the faces of a table of photographs, on the executors of a cluster.
 *
 * <pre>{@code
 * FacePrediction prediction = FacePrediction.of(spark).column("content");
 * prediction.predict(spark.read().format("binaryFile").load("photos")).write().parquet("faces");
 * }</pre>
 *
 * <p>A photograph is a column of bytes, as {@code binaryFile} gives them, or of paths, which the
 * task reads through Hadoop's file systems. The table of faces has a row for each face, as {@link
 * #schema()} says, with the numbers of {@link kpnative.find.FaceKeypoints#find}, and a row with
 * {@code error} alone for each photograph that cannot be read; a photograph without a face has
 * none.
 *
 * <p>Immutable; each method that changes something returns a copy. For the driver, where it loads
 * nothing native. Each executor has one detector, which its tasks share.
 */
public final class FacePrediction {
  /** The setting of Spark that says {@link #partitionBytes} where the program does not. */
  public static final String PARTITION_BYTES = "spark.kpnative.partitionBytes";

  private static final String DEFAULT_BYTES = Long.toString(32L << 20); // half a minute of one core

  /** So that the slots end at about the same time where the whole table is small. */
  private static final int TASKS_A_SLOT = 3;

  private static final int MOST_WEIGHTS = 1 << 30;

  private final SparkSession spark;
  private final PredictionSettings settings;
  private final String column;
  private final long partitionBytes;

  private FacePrediction(
      SparkSession spark, PredictionSettings settings, String column, long partitionBytes) {
    this.spark = spark;
    this.settings = settings;
    this.column = column;
    this.partitionBytes = partitionBytes;
  }

  /**
   * {@return a prediction by the default model, of the column {@code content}}
   *
   * @throws IllegalArgumentException if the session's {@value #PARTITION_BYTES} is no number
   */
  public static FacePrediction of(SparkSession spark) {
    DetectorsEnd.follow(spark.sparkContext());
    long bytes = Long.parseLong(spark.conf().get(PARTITION_BYTES, DEFAULT_BYTES));
    return new FacePrediction(spark, PredictionSettings.builtIn(), "content", 1)
        .partitionBytes(bytes);
  }

  /**
   * {@return the same with a model of the executors' jar}
   *
   * @param name {@code free}, {@code research} or {@code best}
   * @throws IllegalArgumentException if no model has the name
   */
  public FacePrediction model(String name) {
    return with(settings.withModel(name));
  }

  /**
   * {@return the same with weights that a training wrote, safetensors; they are read now, and
   * travel to the executors with the tasks}
   *
   * @throws IOException if the file cannot be read, or is no detector
   */
  public FacePrediction weights(String file) throws IOException {
    Path path = FileNames.path(file);
    return with(
        settings.withWeights(FileNames.text(path), InputFile.bytes(path, "weights", MOST_WEIGHTS)));
  }

  /**
   * {@return the same with other options}
   *
   * @throws IllegalArgumentException if they name a finder, which cannot be sent to executors
   */
  public FacePrediction options(FindOptions options) {
    return with(settings.withOptions(options));
  }

  /**
   * {@return the same for another column}
   *
   * @param name of bytes, with the photographs' names in a column {@code path} beside it if there
   *     is one; or of paths, as text
   */
  public FacePrediction column(String name) {
    return new FacePrediction(spark, settings, name, partitionBytes);
  }

  /**
   * {@return the same with partitions of another size, where the table has paths}
   *
   * @param bytes of photographs in each, about; at least 1. They are told from the files, or from a
   *     column {@code length} of numbers if the table has one
   */
  public FacePrediction partitionBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a partition has at least 1 byte, got " + bytes);
    }
    return new FacePrediction(spark, settings, column, bytes);
  }

  private FacePrediction with(PredictionSettings other) {
    return new FacePrediction(spark, other, column, partitionBytes);
  }

  /** {@return the columns of the table of faces: {@code path}, then those of a face} */
  public static StructType schema() {
    return FaceRows.PATH_AND_FACE;
  }

  /** {@return the type of what the SQL function gives: an array of faces, without their path} */
  public static ArrayType functionType() {
    return FaceRows.FACES;
  }

  /**
   * {@return the faces of a table of photographs, lazily; {@link #schema} says its columns}
   *
   * <p>A table of bytes is taken in the partitions that it has: of {@code binaryFile} those that
   * {@code spark.sql.files.maxPartitionBytes} makes. A table of paths is divided anew, by {@link
   * #partitionBytes}; where there is no column {@code length}, the files are asked first, by a job
   * of its own.
   *
   * @throws IllegalArgumentException if the column is neither of bytes nor of text
   */
  public Dataset<Row> predict(Dataset<Row> photographs) {
    DataType type = photographs.schema().apply(column).dataType();
    if (type.equals(DataTypes.BinaryType)) {
      boolean named =
          Arrays.asList(photographs.columns()).contains("path") && !column.equals("path");
      Column path =
          named
              ? functions.col("path").cast(DataTypes.StringType)
              : functions.lit(null).cast(DataTypes.StringType);
      return photographs
          .select(path, ColumnName.of(column))
          .mapPartitions(new PredictedRows.OfBytes(settings), Encoders.row(FaceRows.PATH_AND_FACE));
    }
    if (!type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "column '" + column + "' must have bytes or paths, got " + type.simpleString());
    }
    PhotoFiles files = PhotoFiles.of(spark);
    return divided(photographs, files)
        .mapPartitions(
            new PredictedRows.OfPaths(settings, files), Encoders.row(FaceRows.PATH_AND_FACE));
  }

  /**
   * The paths in partitions of about equal bytes. A path's partition follows from its text alone,
   * so that one that is computed again has the same rows.
   */
  private Dataset<Row> divided(Dataset<Row> photographs, PhotoFiles files) {
    boolean known =
        Arrays.asList(photographs.columns()).contains("length")
            && photographs.schema().apply("length").dataType() instanceof NumericType;
    Dataset<Row> lengths =
        known
            ? photographs.select("length").toDF("bytes")
            : photographs
                .select(ColumnName.of(column))
                .as(Encoders.STRING())
                .mapPartitions(new PredictedRows.Lengths(files), Encoders.LONG())
                .toDF("bytes");
    Row all =
        lengths
            .agg(
                functions.sum(functions.col("bytes").cast("double")),
                functions.count(functions.lit(1)))
            .first();
    double bytes = all.isNullAt(0) ? 0 : Math.max(0, all.getDouble(0));
    // of lengths that are too large, no more tasks than photographs
    long parts = Math.min((long) (bytes / partitionBytes), all.getLong(1));
    long least = (long) TASKS_A_SLOT * spark.sparkContext().defaultParallelism();
    return photographs
        .select(ColumnName.of(column))
        .repartition((int) Math.min(Math.max(parts, least), 1 << 20), ColumnName.of(column));
  }

  /**
   * Makes a function for SQL: bytes of a photograph to an array of faces, of which {@link
   * #functionType} is the type; null to an array with one error.
   *
   * <pre>{@code
   * FacePrediction.of(spark).register("faces");
   * spark.sql("SELECT path, f.* FROM photos LATERAL VIEW inline(faces(content)) f");
   * }</pre>
   *
   * <p>Spark may compute an expression more than once where a query says it more than once.
   *
   * @param function its name, in the session
   */
  public FacePrediction register(String function) {
    spark.udf().register(function, new PredictedRows.OfColumn(settings), FaceRows.FACES);
    return this;
  }
}
