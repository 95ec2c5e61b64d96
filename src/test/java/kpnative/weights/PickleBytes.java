package kpnative.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds pickles byte by byte. */
final class PickleBytes {
  static final String LEGACY_MAGIC = "8a0a6cfc9c46f9206aa850192e";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** {@return the start of a pickle of protocol 2} */
  static PickleBytes start() {
    return new PickleBytes().raw(0x80, 2);
  }

  /** {@return the first three pickles of a little-endian legacy file} */
  static PickleBytes legacyStart() {
    return start()
        .hex(LEGACY_MAGIC)
        .raw(0x80, 2)
        .op("M")
        .raw(0xe9, 0x03)
        .op(".")
        .raw(0x80, 2)
        .op("}")
        .text("little_endian")
        .raw(0x88)
        .op("s.");
  }

  PickleBytes raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  PickleBytes hex(String digits) {
    for (int i = 0; i < digits.length(); i += 2) {
      bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
    }
    return this;
  }

  /** Adds opcodes that are ASCII characters. */
  PickleBytes op(String letters) {
    bytes.writeBytes(letters.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  PickleBytes global(String module, String name) {
    return op("c" + module + "\n" + name + "\n");
  }

  PickleBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op("X").int32(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  PickleBytes number(int value) {
    return op("J").int32(value);
  }

  PickleBytes int32(int value) {
    return little(Integer.BYTES, value);
  }

  PickleBytes int64(long value) {
    return little(Long.BYTES, value);
  }

  private PickleBytes little(int width, long value) {
    byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    bytes.write(eight, 0, width);
    return this;
  }

  PickleBytes tuple(int... numbers) {
    op("(");
    for (int number : numbers) {
      number(number);
    }
    return op("t");
  }

  /** Adds the persistent id of a storage and the opcode that resolves it. */
  PickleBytes storage(String type, String key, int count) {
    return op("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(count)
        .op("tQ");
  }

  /** Adds a tensor as PyTorch has written it since 0.4. */
  PickleBytes tensor(String type, String key, int count, int first, int[] shape, int[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op("(")
        .storage(type, key, count)
        .number(first)
        .tuple(shape)
        .tuple(strides)
        .raw(0x89)
        .orderedDict()
        .op("tR");
  }

  /** Adds a row-major vector that covers its whole storage. */
  PickleBytes vector(String type, String key, int count) {
    return tensor(type, key, count, 0, new int[] {count}, new int[] {1});
  }

  PickleBytes orderedDict() {
    return global("collections", "OrderedDict").op(")R");
  }

  /** Adds the last pickle of a legacy file: the keys of its storages. */
  PickleBytes keys(String... keys) {
    raw(0x80, 2).op("](");
    for (String key : keys) {
      text(key);
    }
    return op("e.");
  }

  PickleBytes floats(float... values) {
    for (float value : values) {
      int32(Float.floatToIntBits(value));
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
