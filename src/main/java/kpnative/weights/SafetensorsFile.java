package kpnative.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.files.AtomicFile;

/**
 * What a safetensors file holds: 8 bytes of header length, a JSON header, the tensors' bytes.
 *
 * @param tensors by name, in the file's order
 * @param metadata texts by name
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record SafetensorsFile(Map<String, TensorData> tensors, Map<String, String> metadata) {
  /** The metadata's key for the checksum, which {@link #write} adds and {@link #read} checks. */
  public static final String CHECKSUM = Checksum.KEY;

  /** Copies both maps, keeping their order. */
  public SafetensorsFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return the whole content of a file}
   *
   * @throws IOException if it cannot be read, or breaks a rule of the format: the message has the
   *     path and, where there is one, the tensor
   */
  public static SafetensorsFile read(Path file) throws IOException {
    try (FileChannel channel = FileRegion.open(file)) {
      return read(FileRegion.whole(file, channel));
    }
  }

  /**
   * {@return what a file with these bytes holds}
   *
   * @param name names it in messages
   * @param content the whole file; read, not kept
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
        throw new IOException(file + ": tensor " + QuotedName.of(e.name()) + " has over 2 GiB");
      }
      // the header's checks have bounded the sum of these by the file's size
      FileRegion bytes = all.part(header.dataStart() + e.begin(), e.end() - e.begin());
      tensors.put(e.name(), new TensorData(e.dtype(), e.shape(), bytes.read()));
    }
    String stated = header.metadata().get(CHECKSUM);
    if (stated != null && !stated.equals(Checksum.of(tensors, header.metadata()))) {
      throw new IOException(file + ": is damaged: its content does not fit its checksum");
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
   * {@return the same with every tensor of floating-point numbers as float32, which is what
   * networks compute with} A file of halves takes half the room; the others stay as they are.
   */
  public SafetensorsFile toFloat32() {
    Map<String, TensorData> wide = new LinkedHashMap<>(tensors);
    wide.replaceAll((name, t) -> t.dtype().isFloat() ? t.toFloat32() : t);
    return new SafetensorsFile(wide, metadata);
  }

  /**
   * Replaces {@code file}, or makes it, atomically. The same maps in the same order give the same
   * bytes.
   *
   * @throws IOException if that fails; the old file is then as it was
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
          file
              + ": not a safetensors file: it has "
              + size
              + " bytes, the header's length alone 8");
    }
    long length = all.part(0, Long.BYTES).read().getLong();
    if (length < 2 || length > SafetensorsHeader.MAX_BYTES || length > size - Long.BYTES) {
      throw new IOException(
          String.format(
              "%s: header length %s is not 2 to %d (truncated, or not a safetensors file)",
              file,
              Long.toUnsignedString(length),
              Math.min(SafetensorsHeader.MAX_BYTES, size - Long.BYTES)));
    }
    byte[] json = all.part(Long.BYTES, length).bytes();
    try {
      return SafetensorsHeader.parse(json, size - Long.BYTES - length);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
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
