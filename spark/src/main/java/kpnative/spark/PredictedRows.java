package kpnative.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import kpnative.image.Photo;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * What the executors run: partitions of photographs in, rows of faces out, a photograph at a time.
 */
final class PredictedRows {
  private PredictedRows() {}

  /** Of rows (path or null, bytes). */
  record OfBytes(PredictionSettings settings) implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Flat<>(rows, row -> faces(row.getString(0), row.getAs(1)));
    }

    private Collection<Row> faces(@Nullable String path, byte @Nullable [] content) {
      return named(
          path, PhotoFaces.of(settings, path == null ? "photograph" : path, () -> photo(content)));
    }
  }

  /** Of rows (path), whose files are read here. */
  record OfPaths(PredictionSettings settings, PhotoFiles files)
      implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Flat<>(rows, row -> faces(row.getString(0)));
    }

    private Collection<Row> faces(@Nullable String path) {
      if (path == null) {
        return named(path, PhotoFaces.of(settings, "photograph", () -> missing("no path")));
      }
      return named(path, PhotoFaces.of(settings, path, () -> files.photo(path)));
    }
  }

  /** How many bytes the files of paths have. */
  record Lengths(PhotoFiles files) implements MapPartitionsFunction<String, Long> {
    @Override
    public Iterator<Long> call(Iterator<String> paths) {
      return new Flat<>(paths, path -> List.of(path == null ? 0 : files.bytes(path)));
    }
  }

  /** The column function. */
  record OfColumn(PredictionSettings settings) implements UDF1<byte[], Row[]> {
    @Override
    public Row[] call(byte @Nullable [] content) {
      return PhotoFaces.of(settings, "photograph", () -> photo(content)).toArray(new Row[0]);
    }
  }

  private static Photo photo(byte @Nullable [] content) throws IOException {
    return content == null ? missing("no bytes") : Photo.of(content);
  }

  private static Photo missing(String what) throws IOException {
    throw new IOException(what);
  }

  private static Collection<Row> named(@Nullable String path, Collection<Row> faces) {
    return faces.stream().map(face -> FaceRows.withPath(path, face)).toList();
  }

  /** Each item's results in turn; an item is taken when the results before it are. */
  private static final class Flat<T extends @Nullable Object, R> implements Iterator<R> {
    private final Iterator<T> items;
    private final Function<T, Collection<R>> results;
    private final Deque<R> next = new ArrayDeque<>();

    Flat(Iterator<T> items, Function<T, Collection<R>> results) {
      this.items = items;
      this.results = results;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && items.hasNext()) {
        next.addAll(results.apply(items.next()));
      }
      return !next.isEmpty();
    }

    @Override
    public R next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return next.remove();
    }
  }
}
