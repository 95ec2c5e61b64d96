package kpnative.data.load;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.ImageLimits;
import kpnative.image.PhotographFrame;
import kpnative.text.PlainText;

/**
 * The index at the end of a {@link CacheFile}.
 *
 * @param channels the channels of all pictures
 * @param maxBytes the limit on the pixels when the file was written, bytes
 * @param segment segment size, bytes; no picture crosses a multiple of it, so that each can be
 *     mapped
 * @param pixelsEnd offset at which the pictures end and the index begins, bytes
 * @param entries one for each picture
 */
/* Little endian. The file begins with 64 bytes: MAGIC, then zeros. A picture is stored as rows
 * without padding, at a multiple of 64 bytes. An entry of the index is the name's length (int) and
 * UTF-8, the reduction (int), the file's bytes and time (2 longs), the offset (long) and, unless
 * that is 0 (no room) or -1 (undecodable), the photograph's width and height, the decoded picture's reduction and the orientation
 * (4 ints). The last 64 bytes: MAGIC, version, channels (2 ints), maxBytes, segment, pixelsEnd,
 * length of the index (4 longs), number of entries (int), CRC-32C (int) of the index and of the
 * footer before this sum. */
record CacheIndex(
    Channels channels, long maxBytes, long segment, long pixelsEnd, List<CacheEntry> entries) {
  static final byte[] MAGIC = "KPNPICS\n".getBytes(StandardCharsets.US_ASCII);

  /** The alignment of pictures, bytes: a CPU cache line. */
  static final int ALIGNMENT = 64;

  /** Java maps at most 2 GiB in one piece; the largest picture takes 600 MB. */
  static final long SEGMENT = 1L << 30;

  private static final int VERSION = 2;
  private static final int FOOTER = 64;
  private static final int SUMMED = 52; // bytes of the footer that the checksum covers
  private static final int LEAST_ENTRY = 32;
  private static final long MOST_INDEX = 1L << 28;
  private static final String FOREIGN = "not a file of decoded pictures, or truncated";

  CacheIndex {
    entries = List.copyOf(entries);
  }

  /** {@return the index and the footer as bytes} */
  byte[] encode() {
    int length = 0;
    for (CacheEntry e : entries) {
      length += LEAST_ENTRY + utf8(e).length + (e.frame().isPresent() ? 16 : 0);
    }
    ByteBuffer out = ByteBuffer.allocate(length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    for (CacheEntry e : entries) {
      out.putInt(utf8(e).length).put(utf8(e)).putInt(e.reduction());
      out.putLong(e.state().bytes()).putLong(e.state().modified()).putLong(e.offset());
      e.frame()
          .ifPresent(
              f ->
                  out.putInt(f.photograph().width())
                      .putInt(f.photograph().height())
                      .putInt(f.reduction())
                      .putInt(f.orientation()));
    }
    out.put(MAGIC).putInt(VERSION).putInt(channels.count());
    out.putLong(maxBytes).putLong(segment).putLong(pixelsEnd).putLong(length);
    out.putInt(entries.size());
    out.putInt(sum(out.array(), length));
    return out.array();
  }

  /**
   * {@return the validated index of an open file}
   *
   * @throws IOException if the file is damaged or no cache file; the message does not name it
   */
  static CacheIndex read(FileChannel in) throws IOException {
    long size = in.size();
    if (size < ALIGNMENT + FOOTER) {
      throw new IOException(FOREIGN);
    }
    ByteBuffer footer = bytes(in, size - FOOTER, FOOTER);
    byte[] magic = new byte[MAGIC.length];
    footer.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException(FOREIGN);
    }
    int version = footer.getInt();
    if (version != VERSION) {
      throw new IOException("expected version " + VERSION + ", got " + version);
    }
    int channels = footer.getInt();
    long maxBytes = footer.getLong();
    long segment = footer.getLong();
    long pixelsEnd = footer.getLong();
    long length = footer.getLong();
    int count = footer.getInt();
    int sum = footer.getInt();
    boolean fits =
        pixelsEnd >= ALIGNMENT
            && length >= 0
            && length <= MOST_INDEX
            && pixelsEnd == size - FOOTER - length
            && count >= 0
            && count <= length / LEAST_ENTRY
            && (channels == 1 || channels == 3);
    if (!fits) {
      throw new IOException("damaged: the sizes in its footer are inconsistent");
    }
    byte[] index = bytes(in, pixelsEnd, (int) length + FOOTER).array();
    if (sum(index, (int) length) != sum) {
      throw new IOException("damaged: its index does not match its checksum");
    }
    CacheIndex found =
        new CacheIndex(
            channels == 1 ? Channels.GRAY : Channels.COLOR,
            maxBytes,
            segment,
            pixelsEnd,
            entries(ByteBuffer.wrap(index, 0, (int) length), count));
    found.check();
    return found;
  }

  private static List<CacheEntry> entries(ByteBuffer index, int count) throws IOException {
    ByteBuffer in = index.order(ByteOrder.LITTLE_ENDIAN);
    List<CacheEntry> entries = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
          throw new IOException("damaged: a name of " + length + " bytes");
        }
        byte[] name = new byte[length];
        in.get(name);
        int reduction = in.getInt();
        CacheEntry.State state = new CacheEntry.State(in.getLong(), in.getLong());
        long offset = in.getLong();
        Optional<PhotographFrame> frame =
            offset == CacheEntry.NO_ROOM || offset == CacheEntry.UNDECODABLE
                ? Optional.empty()
                : Optional.of(frame(in.getInt(), in.getInt(), in.getInt(), in.getInt()));
        entries.add(
            new CacheEntry(
                new String(name, StandardCharsets.UTF_8), reduction, state, frame, offset));
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("damaged: its index is malformed", e);
    }
    return entries;
  }

  private static PhotographFrame frame(int width, int height, int reduction, int orientation)
      throws IOException {
    if (width > ImageLimits.MAX_SIDE || height > ImageLimits.MAX_SIDE) {
      throw new IOException("damaged: a picture of " + width + " x " + height);
    }
    return new PhotographFrame(new Size(width, height), reduction, orientation);
  }

  /**
   * Checks that every picture, whose address OpenCV gets, is within the file and within one
   * segment.
   */
  private void check() throws IOException {
    if (segment != SEGMENT && (segment < ALIGNMENT || segment > SEGMENT)) {
      throw new IOException("damaged: segments of " + segment + " bytes");
    }
    for (CacheEntry e : entries) {
      long length = e.pixelBytes(channels.count());
      boolean inside =
          e.offset() >= ALIGNMENT
              && e.offset() % ALIGNMENT == 0
              && length <= pixelsEnd
              && e.offset() <= pixelsEnd - length
              && e.offset() / segment == (e.offset() + length - 1) / segment;
      if (e.frame().isPresent() && !inside) {
        throw new IOException(
            "damaged: the pixels of " + PlainText.line(e.name()) + " are outside the file");
      }
    }
  }

  private static byte[] utf8(CacheEntry e) {
    return e.name().getBytes(StandardCharsets.UTF_8);
  }

  private static int sum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length + SUMMED);
    return (int) crc.getValue();
  }

  private static ByteBuffer bytes(FileChannel in, long at, int length) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (out.hasRemaining()) {
      if (in.read(out, at + out.position()) < 0) {
        throw new IOException("was truncated while it was read");
      }
    }
    return out.flip();
  }
}
