package kpnative.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Builds a protocol buffers message. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a whole number: an int32, int64 or enum. */
  public ProtoMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Adds a float. */
  public ProtoMessage real(int field, float value) {
    tag(field, FIXED32);
    int bits = Float.floatToIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(bits >>> shift);
    }
    return this;
  }

  /** Adds a string. */
  public ProtoMessage text(int field, String value) {
    return bytes(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds the remaining bytes of the buffer, whose position does not change. */
  public ProtoMessage bytes(int field, ByteBuffer value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.remaining());
    ByteBuffer rest = value.duplicate();
    byte[] chunk = new byte[Math.min(rest.remaining(), 1 << 16)];
    while (rest.hasRemaining()) {
      int n = Math.min(chunk.length, rest.remaining());
      rest.get(chunk, 0, n);
      bytes.write(chunk, 0, n);
    }
    return this;
  }

  /** Adds a copy of a message. */
  public ProtoMessage message(int field, ProtoMessage value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.bytes.size());
    bytes.writeBytes(value.bytes.toByteArray());
    return this;
  }

  /** {@return all fields so far, in the order in which they were added} */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void tag(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
