package kpnative.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.image.Photo;
import org.jspecify.annotations.Nullable;

/*
 * The frames of Motion JPEG are complete JPEG files in the chunks 00dc or 00db of the list movi; the
 * stream header strh holds the codec and the frame rate. Other chunks are skipped.
 */
/** The frames of a Motion-JPEG AVI file. */
final class MotionJpegReader implements FrameSequence {
  private static final String HOW_TO_CONVERT =
      "turn the video into numbered pictures (ffmpeg -i VIDEO frames/%06d.jpg) or Motion JPEG"
          + " (ffmpeg -i VIDEO -c:v mjpeg -q:v 3 -an VIDEO.avi)";
  private static final int MAX_FRAME_BYTES = 64 << 20;

  private final Path file;
  private final FileChannel channel;
  private final AviChunks chunks;
  private AviChunks.@Nullable Chunk first; // found by the constructor, not yet returned
  private double rate; // 0 until the stream header is read
  private int frames;

  MotionJpegReader(Path file) throws IOException {
    this.file = file;
    this.channel = InputFile.channel(file, "a video");
    boolean done = false;
    try {
      chunks = new AviChunks(file, channel);
      if (!chunks.isAvi()) {
        throw new IOException(FileNames.text(file) + ": not an AVI file; " + HOW_TO_CONVERT);
      }
      first = nextFrame();
      if (rate == 0) {
        throw chunks.damaged("no video stream header before the first frame");
      }
      done = true;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  /** {@return the next frame's chunk; of length 0 at the end} */
  private AviChunks.Chunk nextFrame() throws IOException {
    while (true) {
      AviChunks.Chunk chunk = chunks.next();
      if (chunk.name().isEmpty()) {
        return chunk;
      }
      if (isFrame(chunk.name()) && chunk.length() > 0) { // 0: as the one before
        if (chunk.length() > MAX_FRAME_BYTES || chunk.length() > chunks.size() - chunk.at()) {
          throw chunks.damaged("a frame of " + chunk.length() + " bytes");
        }
        return chunk;
      }
      if (chunk.name().equals("strh")) {
        streamHeader(chunk);
      }
    }
  }

  private void streamHeader(AviChunks.Chunk chunk) throws IOException {
    if (chunk.length() < 28) {
      throw chunks.damaged("a stream header of " + chunk.length() + " bytes");
    }
    ByteBuffer header = chunks.read(chunk.at(), 28);
    String kind = name(header);
    String codec = name(header);
    if (!kind.equals("vids") || rate != 0) {
      return; // audio, or a second video stream
    }
    if (!codec.equalsIgnoreCase("MJPG")) {
      throw new IOException(
          FileNames.text(file) + ": its codec is '" + codec + "', not MJPG; " + HOW_TO_CONVERT);
    }
    long scale = header.getInt(20) & 0xFFFF_FFFFL;
    long ticks = header.getInt(24) & 0xFFFF_FFFFL;
    rate = scale == 0 ? 0 : (double) ticks / scale;
    if (!(rate >= 0.01 && rate <= 10_000)) {
      throw chunks.damaged("a rate of " + ticks + "/" + scale + " frames per second");
    }
  }

  private static boolean isFrame(String name) {
    return Character.isDigit(name.charAt(0))
        && Character.isDigit(name.charAt(1))
        && name.charAt(2) == 'd'
        && (name.charAt(3) == 'c' || name.charAt(3) == 'b');
  }

  private static String name(ByteBuffer from) {
    byte[] letters = new byte[4];
    from.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
  }

  @Override
  public Optional<Frame> next() throws IOException {
    AviChunks.Chunk frame = first == null ? nextFrame() : first;
    first = null;
    if (frame.length() == 0) {
      return Optional.empty();
    }
    byte[] jpeg = chunks.read(frame.at(), (int) frame.length()).array();
    Photo photo = Photo.of(jpeg).named(FileNames.text(file) + " frame " + frames);
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
