package kpnative.data.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Malformed files of decoded pictures. */
final class HostileIndex {
  private static final int PIXELS = 320;
  private static final int FOOTER = 64;
  private static final int SUMMED = 52; // bytes of the footer that the checksum covers

  private HostileIndex() {}

  /**
   * {@return a file with a correct checksum}
   *
   * @param end index and footer of one entry; overwritten
   * @param nameLength the length of the entry's name, bytes
   */
  static byte[] with(
      byte[] end, int nameLength, long offset, int width, int height, int reduction) {
    ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    int at = 4 + nameLength + 4 + 16;
    bytes.putLong(at, offset).putInt(at + 8, width).putInt(at + 12, height);
    bytes.putInt(at + 16, reduction);
    CRC32C crc = new CRC32C();
    crc.update(end, 0, end.length - FOOTER + SUMMED);
    bytes.putInt(end.length - FOOTER + SUMMED, (int) crc.getValue());
    byte[] file = new byte[PIXELS + end.length];
    System.arraycopy(end, 0, file, PIXELS, end.length);
    return file;
  }
}
