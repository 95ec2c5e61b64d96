package kpnative.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kpnative.files.FileNames;

/*
 * AVI is RIFF: chunks of a four-letter name, a little-endian length and that many bytes, padded to
 * an even length; RIFF and LIST chunks hold a four-letter type and further chunks. A RIFF or the list
 * movi of length 0 is that of a recording which was cut off: it is taken to reach to the file's end.
 * Longer videos have further RIFF chunks, of the type AVIX (OpenDML). The index of the first is not
 * needed, and nothing else follows it. A RIFF that says to end before its index or its last frame,
 * as recorders leave it that were interrupted or that wrote more than 4 GB, is read on.
 */
/**
 * The chunks of an AVI file, one after another, from its beginning to its last frame. What follows
 * is not read: an index, or a name that no chunk can have, is the end.
 */
final class AviChunks {
  /** The limit on chunks: 15 hours of video with sound, 60 frames a second. */
  private static final int MOST_CHUNKS = 8_000_000;

  private static final int BUFFER = 1 << 12;

  /** A chunk: its name, where its data begin, and their length in bytes. */
  record Chunk(String name, long at, long length) {}

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long buffered; // the offset of the buffer's first byte
  private long at;
  private long end; // of the outermost chunk, as it says
  private boolean indexed; // whether that chunk's index has been read
  private long last; // the offset of the chunk that was read last
  private int chunks;

  /** The chunks of a file; the channel stays the caller's. */
  AviChunks(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
    this.end = size;
  }

  /** {@return the file's length, bytes} */
  long size() {
    return size;
  }

  /** {@return whether the file begins as AVI files do} */
  boolean isAvi() throws IOException {
    return size >= 12 && name(0).equals("RIFF") && name(8).equals("AVI ");
  }

  /** {@return the next chunk that holds no others; one with the name "" at the end} */
  Chunk next() throws IOException {
    while (at + 8 <= size) {
      if (++chunks > MOST_CHUNKS) {
        throw damaged("more than " + MOST_CHUNKS + " chunks");
      }
      last = at;
      String name = name(at);
      long length = u32(at + 4);
      if (name.equals("RIFF")) {
        if (at > 0 && (at + 12 > size || !name(at + 8).equals("AVIX"))) {
          break;
        }
        end = length == 0 ? size : Math.min(size, at + 8 + length + (length & 1));
        indexed = false;
        at += 12;
      } else if (indexed) {
        break;
      } else if (name.equals("LIST")) {
        at += 12;
      } else if (name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        long data = at + 8;
        at = data + length + (length & 1);
        indexed = name.equals("idx1"); // it follows the frames
        if ((indexed || at > end) && end > data && isRiff(end)) {
          at = end; // whatever the chunk's length
        }
        return new Chunk(name, data, length);
      } else {
        break;
      }
    }
    at = size;
    return new Chunk("", at, 0);
  }

  private boolean isRiff(long from) throws IOException {
    return from + 12 <= size && name(from).equals("RIFF");
  }

  /** {@return a part of the file, little-endian} */
  ByteBuffer read(long from, int bytes) throws IOException {
    if (bytes > size - from) {
      throw damaged("unexpected end of file");
    }
    ByteBuffer into = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (into.hasRemaining()) {
      if (read(into, from + into.position()) < 0) {
        throw damaged("unexpected end of file");
      }
    }
    return into.flip();
  }

  private int read(ByteBuffer into, long from) throws IOException {
    try {
      return channel.read(into, from);
    } catch (ClosedChannelException e) {
      throw e; // whoever interrupts or closes knows
    } catch (IOException e) {
      throw new IOException(FileNames.text(file) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** {@return an error of this file at the chunk that was read last} */
  IOException damaged(String what) {
    return new IOException(
        FileNames.text(file) + ": a damaged AVI file at byte " + last + ": " + what);
  }

  private String name(long from) throws IOException {
    byte[] letters = new byte[4];
    buffer(from, 4).get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private long u32(long from) throws IOException {
    return Integer.toUnsignedLong(buffer(from, 4).getInt());
  }

  private ByteBuffer buffer(long from, int bytes) throws IOException {
    if (from < buffered || from + bytes > buffered + buffer.limit()) {
      ByteBuffer some = read(from, (int) Math.min(BUFFER, Math.max(bytes, size - from)));
      buffer.clear().put(some).flip();
      buffered = from;
    }
    return buffer.position((int) (from - buffered));
  }
}
