package kpnative.data.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Files of decoded pictures whose checksum is right, whatever else is wrong. */
public final class IndexBytes {
  private static final int FOOTER = 64;
  private static final int SUMMED = 52; // bytes of the footer that the checksum covers

  private IndexBytes() {}

  /** Corrects the checksum, writes the file, and reads its index. */
  public static void read(Path file, byte[] bytes) throws IOException {
    byte[] summed = bytes.clone();
    if (bytes.length > FOOTER) {
      ByteBuffer end = ByteBuffer.wrap(summed).order(ByteOrder.LITTLE_ENDIAN);
      long length = end.getLong(bytes.length - 24);
      if (length >= 0 && length <= bytes.length - FOOTER) {
        CRC32C crc = new CRC32C();
        int from = bytes.length - FOOTER - (int) length;
        crc.update(summed, from, (int) length + SUMMED);
        end.putInt(bytes.length - FOOTER + SUMMED, (int) crc.getValue());
      }
    }
    Files.write(file, summed);
    try (FileChannel in = FileChannel.open(file)) {
      CacheIndex.read(in);
    } catch (IOException e) { // CacheFile, the only caller, adds the path
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
