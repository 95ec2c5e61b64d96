package kpnative.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * For cluster.sh: {@code PHOTOGRAPHS FACES}. Finds the faces of each photograph by the library, in
 * one process with two threads, compares them with a table that the cluster has written, and prints
 * one line; fails if a point differs in a bit, a face is missing, or one is there twice. {@code
 * --time} alone after it compares nothing and prints how long the library took.
 */
public final class ClusterCheck {
  private ClusterCheck() {}

  /** What the library says of a photograph: its points, or that it cannot be read. */
  private static List<String> found(FaceKeypoints library, Path photograph) {
    List<String> all = new ArrayList<>();
    try {
      for (Face face : library.find(Photo.of(photograph))) {
        StringBuilder points = new StringBuilder();
        for (int k = 0; k < face.keypoints().count(); k++) {
          points
              .append(face.keypoints().x(k))
              .append(',')
              .append(face.keypoints().y(k))
              .append(' ');
        }
        all.add(all.size() + ": " + points);
      }
    } catch (java.io.IOException e) {
      all.add("error");
    }
    return all;
  }

  private static String text(Row row) {
    if (row.<Object>getAs("error") != null) {
      return "error";
    }
    StringBuilder points = new StringBuilder();
    for (Row point : row.<Row>getList(row.fieldIndex("points"))) {
      points.append(point.getDouble(1)).append(',').append(point.getDouble(2)).append(' ');
    }
    return row.<Integer>getAs("face") + ": " + points;
  }

  public static void main(String[] args) throws Exception {
    List<Path> photographs;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      photographs = all.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, List<String>> library = new HashMap<>();
    try (FaceKeypoints faces = FaceKeypoints.of(BuiltInModel.free(), FindOptions.DEFAULT)) {
      found(faces, photographs.get(0)); // what only a first call does
      long start = System.nanoTime();
      // two threads, each on every second photograph
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int first = t;
        Thread thread =
            new Thread(
                () -> {
                  for (int i = first; i < photographs.size(); i += 2) {
                    List<String> found = found(faces, photographs.get(i));
                    synchronized (library) {
                      library.put(photographs.get(i).toString(), found);
                    }
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          java.util.Locale.ROOT,
          "library, 2 threads: %d photographs in %.1f s, %.1f/s%n",
          photographs.size(),
          seconds,
          photographs.size() / seconds);
    }
    if (args[1].equals("--time")) {
      return;
    }
    Map<String, List<String>> cluster = new HashMap<>();
    SparkSession spark = LocalSpark.start();
    for (Row row : spark.read().parquet(args[1]).orderBy("path", "face").collectAsList()) {
      String path = row.<String>getAs("path").replaceFirst("^file:(//)?", "");
      cluster.computeIfAbsent(path, p -> new ArrayList<>()).add(text(row));
    }
    spark.stop();
    int faces = 0;
    int errors = 0;
    for (Path photograph : photographs) {
      List<String> expected = library.getOrDefault(photograph.toString(), List.of());
      List<String> got = cluster.getOrDefault(photograph.toString(), List.of());
      if (!expected.equals(got)) {
        System.err.println(photograph + ": the library finds " + expected + ", the cluster " + got);
        System.exit(1);
      }
      errors += got.equals(List.of("error")) ? 1 : 0;
      faces += got.equals(List.of("error")) ? 0 : got.size();
    }
    System.out.println(
        photographs.size()
            + " photographs, "
            + faces
            + " faces and "
            + errors
            + " errors: the library's, bit for bit, and none twice");
  }
}
