package kpnative.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.DictKey;
import kpnative.weights.PickleValue.Global;
import kpnative.weights.PickleValue.Items;
import kpnative.weights.PickleValue.Nothing;
import kpnative.weights.PickleValue.Real;
import kpnative.weights.PickleValue.ScriptClass;
import kpnative.weights.PickleValue.ScriptModule;
import kpnative.weights.PickleValue.Storage;
import kpnative.weights.PickleValue.StoredTensor;
import kpnative.weights.PickleValue.Text;
import kpnative.weights.PickleValue.Truth;
import kpnative.weights.PickleValue.Tuple;
import kpnative.weights.PickleValue.Whole;

/*
 * A pickle is a program for a stack machine with a memo of numbered values, and with marks that
 * show where on the stack a group begins. Python's own machine imports and calls whatever the
 * program names, which is why an untrusted pickle must never be loaded in Python. This machine
 * accepts only the names in PickleGlobal and builds only PickleValues. Each instruction takes a
 * bounded amount of memory in addition to what it reads from the file, so the limits here and in
 * PickleStack bound the total. They are about ten times what a state_dict of 5,000 tensors needs
 * (35 instructions per tensor).
 */

/**
 * Reads one pickle of tensors, dicts, lists, tuples, strings and numbers. No code in it is
 * executed.
 */
final class PickleMachine {
  private static final int MAX_STEPS = 2_000_000;
  private static final int MAX_INTEGER = 255; // bytes, the most that LONG1 can hold

  /** The Python module of the classes in a TorchScript file. */
  private static final String SCRIPT = "__torch__";

  private final PickleInput in;
  private final PickleStack stack = new PickleStack(this::error);
  private final Set<Storage> storages = new HashSet<>();
  private long steps;
  private long at;

  /** Creates a machine for the pickle at the current position of {@code in}, which is borrowed. */
  PickleMachine(PickleInput in) {
    this.in = in;
  }

  /**
   * {@return the value of the pickle at the current position of {@code in}; see {@link #read()}}
   */
  static PickleValue read(PickleInput in) throws IOException {
    return new PickleMachine(in).read();
  }

  /**
   * {@return the value of the pickle, in which no value contains itself} Afterwards the input is at
   * the first byte after the pickle.
   *
   * @throws IOException if the pickle needs other kinds of values, exceeds a limit or is malformed
   */
  PickleValue read() throws IOException {
    PickleValue value = run();
    return checked(() -> PickleNesting.checked(value));
  }

  /** {@return the storages that the pickle names; a read-only view} */
  Set<Storage> storages() {
    return Collections.unmodifiableSet(storages);
  }

  private PickleValue run() throws IOException {
    while (true) {
      at = in.position();
      int code = in.unsignedByte();
      PickleOpcode opcode =
          PickleOpcode.of(code)
              .orElseThrow(
                  () -> in.error(String.format(Locale.ROOT, "0x%02x is not an opcode", code), at));
      if (opcode == PickleOpcode.STOP) {
        return stack.result();
      }
      execute(opcode);
      if (++steps > MAX_STEPS) {
        throw error("over " + MAX_STEPS + " instructions");
      }
    }
  }

  private void execute(PickleOpcode opcode) throws IOException {
    switch (opcode) {
      case PROTO -> protocol(in.unsignedByte());
      case FRAME -> in.eightBytes(); // a hint for readers that prefetch
      case MARK -> stack.mark();
      case NONE -> stack.push(Nothing.NONE);
      case NEWTRUE -> stack.push(Truth.TRUE);
      case NEWFALSE -> stack.push(Truth.FALSE);
      case BININT -> stack.push(Whole.of(in.signedInt()));
      case BININT1 -> stack.push(Whole.of(in.unsignedByte()));
      case BININT2 -> stack.push(Whole.of(in.unsignedShort()));
      case LONG1 -> stack.push(integer(in.unsignedByte()));
      case LONG4 -> stack.push(integer(in.signedInt()));
      case BINFLOAT -> stack.push(new Real(in.bigEndianDouble()));
      case SHORT_BINSTRING, SHORT_BINUNICODE -> stack.push(new Text(in.text(in.unsignedByte())));
      case BINSTRING -> stack.push(new Text(in.text(in.signedInt())));
      case BINUNICODE -> stack.push(new Text(in.text(in.unsignedInt())));
      case BINUNICODE8 -> stack.push(new Text(in.text(in.eightBytes())));
      case EMPTY_TUPLE -> stack.push(new Tuple(List.of()));
      case TUPLE -> stack.push(new Tuple(stack.popGroup()));
      case TUPLE1 -> stack.push(new Tuple(stack.popLast(1)));
      case TUPLE2 -> stack.push(new Tuple(stack.popLast(2)));
      case TUPLE3 -> stack.push(new Tuple(stack.popLast(3)));
      case EMPTY_LIST -> stack.push(new Items());
      case APPEND -> append(stack.popLast(1));
      case APPENDS -> append(stack.popGroup());
      case EMPTY_DICT -> stack.push(new Dict());
      case SETITEM -> put(stack.popLast(2));
      case SETITEMS -> put(stack.popGroup());
      case BINPUT -> stack.remember(in.unsignedByte());
      case LONG_BINPUT -> stack.remember(in.unsignedInt());
      case MEMOIZE -> stack.remember();
      case BINGET -> stack.push(stack.recall(in.unsignedByte()));
      case LONG_BINGET -> stack.push(stack.recall(in.unsignedInt()));
      case GLOBAL -> stack.push(global(in.line(), in.line()));
      case STACK_GLOBAL -> stackGlobal();
      case REDUCE -> call(stack.popLast(2));
      case NEWOBJ -> newObject(stack.popLast(2));
      case BUILD -> build(stack.popLast(1).get(0));
      case BINPERSID -> {
        PickleValue id = stack.pop();
        Storage storage = checked(() -> PickleCalls.storage(id));
        storages.add(storage);
        stack.push(storage);
      }
      default -> throw error("the opcode " + opcode + " is refused");
    }
  }

  private void protocol(int version) throws IOException {
    if (version < 2 || version > 5) {
      throw error("pickle protocol " + version + ", expected 2 to 5");
    }
  }

  private Whole integer(int length) throws IOException {
    byte[] bytes = in.bytes(length, MAX_INTEGER, "an integer");
    for (int i = 0; i < bytes.length / 2; i++) { // BigInteger is big-endian
      byte swapped = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swapped;
    }
    return new Whole(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes));
  }

  private void append(List<PickleValue> values) throws IOException {
    if (!(stack.peek() instanceof Items items)) {
      throw error("an item is appended to a value that is not a list");
    }
    items.values.addAll(values);
  }

  private void put(List<PickleValue> pairs) throws IOException {
    if (!(stack.peek() instanceof Dict dict)) {
      throw error("a key is set in a value that is not a dict");
    }
    if (pairs.size() % 2 != 0) {
      throw error("a key without a value");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      PickleValue key = pairs.get(i);
      PickleValue value = pairs.get(i + 1);
      checked(() -> PickleCalls.put(dict, key, value));
    }
  }

  private PickleValue global(String module, String name) throws IOException {
    if (module.equals(SCRIPT) || module.startsWith(SCRIPT + ".")) {
      return new ScriptClass(module + "." + name);
    }
    return PickleGlobal.find(module, name)
        .map(Global::new)
        .orElseThrow(
            () ->
                error(
                    "the global "
                        + QuotedName.of(module + "." + name)
                        + " is refused: only tensors, dicts, lists, strings and numbers are read"));
  }

  private void stackGlobal() throws IOException {
    List<PickleValue> names = stack.popLast(2);
    if (!(names.get(0) instanceof Text module) || !(names.get(1) instanceof Text name)) {
      throw error("a global whose name is not a string");
    }
    stack.push(global(module.text(), name.text()));
  }

  private void call(List<PickleValue> functionAndArguments) throws IOException {
    PickleValue made =
        checked(() -> PickleCalls.call(functionAndArguments.get(0), functionAndArguments.get(1)));
    if (made instanceof Dict dict) {
      steps += dict.values.size(); // many calls can share one list
    }
    stack.push(made);
  }

  private void newObject(List<PickleValue> classAndArguments) throws IOException {
    if (!(classAndArguments.get(0) instanceof ScriptClass)) {
      call(classAndArguments);
      return;
    }
    if (!(classAndArguments.get(1) instanceof Tuple none && none.values.isEmpty())) {
      throw error("a TorchScript module that is constructed with arguments");
    }
    stack.push(new ScriptModule());
  }

  /**
   * Sets a module's attributes. Skips a dict's attributes (PyTorch's {@code _metadata}) and a
   * Parameter's hooks.
   */
  private void build(PickleValue state) throws IOException {
    PickleValue target = stack.peek();
    if (target instanceof ScriptModule module && state instanceof Dict attributes) {
      for (Map.Entry<DictKey, PickleValue> e : attributes.values.entrySet()) {
        checked(() -> PickleCalls.put(module.attributes, e.getKey(), e.getValue()));
      }
      steps += attributes.values.size(); // many modules can share one dict
      return;
    }
    boolean attributes = target instanceof Dict && state instanceof Dict;
    boolean hooks = target instanceof StoredTensor && state instanceof Tuple;
    if (!attributes && !hooks) {
      throw error("state is set on a value that has no state");
    }
  }

  private IOException error(String message) {
    return in.error(message, at);
  }

  /** {@return the result of {@code part}} Adds the position to its error. */
  private <T> T checked(Part<T> part) throws IOException {
    try {
      return part.get();
    } catch (IOException e) {
      throw new IOException(error(String.valueOf(e.getMessage())).getMessage(), e);
    }
  }

  private interface Part<T> {
    T get() throws IOException;
  }
}
