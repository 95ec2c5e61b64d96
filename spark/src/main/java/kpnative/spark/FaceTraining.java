package kpnative.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kpnative.files.FileNames;
import kpnative.parallel.WorkerPlace;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Trains one network on a table of faces, with a worker in each of several tasks of Spark, as
 * {@code kp train} does with several processes.
 *
 * <pre>{@code
 * TrainedModel model =
 *     FaceTraining.of(spark)
 *         .workers(4)
 *         .arguments("--recipe=face68/quick", "--set=train.epochs=30")
 *         .train(faces, "/shared/runs/faces");
 * }</pre>
 *
 * <p>The workers are a barrier stage: all of them start, or none. Each task starts a process, and
 * tells it rank, size, and where worker 0 is, by the variables that torchrun uses. When one fails,
 * all are ended, Spark repeats the stage, and the new workers go on from the latest save.
 * Afterwards the run is where it would be without Spark, and so are the weights, bit for bit.
 *
 * <p>The folder must be the same for the driver and all executors: a file system that all of them
 * have mounted.
 *
 * <p>Immutable; each method that changes something returns a copy. For the driver, where it loads
 * nothing native.
 */
public final class FaceTraining {
  /** What {@link #arguments} may not have, since it is said otherwise. */
  private static final List<String> OWN =
      List.of("--data", "--out", "--resume", "--nproc", "--threads");

  private final SparkSession spark;
  private final FaceTable table;
  private final WorkerSettings settings;
  private final int workers;

  private FaceTraining(SparkSession spark, FaceTable table, WorkerSettings settings, int workers) {
    this.spark = spark;
    this.table = table;
    this.settings = settings;
    this.workers = workers;
  }

  /**
   * {@return a training by one worker, with the command's default recipe, on the columns {@code
   * path}, {@code content} and {@code points}}
   */
  public static FaceTraining of(SparkSession spark) {
    return new FaceTraining(spark, FaceTable.DEFAULT, WorkerSettings.DEFAULT, 1);
  }

  /**
   * {@return the same with other columns}
   *
   * @param path names of the photographs, which also say which faces belong together; of text
   * @param content the photographs' bytes, or null: then they are read from their paths
   * @param points arrays of structs with {@code x} and {@code y}, or of arrays of two numbers,
   *     pixels of the photograph, whole numbers at pixel centres; as many in each row; null for a
   *     point that is absent
   */
  public FaceTraining columns(String path, @Nullable String content, String points) {
    return new FaceTraining(spark, new FaceTable(path, content, points), settings, workers);
  }

  /**
   * {@return the same with keypoints of a schema, such as {@code ibug68}; without it their number
   * says which}
   */
  public FaceTraining schema(String name) {
    return new FaceTraining(spark, table, settings.withSchema(name), workers);
  }

  /**
   * {@return the same with so many workers, each a task}
   *
   * @throws IllegalArgumentException if there are too few or too many
   */
  public FaceTraining workers(int count) {
    if (count < 1 || count > WorkerPlace.MOST) {
      throw new IllegalArgumentException(
          "workers must be 1 to " + WorkerPlace.MOST + ", got " + count);
    }
    return new FaceTraining(spark, table, settings, count);
  }

  /**
   * {@return the same with so many threads in each worker; by default {@code spark.task.cpus}}
   *
   * @throws IllegalArgumentException if there is none
   */
  public FaceTraining threads(int perWorker) {
    if (perWorker < 1) {
      throw new IllegalArgumentException("a worker needs at least 1 thread, got " + perWorker);
    }
    return new FaceTraining(spark, table, settings.withThreads(perWorker), workers);
  }

  /** {@return the same with Java's options for each worker; by default {@code -Xmx2g}} */
  public FaceTraining javaOptions(String... options) {
    return new FaceTraining(spark, table, settings.withJavaOptions(List.of(options)), workers);
  }

  /**
   * {@return the same with options of {@code kp train}, instead of those before: the recipe, {@code
   * --set}, {@code --from}, ...}
   *
   * @throws IllegalArgumentException if one of them says what this class says
   */
  public FaceTraining arguments(String... options) {
    for (String option : options) {
      String name = option.replaceFirst("=.*", "");
      if (OWN.contains(name)) {
        throw new IllegalArgumentException(name + " is said by FaceTraining itself");
      }
    }
    return new FaceTraining(spark, table, settings.withArguments(List.of(options)), workers);
  }

  /**
   * {@return the trained detector}
   *
   * <p>The photographs are written to {@code FOLDER/data}, the run to {@code FOLDER/run}. Where
   * they are there already, they are taken as they are: a training that was cut off goes on with
   * the same call, and with another number of workers too.
   *
   * @param faces a row a face
   * @param folder on a file system that the driver and all executors have mounted; made if it is
   *     absent
   * @throws IOException if the data or the run cannot be written or read on the driver
   */
  public TrainedModel train(Dataset<Row> faces, String folder) throws IOException {
    Path all = FileNames.path(folder).toAbsolutePath().normalize();
    Files.createDirectories(all);
    table.write(faces, PhotoFiles.of(spark), all.resolve("data"));
    List<Integer> ranks = new ArrayList<>(Collections.nCopies(workers, 0));
    int cpus = spark.sparkContext().conf().getInt("spark.task.cpus", 1);
    List<byte[]> results =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranks, workers)
            .rdd()
            .barrier()
            .mapPartitions(
                new TrainingTask(settings.withThreadsIfNone(cpus), FileNames.text(all)),
                false,
                scala.reflect.ClassTag$.MODULE$.apply(byte[].class))
            .toJavaRDD()
            .repartition(1) // Spark repeats a barrier stage only where another stage follows
            .collect();
    byte[] weights = results.stream().filter(each -> each.length > 0).findFirst().orElseThrow();
    return new TrainedModel(FileNames.text(all.resolve("run")), weights);
  }
}
