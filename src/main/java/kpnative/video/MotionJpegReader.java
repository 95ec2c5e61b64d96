package kpnative.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import kpnative.image.Photo;

/*
 * AVI is RIFF: chunks of a four-letter name, a length (little-endian) and so many bytes, padded to
 * even; RIFF and LIST chunks hold a four-letter kind and then chunks. Motion JPEG's frames are whole
 * JPEG files in chunks 00dc or 00db of the list movi; the stream's header strh tells the codec and
 * the rate. What holds other chunks is walked into, what does not is passed over.
 */
/** The frames of a Motion-JPEG AVI file. */
final class MotionJpegReader implements FrameSequence {
  private static final String HOW_TO_CONVERT =
      "turn the video into numbered pictures (ffmpeg -i VIDEO frames/%06d.jpg) or Motion JPEG"
          + " (ffmpeg -i VIDEO -c:v mjpeg -q:v 3 -an VIDEO.avi)";
  private static final int MOST_FRAME_BYTES = 64 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private double rate; // 0 until a stream's header was read
  private long at;
  private int frames;

  MotionJpegReader(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean done = false;
    try {
      this.size = channel.size();
      if (!isAvi(file)) {
        throw new IOException(file + ": not an AVI file; " + HOW_TO_CONVERT);
      }
      done = true;
    } finally {
      if (!done) {
        channel.close();
      }
    }
    done = false;
    try {
      seekFrame();
      if (rate == 0) {
        throw damaged("no video stream's header before the first frame");
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return whether the file begins as an AVI does} */
  static boolean isAvi(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(12);
      while (head.hasRemaining() && in.read(head) >= 0) {
        // on to the end, or to 12 bytes
      }
      String text = new String(head.array(), StandardCharsets.ISO_8859_1);
      return text.startsWith("RIFF") && text.startsWith("AVI ", 8);
    }
  }

  /** Goes on to the next frame's chunk; {@return its length, or -1 at the end} */
  private int seekFrame() throws IOException {
    while (at + 8 <= size) {
      ByteBuffer head = read(at, 8);
      String name = name(head);
      long length = head.getInt() & 0xFFFF_FFFFL;
      if (name.equals("RIFF") || name.equals("LIST")) {
        at += 12; // what it holds comes next
      } else if (name.matches("\\d\\dd[cb]")) {
        if (length > MOST_FRAME_BYTES || length > size - at - 8) {
          throw damaged("a frame of " + length + " bytes");
        }
        if (length > 0) {
          return (int) length;
        }
        at += 8; // a frame that was dropped: the one before stays
      } else {
        if (name.equals("strh")) {
          streamHeader(length);
        }
        at += 8 + length + (length & 1);
      }
    }
    return -1;
  }

  private void streamHeader(long length) throws IOException {
    if (length < 28 || at + 36 > size) {
      throw damaged("a stream's header of " + length + " bytes");
    }
    ByteBuffer header = read(at + 8, 28);
    String kind = name(header);
    String codec = name(header);
    if (!kind.equals("vids") || rate != 0) {
      return; // sound, or a second stream
    }
    if (!codec.equalsIgnoreCase("MJPG")) {
      throw new IOException(file + ": its codec is '" + codec + "', not MJPG; " + HOW_TO_CONVERT);
    }
    long scale = header.getInt(20) & 0xFFFF_FFFFL;
    long ticks = header.getInt(24) & 0xFFFF_FFFFL;
    rate = scale == 0 ? 0 : (double) ticks / scale;
    if (!(rate >= 0.01 && rate <= 10_000)) {
      throw damaged("a rate of " + ticks + "/" + scale + " frames a second");
    }
  }

  private ByteBuffer read(long from, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw damaged("it ends too early");
      }
    }
    return buffer.flip();
  }

  private static String name(ByteBuffer from) {
    byte[] letters = new byte[4];
    from.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
  }

  private IOException damaged(String what) {
    return new IOException(file + ": a damaged AVI file at byte " + at + ": " + what);
  }

  @Override
  public Optional<Frame> next() throws IOException {
    int length = seekFrame();
    if (length < 0) {
      return Optional.empty();
    }
    Photo photo = Photo.of(read(at + 8, length).array()).named(file + " frame " + frames);
    at += 8L + length + (length & 1);
    return Optional.of(new Frame(photo, frames++ / rate));
  }

  @Override
  public double rate() {
    return rate;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
