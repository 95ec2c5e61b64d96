package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights from a file of any format that is read: safetensors, a state_dict that torch.save wrote,
 * or TorchScript. Immutable and thread-safe.
 *
 * @param format recognised by the first bytes, never by the file's name
 * @param tensors by name, in the file's order, types as stored
 * @param metadata texts by name: those of a safetensors file, the extra files of a TorchScript
 *     file, or the strings and numbers that lie beside a checkpoint's tensors
 */
public record WeightFile(
    WeightFormat format, Map<String, TensorData> tensors, Map<String, String> metadata) {
  private static final int ZIP = 0x04034b50; // "PK", 3, 4
  private static final int PICKLE = 0x80; // the first byte of a pickle of protocol 2 and on
  private static final int START = 9;

  /** Copies both maps, keeping their order. */
  public WeightFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return the weights in a file, every rule of its format checked} Nothing in it is executed,
   * and it takes about the file's size in memory.
   *
   * @throws IOException if it cannot be read, breaks a rule, or holds anything but tensors, dicts,
   *     lists, strings and numbers: one line with the path and the place
   */
  public static WeightFile read(Path file) throws IOException {
    try (FileChannel channel = FileRegion.open(file)) {
      FileRegion all = FileRegion.whole(file, channel);
      return switch (formatOf(all)) {
        case PYTORCH_ZIP, TORCHSCRIPT -> of(PthFile.readZip(all)); // which, its pickle says
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
   * The length of a safetensors header may look like the other formats' first bytes, but then a '{'
   * follows, where a zip file has the method of an entry and a pickle of torch.save its number.
   */
  private static WeightFormat formatOf(FileRegion all) throws IOException {
    if (all.size() < START) {
      return WeightFormat.SAFETENSORS; // too short for any; its reader says so
    }
    ByteBuffer start = all.part(0, START).read();
    if (start.get(Long.BYTES) != '{' && start.getInt(0) == ZIP) {
      return WeightFormat.PYTORCH_ZIP;
    }
    return start.get(Long.BYTES) != '{' && (start.get(0) & 0xff) == PICKLE
        ? WeightFormat.PYTORCH_LEGACY
        : WeightFormat.SAFETENSORS;
  }
}
