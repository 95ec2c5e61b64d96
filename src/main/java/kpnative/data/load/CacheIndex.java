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

/**
 * The end of a {@link CacheFile}: what its pictures are.
 *
 * @param channels of all pictures
 * @param maxBytes the bound within which pictures were kept
 * @param segment no picture crosses a multiple of this, so that each can be mapped; bytes
 * @param pixelsEnd where the pictures end and the index begins
 * @param entries one a picture
 */
/* Little endian. The file begins with 64 bytes: MAGIC, then zeros. Each picture is rows without gaps, at a multiple of
 * 64. The index: an entry is the name's length (int) and UTF-8, reduction (int), the file's bytes and time (2 longs),
 * offset (long), and unless that is 0 the photograph's width and height, the decoded picture's reduction and the
 * orientation (4 ints). The last 64 bytes: MAGIC, version, channels (2 ints), maxBytes, segment, pixelsEnd, length of
 * the index (4 longs), number of entries (int), CRC32C (int) of the index and of these bytes before the sum. */
record CacheIndex(
    Channels channels, long maxBytes, long segment, long pixelsEnd, List<CacheEntry> entries) {
  static final byte[] MAGIC = "KPNPICS\n".getBytes(StandardCharsets.US_ASCII);

  /** Pictures begin at its multiples: a line of the processor's cache. */
  static final int ALIGNMENT = 64;

  /** Over 2 GiB, Java does not map a file in one piece; the largest picture is of 600 MB. */
  static final long SEGMENT = 1L << 30;

  private static final int VERSION = 1;
  private static final int FOOTER = 64;
  private static final int SUMMED = 52; // of the footer
  private static final int LEAST_ENTRY = 32;
  private static final long MOST_INDEX = 1L << 28;
  private static final String FOREIGN = "not a file of decoded pictures, or cut off";

  CacheIndex {
    entries = List.copyOf(entries);
  }

  /** {@return index and footer} */
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
   * {@return the index of an open file, every number of it checked}
   *
   * @throws IOException if it is damaged or of another program; the message has no path
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
      throw new IOException("of version " + version + ", where " + VERSION + " is read");
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
      throw new IOException("damaged: its sizes contradict each other");
    }
    byte[] index = bytes(in, pixelsEnd, (int) length + FOOTER).array();
    if (sum(index, (int) length) != sum) {
      throw new IOException("damaged: its index does not have its checksum");
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
            offset == 0
                ? Optional.empty()
                : Optional.of(frame(in.getInt(), in.getInt(), in.getInt(), in.getInt()));
        entries.add(
            new CacheEntry(
                new String(name, StandardCharsets.UTF_8), reduction, state, frame, offset));
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("damaged: its index is not one", e);
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

  /** What is mapped and shown to OpenCV lies within the file and within one segment. */
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
      if (e.offset() != 0 && !inside) {
        throw new IOException("damaged: the pixels of " + e.name() + " lie outside of it");
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
        throw new IOException("became shorter while it was read");
      }
    }
    return out.flip();
  }
}
