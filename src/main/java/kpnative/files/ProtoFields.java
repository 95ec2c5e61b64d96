package kpnative.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a protocol buffers message in order: {@link #next}, then the value of the
 * field that it came to. Nothing is read beyond the message, and no memory is taken for a length
 * before that many bytes are there. Messages of errors begin with the file. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 * @see ProtoMessage
 */
public final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final String file;
  private final ByteBuffer bytes;
  private final int start;
  private int number;
  private int kind;
  private long value; // of a number; of anything with a length, its length

  /**
   * The fields of a whole file.
   *
   * @param file names it in errors
   * @param bytes borrowed
   */
  public ProtoFields(String file, byte[] bytes) {
    this(file, ByteBuffer.wrap(bytes), 0);
  }

  private ProtoFields(String file, ByteBuffer bytes, int start) {
    this.file = file;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
  }

  /**
   * {@return whether there is a further field, which is then the current one} The value of the one
   * before is skipped if nobody read it.
   *
   * @throws IOException if the bytes are not a message
   */
  public boolean next() throws IOException {
    if (kind == LENGTH_DELIMITED) {
      bytes.position(bytes.position() + (int) value);
    }
    if (!bytes.hasRemaining()) {
      return false;
    }
    long tag = varint();
    kind = (int) (tag & 7);
    if (tag < 8 || tag > Integer.MAX_VALUE) {
      throw damaged();
    }
    number = (int) (tag >>> 3);
    int width = kind == FIXED64 ? Long.BYTES : kind == FIXED32 ? Integer.BYTES : 0;
    if (bytes.remaining() < width) {
      throw damaged();
    }
    value =
        switch (kind) {
          case VARINT, LENGTH_DELIMITED -> varint();
          case FIXED64 -> bytes.getLong();
          case FIXED32 -> bytes.getInt();
          default -> throw damaged();
        };
    if (kind == LENGTH_DELIMITED && (value < 0 || value > bytes.remaining())) {
      throw damaged();
    }
    return true;
  }

  /** {@return the number of the current field} */
  public int number() {
    return number;
  }

  /** {@return the current field's whole number: an int32, int64 or enum} */
  public long whole() throws IOException {
    require(VARINT, "a whole number");
    return value;
  }

  /** {@return whether the current field is a whole number} */
  public boolean isWhole() {
    return kind == VARINT;
  }

  /** {@return the current field's float} */
  public float real() throws IOException {
    require(FIXED32, "a float");
    return Float.intBitsToFloat((int) value);
  }

  /** {@return a copy of the current field's bytes} */
  public byte[] bytes() throws IOException {
    require(LENGTH_DELIMITED, "bytes");
    byte[] copy = new byte[(int) value];
    bytes.get(copy);
    kind = VARINT; // it has been read
    return copy;
  }

  /** {@return the current field's text, which must be UTF-8} */
  public String text() throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(damaged().getMessage(), e);
    }
  }

  /** {@return the fields of the message in the current field, which stay where they are} */
  public ProtoFields message() throws IOException {
    require(LENGTH_DELIMITED, "a message");
    return new ProtoFields(file, bytes.slice(bytes.position(), (int) value), at());
  }

  /** {@return the packed whole numbers in the current field, as a message without tags} */
  public long[] packed() throws IOException {
    ProtoFields inside = message();
    int count = 0;
    for (int i = 0; i < inside.bytes.limit(); i++) {
      count += inside.bytes.get(i) >= 0 ? 1 : 0; // the last byte of each number
    }
    long[] numbers = new long[count];
    for (int i = 0; inside.bytes.hasRemaining(); i++) {
      long number = inside.varint(); // fails if it does not end with such a byte
      numbers[i] = number;
    }
    return numbers;
  }

  /** {@return an error of this file} */
  public IOException error(String what) {
    return new IOException(file + ": " + what);
  }

  private long varint() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE && bytes.hasRemaining(); shift += 7) {
      byte b = bytes.get();
      number |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw damaged();
  }

  private void require(int expected, String what) throws IOException {
    if (kind != expected) {
      throw error("damaged: field " + number + " must be " + what + " (at byte " + at() + ")");
    }
  }

  private IOException damaged() {
    return error("not an ONNX file, or damaged (at byte " + at() + ")");
  }

  private int at() {
    return start + bytes.position();
  }
}
