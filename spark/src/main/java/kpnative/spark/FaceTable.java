package kpnative.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.text.CsvCell;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/*
 * Every worker may need any picture in any epoch, so all of them have all: as files, in a folder that
 * all of them see, with the annotation that kp-native reads anyway. A picture keeps the folders of its
 * path, by which photographs and persons are told apart. The rows are sorted, so that their order, on
 * which a training depends, is the same however Spark has divided the table.
 */
/**
 * A table of faces, and how it becomes a data set of kp-native: {@code faces.csv} and {@code
 * images/}.
 *
 * @param path column of the photographs' names
 * @param content column of their bytes; null if they are read from their paths
 * @param points column of the keypoints
 */
record FaceTable(String path, @Nullable String content, String points) {
  static final FaceTable DEFAULT = new FaceTable("path", "content", "points");

  /** Of the data set. */
  static final String CSV = "faces.csv";

  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");

  /**
   * Writes the data set, unless it is there.
   *
   * @param folder on a file system that all have mounted; made if it is absent
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the table has no such columns, or no rows, or two paths
   *     that differ only in what {@link #below} leaves out
   */
  void write(Dataset<Row> faces, PhotoFiles files, Path folder) throws IOException {
    Path csv = folder.resolve(CSV);
    if (Files.exists(csv)) { // it is written last
      return;
    }
    Files.createDirectories(folder.resolve("images"));
    List<Tuple2<String, String>> rows =
        columns(faces)
            .map(
                (MapFunction<Row, Tuple2<String, String>>)
                    new Written(FileNames.text(folder.resolve("images")), files)::line,
                Encoders.tuple(Encoders.STRING(), Encoders.STRING()))
            .collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("the table of faces has no rows");
    }
    List<String> lines = new ArrayList<>();
    Map<String, String> paths = new HashMap<>(); // by place below images/
    for (Tuple2<String, String> row : rows) {
      String other = paths.putIfAbsent(below(row._1()), row._1());
      if (other != null && !other.equals(row._1())) {
        throw new IllegalArgumentException(
            "two paths are one file of the data set: '" + other + "' and '" + row._1() + "'");
      }
      lines.add(row._2());
    }
    lines.sort(null);
    String text = String.join("\n", lines) + "\n";
    AtomicFile.write(csv, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** {@return path, bytes or null, and points as structs of two doubles} */
  private Dataset<Row> columns(Dataset<Row> faces) {
    Column bytes = content == null ? functions.lit(null).cast("binary") : ColumnName.of(content);
    if (content != null && !(faces.schema().apply(content).dataType() instanceof BinaryType)) {
      throw new IllegalArgumentException(
          "column '"
              + content
              + "' must have bytes, got "
              + faces.schema().apply(content).dataType().simpleString());
    }
    DataType type = faces.schema().apply(points).dataType();
    String point;
    if (type instanceof ArrayType array && array.elementType() instanceof StructType) {
      point = "struct(cast(p.x as double) x, cast(p.y as double) y)";
    } else if (type instanceof ArrayType array && array.elementType() instanceof ArrayType) {
      point = "struct(cast(p[0] as double) x, cast(p[1] as double) y)";
    } else {
      throw new IllegalArgumentException(
          "column '"
              + points
              + "' must have arrays of structs with x and y, or of arrays of two numbers, got "
              + type.simpleString());
    }
    return faces.select(
        ColumnName.of(path).cast("string"),
        bytes,
        functions.expr("transform(" + ColumnName.quoted(points) + ", p -> " + point + ")"));
  }

  /**
   * {@return where the picture of a path stands below {@code images/}; it never leads out of it}
   */
  static String below(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : SCHEME.matcher(path).replaceFirst("").split("/")) {
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a path without a file's name: '" + path + "'");
    }
    return String.join("/", parts);
  }

  /** Writes the pictures of rows, on the executors. */
  private record Written(String images, PhotoFiles files) implements Serializable {
    private static final long serialVersionUID = 1;

    /** {@return a face's path, and its line of the data set} */
    Tuple2<String, String> line(Row face) {
      String path = face.getString(0);
      if (path == null || face.isNullAt(2)) {
        throw new IllegalArgumentException("a face without a path or points: " + path);
      }
      String below = below(path);
      try {
        byte[] bytes = face.isNullAt(1) ? files.bytesOf(path) : face.getAs(1);
        Path picture = FileNames.in(FileNames.path(images), below);
        Files.createDirectories(picture.getParent());
        AtomicFile.write(picture, out -> out.write(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(path + ": " + e.getMessage(), e);
      }
      StringBuilder line = new StringBuilder(CsvCell.file(below));
      for (Row point : face.<Row>getList(2)) {
        boolean absent = point.isNullAt(0) || point.isNullAt(1);
        line.append(',').append(absent ? "" : point.getDouble(0));
        line.append(',').append(absent ? "" : point.getDouble(1));
      }
      return new Tuple2<>(path, line.toString());
    }
  }
}
