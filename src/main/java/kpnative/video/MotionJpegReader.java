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
 * AVI is RIFF: chunks of a four-letter name, a little-endian length and that many bytes, padded to
 * an even length; RIFF and LIST chunks hold a four-letter type and further chunks. The frames of
 * Motion JPEG are complete JPEG files in the chunks 00dc or 00db of the list movi; the stream header
 * strh holds the codec and the frame rate. The reader descends into RIFF and LIST chunks and skips
 * the others.
 */
/** The frames of a Motion-JPEG AVI file. */
final class MotionJpegReader implements FrameSequence {
  private static final String HOW_TO_CONVERT =
      "turn the video into numbered pictures (ffmpeg -i VIDEO frames/%06d.jpg) or Motion JPEG"
          + " (ffmpeg -i VIDEO -c:v mjpeg -q:v 3 -an VIDEO.avi)";
  private static final int MAX_FRAME_BYTES = 64 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private double rate; // 0 until the stream header is read
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
        throw damaged("no video stream header before the first frame");
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return whether the file starts with an AVI header} */
  static boolean isAvi(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(12);
      while (head.hasRemaining() && in.read(head) >= 0) {
        // read 12 bytes, or to the end of the file
      }
      String text = new String(head.array(), StandardCharsets.ISO_8859_1);
      return text.startsWith("RIFF") && text.startsWith("AVI ", 8);
    }
  }

  /** Advances to the next frame's chunk; {@return its length, or -1 at the end} */
  private int seekFrame() throws IOException {
    while (at + 8 <= size) {
      ByteBuffer head = read(at, 8);
      String name = name(head);
      long length = head.getInt() & 0xFFFF_FFFFL;
      if (name.equals("RIFF") || name.equals("LIST")) {
        at += 12; // descend into it
      } else if (name.matches("\\d\\dd[cb]")) {
        if (length > MAX_FRAME_BYTES || length > size - at - 8) {
          throw damaged("a frame of " + length + " bytes");
        }
        if (length > 0) {
          return (int) length;
        }
        at += 8; // a dropped frame: players repeat the one before
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
      throw damaged("a stream header of " + length + " bytes");
    }
    ByteBuffer header = read(at + 8, 28);
    String kind = name(header);
    String codec = name(header);
    if (!kind.equals("vids") || rate != 0) {
      return; // audio, or a second video stream
    }
    if (!codec.equalsIgnoreCase("MJPG")) {
      throw new IOException(file + ": its codec is '" + codec + "', not MJPG; " + HOW_TO_CONVERT);
    }
    long scale = header.getInt(20) & 0xFFFF_FFFFL;
    long ticks = header.getInt(24) & 0xFFFF_FFFFL;
    rate = scale == 0 ? 0 : (double) ticks / scale;
    if (!(rate >= 0.01 && rate <= 10_000)) {
      throw damaged("a rate of " + ticks + "/" + scale + " frames per second");
    }
  }

  private ByteBuffer read(long from, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw damaged("unexpected end of file");
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
