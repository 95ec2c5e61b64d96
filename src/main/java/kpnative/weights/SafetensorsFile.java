package kpnative.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;

/**
 * The content of a safetensors file, which consists of 8 bytes of header length, a JSON header and
 * the tensors' bytes. Immutable and thread-safe.
 *
 * @param tensors by name, in the file's order
 * @param metadata strings by name
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record SafetensorsFile(Map<String, TensorData> tensors, Map<String, String> metadata) {
  /** The metadata key of the checksum, which {@link #write} adds and {@link #read} checks. */
  public static final String CHECKSUM = Checksum.KEY;

  /** Copies both maps, keeping their order. */
  public SafetensorsFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return the whole content of a file}
   *
   * @throws IOException if the file cannot be read or violates the format; the message names the
   *     path and, where one is at fault, the tensor
   */
  public static SafetensorsFile read(Path file) throws IOException {
    try (FileChannel channel = FileRegion.open(file)) {
      return read(FileRegion.whole(file, channel));
    }
  }

  /**
   * {@return the content of a file with these bytes}
   *
   * @param name the path that messages name
   * @param content the whole file; borrowed
   * @throws IOException as {@link #read(Path)}
   */
  public static SafetensorsFile read(Path name, byte[] content) throws IOException {
    return read(FileRegion.whole(name, content));
  }

  /** {@return the content of an open file} */
  static SafetensorsFile read(FileRegion all) throws IOException {
    Path file = all.file();
    SafetensorsHeader header = readHeader(all);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry e : header.entries()) {
      if (e.end() - e.begin() > Integer.MAX_VALUE - 8) {
        throw new IOException(
            FileNames.text(file) + ": tensor " + QuotedName.of(e.name()) + " is larger than 2 GiB");
      }
      // the header checks bound the sum of these sizes by the file's size
      FileRegion bytes = all.part(header.dataStart() + e.begin(), e.end() - e.begin());
      tensors.put(e.name(), new TensorData(e.dtype(), e.shape(), bytes.read()));
    }
    String stated = header.metadata().get(CHECKSUM);
    if (stated != null && !stated.equals(Checksum.of(tensors, header.metadata()))) {
      throw new IOException(
          FileNames.text(file) + ": damaged: the content does not match the checksum");
    }
    return new SafetensorsFile(tensors, header.metadata());
  }

  /**
   * {@return a file's metadata, after checking its header, without reading the tensors}
   *
   * @throws IOException as {@link #read}
   */
  public static Map<String, String> readMetadata(Path file) throws IOException {
    try (FileChannel channel = FileRegion.open(file)) {
      return Collections.unmodifiableMap(readHeader(FileRegion.whole(file, channel)).metadata());
    }
  }

  /**
   * {@return a copy in which every floating-point tensor is float32, as networks need} Other
   * tensors are unchanged. A file of float16 tensors takes half the space on disk.
   */
  public SafetensorsFile toFloat32() {
    Map<String, TensorData> wide = new LinkedHashMap<>(tensors);
    wide.replaceAll((name, t) -> t.dtype().isFloat() ? t.toFloat32() : t);
    return new SafetensorsFile(wide, metadata);
  }

  /**
   * Creates or replaces {@code file} atomically. Equal maps in the same order give the same bytes.
   *
   * @throws IOException if writing fails; an existing file is then unchanged
   */
  public static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, String> withChecksum = new LinkedHashMap<>(metadata);
    withChecksum.put(CHECKSUM, Checksum.of(tensors, metadata));
    byte[] header = SafetensorsHeader.toJson(tensors, withChecksum);
    AtomicFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(Long.BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(header.length)
                  .array());
          out.write(header);
          for (TensorData t : tensors.values()) {
            writeBytes(t.data(), out);
          }
        });
  }

  private static SafetensorsHeader readHeader(FileRegion all) throws IOException {
    Path file = all.file();
    long size = all.size();
    if (size < Long.BYTES) {
      throw new IOException(
          FileNames.text(file)
              + ": not a safetensors file: got "
              + size
              + " bytes, expected at least the 8 bytes of the header length");
    }
    long length = all.part(0, Long.BYTES).read().getLong();
    if (length < 2 || length > SafetensorsHeader.MAX_BYTES || length > size - Long.BYTES) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: header length %s, expected 2 to %d (truncated, or not a safetensors file)",
              FileNames.text(file),
              Long.toUnsignedString(length),
              Math.min(SafetensorsHeader.MAX_BYTES, size - Long.BYTES)));
    }
    byte[] json = all.part(Long.BYTES, length).bytes();
    try {
      return SafetensorsHeader.parse(json, size - Long.BYTES - length);
    } catch (IOException e) {
      throw new IOException(FileNames.text(file) + ": " + e.getMessage(), e);
    }
  }

  private static void writeBytes(ByteBuffer data, OutputStream out) throws IOException {
    byte[] chunk = new byte[Math.min(1 << 16, data.remaining())];
    while (data.hasRemaining()) {
      int n = Math.min(chunk.length, data.remaining());
      data.get(chunk, 0, n);
      out.write(chunk, 0, n);
    }
  }
}
