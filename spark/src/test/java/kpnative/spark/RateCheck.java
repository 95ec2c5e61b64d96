package kpnative.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * {@code PHOTOGRAPHS OUT ROUNDS}: the library on two threads, then Spark with two tasks at a time,
 * on the same files, read from the disk each time; Spark writes Parquet. Prints photographs a
 * second and their ratio, after a round with the first 200 that warms both.
 */
public final class RateCheck {
  private static final int WARM = 200;

  private RateCheck() {}

  public static void main(String[] args) throws Exception {
    List<String> files;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      files = all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
    SparkSession spark = LocalSpark.start();
    FacePrediction prediction = FacePrediction.of(spark).model("free").column("path");
    try (FaceKeypoints library = FaceKeypoints.of(BuiltInModel.free(), FindOptions.DEFAULT)) {
      for (int round = 0; round <= Integer.parseInt(args[2]); round++) {
        List<String> some = round == 0 ? files.subList(0, Math.min(WARM, files.size())) : files;
        var paths = spark.createDataset(some, Encoders.STRING()).toDF("path");
        long start = System.nanoTime();
        find(library, some);
        long middle = System.nanoTime();
        prediction.predict(paths).write().parquet(args[1] + "/" + round);
        long end = System.nanoTime();
        double ofLibrary = some.size() / ((middle - start) / 1e9);
        double ofSpark = some.size() / ((end - middle) / 1e9);
        System.out.printf(
            Locale.ROOT,
            "%s%d photographs: library %.1f/s, Spark %.1f/s, ratio %.3f%n",
            round == 0 ? "warming: " : "",
            some.size(),
            ofLibrary,
            ofSpark,
            ofSpark / ofLibrary);
      }
    }
    spark.stop();
  }

  private static void find(FaceKeypoints library, List<String> files) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                  try {
                    library.find(Photo.of(Path.of(files.get(i))));
                  } catch (java.io.IOException e) {
                    // a broken file takes its time, too
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
