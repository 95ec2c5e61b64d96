package kpnative.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;

/*
 * Byte offsets: RIFF 0, hdrl 12 (avih 24, strl 88 with strh 100 and strf 164), movi 212, the first
 * frame 224. The header is written last, when the lengths are known.
 */
/**
 * Writes frames as a Motion-JPEG AVI file, which common players can read. They go to a temporary
 * file beside it, which {@link #close} completes and renames. Not thread-safe.
 */
public final class MotionJpegWriter implements AutoCloseable {
  private static final int HEADER = 224;
  private static final long MAX_BYTES = 1_900_000_000; // players read the lengths as signed
  private static final float QUALITY = 0.9f;

  private record Entry(long offset, int bytes) {}

  private final Path file;
  private final Path beside;
  private final FileChannel channel;
  private final double rate;
  private final List<Entry> entries = new ArrayList<>();
  private long at = HEADER;
  private int width;
  private int height;
  private boolean closed;

  /**
   * Creates the temporary file.
   *
   * @param rate the frame rate, in frames per second
   */
  public MotionJpegWriter(Path file, double rate) throws IOException {
    this.file = file;
    this.rate = rate;
    this.beside = AtomicFile.beside(file);
    this.channel =
        FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Adds a frame.
   *
   * @param frame has the size of the first one
   * @throws IOException if the size differs, the file cannot be written, or it would exceed 1.9 GB
   */
  public void add(BufferedImage frame) throws IOException {
    if (entries.isEmpty()) {
      width = frame.getWidth();
      height = frame.getHeight();
    } else if (width != frame.getWidth() || height != frame.getHeight()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: expected a frame of %d x %d pixels as before, got %d x %d",
              FileNames.text(file),
              width,
              height,
              frame.getWidth(),
              frame.getHeight()));
    }
    byte[] jpeg = jpeg(frame);
    if (at + jpeg.length > MAX_BYTES) {
      throw new IOException(
          FileNames.text(file) + ": the video would exceed 1.9 GB; write fewer frames");
    }
    int padded = jpeg.length + (jpeg.length & 1);
    ByteBuffer chunk = buffer(8 + padded);
    put(chunk, "00dc").putInt(jpeg.length).put(jpeg);
    write(chunk.rewind(), at);
    entries.add(new Entry(at - HEADER + 4, jpeg.length));
    at += 8 + padded;
  }

  private static byte[] jpeg(BufferedImage frame) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(frame, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the index and the header, and replaces or creates the file. Idempotent.
   *
   * @throws IOException if that fails; an older file is then unchanged
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      ByteBuffer index = buffer(8 + 16 * entries.size());
      put(index, "idx1").putInt(16 * entries.size());
      for (Entry entry : entries) {
        put(index, "00dc").putInt(0x10).putInt((int) entry.offset).putInt(entry.bytes);
      }
      write(index.rewind(), at);
      write(header(), 0);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    AtomicFile.replace(file, beside);
  }

  private ByteBuffer header() {
    int largest = entries.stream().mapToInt(Entry::bytes).max().orElse(0);
    int scale = 1000;
    int ticks = (int) Math.max(1, Math.round(rate * scale));
    ByteBuffer b = buffer(HEADER);
    put(put(b, "RIFF").putInt((int) (at + 8 + 16L * entries.size() - 8)), "AVI ");
    put(put(b, "LIST").putInt(192), "hdrl");
    put(b, "avih").putInt(56);
    b.putInt((int) Math.round(1e6 / rate)).putInt(0).putInt(0).putInt(0x10); // 0x10: has an index
    b.putInt(entries.size()).putInt(0).putInt(1).putInt(largest).putInt(width).putInt(height);
    b.position(b.position() + 16);
    put(put(b, "LIST").putInt(116), "strl");
    put(put(put(b, "strh").putInt(56), "vids"), "MJPG");
    b.putInt(0).putInt(0).putInt(0).putInt(scale).putInt(ticks).putInt(0).putInt(entries.size());
    b.putInt(largest).putInt(-1).putInt(0);
    b.putShort((short) 0).putShort((short) 0).putShort((short) width).putShort((short) height);
    put(b, "strf").putInt(40).putInt(40).putInt(width).putInt(height);
    put(b.putShort((short) 1).putShort((short) 24), "MJPG").putInt(3 * width * height);
    b.position(b.position() + 16);
    put(put(b, "LIST").putInt((int) (at - HEADER + 4)), "movi");
    if (b.hasRemaining()) {
      throw new IllegalStateException("the header has " + b.position() + " bytes, not " + HEADER);
    }
    return b.rewind();
  }

  private void write(ByteBuffer bytes, long from) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, from + bytes.position());
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer put(ByteBuffer into, String name) {
    return into.put(name.getBytes(StandardCharsets.ISO_8859_1));
  }
}
