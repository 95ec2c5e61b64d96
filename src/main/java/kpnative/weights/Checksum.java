package kpnative.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A CRC32C checksum of a weight file's content: the name, type, shape and bytes of every tensor,
 * and all metadata except the checksum itself. It detects accidental damage, not tampering. CRC32C,
 * because processors compute it at memory speed.
 */
final class Checksum {
  /** The metadata key of the checksum. */
  static final String KEY = "kpnative.crc32c";

  private Checksum() {}

  /** {@return the checksum as eight hexadecimal digits} */
  static String of(Map<String, TensorData> tensors, Map<String, String> metadata) {
    CRC32C crc = new CRC32C();
    new TreeMap<>(metadata)
        .forEach(
            (name, text) -> {
              if (!name.equals(KEY)) {
                update(crc, name + "\n" + text + "\n");
              }
            });
    new TreeMap<>(tensors)
        .forEach(
            (name, t) -> {
              update(crc, name + "\n" + t.dtype() + Arrays.toString(t.shape()) + "\n");
              ByteBuffer bytes = t.data().duplicate();
              crc.update(bytes);
            });
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private static void update(CRC32C crc, String text) {
    crc.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
