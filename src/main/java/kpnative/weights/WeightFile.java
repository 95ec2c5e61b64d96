package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights from a file of any supported format: safetensors, a state_dict written by torch.save, or
 * TorchScript. Immutable and thread-safe.
 *
 * @param format detected from the first bytes, never from the file name
 * @param tensors by name, in the file's order, types as stored
 * @param metadata strings by name: the metadata of a safetensors file, the extra files of a
 *     TorchScript file, or the strings and numbers next to a checkpoint's tensors
 */
public record WeightFile(
    WeightFormat format, Map<String, TensorData> tensors, Map<String, String> metadata) {
  private static final int ZIP = 0x04034b50; // "PK", 3, 4
  private static final int PICKLE = 0x80; // first byte of a pickle of protocol 2 or later
  private static final int SIGNATURE_BYTES = 9;

  /** Copies both maps, keeping their order. */
  public WeightFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return the weights in a file, checked against every rule of its format} No code in the file
   * is executed. Reading takes about the file's size in memory.
   *
   * @throws IOException if the file cannot be read, violates its format, or holds anything but
   *     tensors, dicts, lists, strings and numbers; the message is one line with the path and the
   *     position
   */
  public static WeightFile read(Path file) throws IOException {
    try (FileChannel channel = FileRegion.open(file)) {
      FileRegion all = FileRegion.whole(file, channel);
      return switch (formatOf(all)) {
        case PYTORCH_ZIP, TORCHSCRIPT -> of(PthFile.readZip(all)); // the pickle decides which
        case PYTORCH_LEGACY -> of(PthFile.readLegacy(all));
        case SAFETENSORS -> {
          SafetensorsFile read = SafetensorsFile.read(all);
          yield new WeightFile(WeightFormat.SAFETENSORS, read.tensors(), read.metadata());
        }
      };
    }
  }

  private static WeightFile of(PthFile read) {
    return new WeightFile(read.format(), read.tensors(), read.metadata());
  }

  /**
   * {@return the format of a file} The header length of a safetensors file can equal the first
   * bytes of the other formats, but '{' follows it, where a zip file has an entry's compression
   * method and a pickle of torch.save has its magic number.
   */
  private static WeightFormat formatOf(FileRegion all) throws IOException {
    if (all.size() < SIGNATURE_BYTES) {
      return WeightFormat.SAFETENSORS; // too short for any format; the reader reports it
    }
    ByteBuffer start = all.part(0, SIGNATURE_BYTES).read();
    if (start.get(Long.BYTES) != '{') {
      ForeignFile.refuse(all);
    }
    if (start.get(Long.BYTES) != '{' && start.getInt(0) == ZIP) {
      return WeightFormat.PYTORCH_ZIP;
    }
    return start.get(Long.BYTES) != '{' && (start.get(0) & 0xff) == PICKLE
        ? WeightFormat.PYTORCH_LEGACY
        : WeightFormat.SAFETENSORS;
  }
}
