package kpnative.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a pickle of TorchScript modules, with the opcodes of protocol 2 that LibTorch itself uses.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the opcodes</a>
 */
final class PickleWriter {
  private final ByteArrayOutputStream bytes;

  PickleWriter(ByteArrayOutputStream bytes) {
    this.bytes = bytes;
  }

  void begin() {
    bytes.write(0x80); // PROTO
    bytes.write(2);
  }

  void end() {
    bytes.write('.');
  }

  /** Begins an object. Its attributes follow, each as a string and a value. */
  void beginObject(String module, String type) {
    global(module, type);
    bytes.write(')'); // no arguments
    bytes.write(0x81); // NEWOBJ
    bytes.write('}');
    bytes.write('(');
  }

  void endObject() {
    bytes.write('u'); // SETITEMS
    bytes.write('b'); // BUILD
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.write('X');
    int32(utf8.length);
    bytes.writeBytes(utf8);
  }

  /** Writes False. */
  void falseValue() {
    bytes.write(0x89);
  }

  /** Writes an empty tuple. */
  void emptyTuple() {
    bytes.write(')');
  }

  /** Writes a row-major float32 tensor that has its own storage. */
  void tensor(int storage, List<Integer> shape) {
    int elements = shape.stream().reduce(1, Math::multiplyExact);
    global("torch._utils", "_rebuild_tensor_v2");
    bytes.write('(');
    bytes.write('(');
    text("storage");
    global("torch", "FloatStorage");
    text(Integer.toString(storage));
    text("cpu");
    whole(elements);
    bytes.write('t');
    bytes.write('Q'); // BINPERSID
    whole(0);
    bytes.write('(');
    shape.forEach(this::whole);
    bytes.write('t');
    bytes.write('(');
    int stride = elements;
    for (int size : shape) {
      stride /= size;
      whole(stride);
    }
    bytes.write('t');
    falseValue(); // requires_grad
    global("collections", "OrderedDict"); // no hooks
    bytes.write(')');
    bytes.write('R');
    bytes.write('t');
    bytes.write('R');
  }

  private void whole(int number) {
    bytes.write('J');
    int32(number);
  }

  private void global(String module, String name) {
    bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void int32(int number) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(number >>> shift);
    }
  }
}
