package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.weights.PickleValue.Storage;
import kpnative.weights.PickleValue.StoredTensor;

/**
 * Extracts tensors from their storages. A row-major tensor is a view of its storage's memory, which
 * other tensors may share; any other tensor is copied into row-major order.
 */
final class StoredTensors {
  /** Tensors can share a storage, but not so often that a small file becomes a large model. */
  private static final int MAX_SHARING = 4;

  private final FileRegion all;
  private final Source source;
  private final Map<String, ByteBuffer> storages = new HashMap<>();

  /** Reads storages. */
  interface Source {
    /** {@return all bytes of a storage} */
    ByteBuffer read(Storage storage) throws IOException;
  }

  StoredTensors(FileRegion all, Source source) {
    this.all = all;
    this.source = source;
  }

  /** {@return the tensors, after checking that each lies inside its storage} */
  Map<String, TensorData> readAll(Map<String, StoredTensor> stored) throws IOException {
    long total = 0;
    for (Map.Entry<String, StoredTensor> e : stored.entrySet()) {
      long bytes = check(e.getKey(), e.getValue());
      total = total + bytes < 0 ? Long.MAX_VALUE : total + bytes;
    }
    if (total / MAX_SHARING > all.size()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: its tensors take %d bytes in total, over %d times the file's %d",
              FileNames.text(all.file()),
              total,
              MAX_SHARING,
              all.size()));
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> e : stored.entrySet()) {
      tensors.put(e.getKey(), read(e.getKey(), e.getValue()));
    }
    return tensors;
  }

  /** {@return the tensor's size in bytes, after checking that it lies inside its storage} */
  private long check(String name, StoredTensor t) throws IOException {
    Storage s = t.storage();
    try {
      long bytes = TensorData.byteCount(s.dtype(), array(t.shape()));
      long end = t.first();
      for (int i = 0; i < t.shape().size(); i++) {
        long steps = Math.max(t.shape().get(i) - 1, 0);
        end = Math.addExact(end, Math.multiplyExact(steps, t.strides().get(i)));
      }
      if (bytes > 0 && end >= s.length()) {
        throw error(
            name,
            String.format(
                Locale.ROOT,
                "of shape %s reaches element %d of a storage of %d",
                t.shape(),
                end,
                s.length()));
      }
      if (bytes > Integer.MAX_VALUE - 8) {
        throw error(name, "of shape " + t.shape() + " is larger than 2 GiB");
      }
      return bytes;
    } catch (ArithmeticException overflow) {
      throw new IOException(
          error(name, "of shape " + t.shape() + ", strides " + t.strides() + ": overflows")
              .getMessage(),
          overflow);
    }
  }

  private TensorData read(String name, StoredTensor t) throws IOException {
    Storage s = t.storage();
    long[] shape = array(t.shape());
    long bytes = TensorData.byteCount(s.dtype(), shape);
    if (bytes == 0) {
      return new TensorData(s.dtype(), shape, ByteBuffer.allocate(0));
    }
    ByteBuffer storage = storage(name, s);
    int width = s.dtype().bytes();
    long first = (s.first() + t.first()) * width; // inside the storage, which is under 2 GiB
    if (isRowMajor(t)) {
      return new TensorData(s.dtype(), shape, storage.slice((int) first, (int) bytes));
    }
    ByteBuffer copy = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    gather(storage, (int) first, t, 0, width, copy);
    return new TensorData(s.dtype(), shape, copy.flip());
  }

  private ByteBuffer storage(String name, Storage s) throws IOException {
    ByteBuffer bytes = storages.get(s.key());
    if (bytes == null) {
      bytes = source.read(s);
      storages.put(s.key(), bytes);
    }
    if (s.count() != bytes.remaining() / s.dtype().bytes()) {
      throw error(
          name,
          String.format(
              Locale.ROOT,
              "is in a storage of %d elements (%s), whose data has %d bytes",
              s.count(),
              s.dtype(),
              bytes.remaining()));
    }
    return bytes;
  }

  private static boolean isRowMajor(StoredTensor t) {
    long stride = 1;
    for (int i = t.shape().size() - 1; i >= 0; i--) {
      if (t.shape().get(i) != 1 && t.strides().get(i) != stride) {
        return false;
      }
      stride *= t.shape().get(i);
    }
    return true;
  }

  /** Copies the elements of dimension {@code d} and the inner ones, starting at byte {@code at}. */
  private static void gather(
      ByteBuffer from, int at, StoredTensor t, int d, int width, ByteBuffer to) {
    long stride = t.strides().get(d) * width;
    boolean last = d == t.shape().size() - 1;
    for (long i = 0; i < t.shape().get(d); i++) {
      int place = (int) (at + i * stride);
      if (!last) {
        gather(from, place, t, d + 1, width, to);
      } else {
        switch (width) {
          case 1 -> to.put(from.get(place));
          case 2 -> to.putShort(from.getShort(place));
          case 4 -> to.putInt(from.getInt(place));
          default -> to.putLong(from.getLong(place));
        }
      }
    }
  }

  private IOException error(String name, String message) {
    return new IOException(
        FileNames.text(all.file()) + ": tensor " + QuotedName.of(name) + " " + message);
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
