package kpnative.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Builds zip files of stored entries byte by byte, valid or invalid. */
final class ZipBytes {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /** Adds a valid entry. */
  ZipBytes entry(String name, byte[] data) {
    return entry(name, name, 0, data, data.length);
  }

  /**
   * Adds an entry whose local header may disagree with the directory.
   *
   * @param localName the name in the local header
   * @param statedSize the uncompressed size
   */
  ZipBytes entry(String name, String localName, int method, byte[] data, long statedSize) {
    int header = file.size();
    CRC32 crc = new CRC32();
    crc.update(data);
    ByteBuffer local = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    local.putInt(0x04034b50).putShort((short) 0).putShort((short) 0).putShort((short) method);
    local.putInt(0).putInt((int) crc.getValue()).putInt(data.length).putInt((int) statedSize);
    local.putShort((short) utf8(localName).length);
    file.writeBytes(local.array());
    file.writeBytes(utf8(localName));
    file.writeBytes(data);
    return listed(name, method, (int) crc.getValue(), data.length, statedSize, header);
  }

  /** Adds a directory record, true or false. */
  ZipBytes listed(String name, int method, int crc, int packed, long size, int header) {
    ByteBuffer line = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    line.putInt(0x02014b50).putInt(0).putShort((short) 0).putShort((short) method).putInt(0);
    line.putInt(crc).putInt(packed).putInt((int) size).putShort((short) utf8(name).length);
    line.putInt(42, header);
    directory.writeBytes(line.array());
    directory.writeBytes(utf8(name));
    entries++;
    return this;
  }

  byte[] bytes() {
    return bytes(entries);
  }

  /** {@return the file, whose directory claims to have {@code statedEntries} entries} */
  byte[] bytes(int statedEntries) {
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0);
    end.putShort((short) statedEntries).putShort((short) statedEntries);
    end.putInt(directory.size()).putInt(file.size());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(file.toByteArray());
    all.writeBytes(directory.toByteArray());
    all.writeBytes(end.array());
    return all.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
