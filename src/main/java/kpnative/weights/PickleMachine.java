package kpnative.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.DictKey;
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
import org.jspecify.annotations.Nullable;

/*
 * A pickle is a program for a machine with a stack, a memo of numbered values, and marks that say
 * where on the stack a group begins. Python's own machine imports and calls what the program names,
 * which is why an unknown pickle must never be loaded there. This one knows the names of
 * PickleGlobal and no others, and makes nothing but PickleValues. Each instruction takes a bounded
 * amount of memory beside what it reads from the file, so the limits below bound the whole. They
 * are some ten times what a state_dict of 5,000 tensors takes (35 instructions a tensor).
 */

/** Reads one pickle of tensors, dicts, lists, tuples, strings and numbers; it executes nothing. */
final class PickleMachine {
  private static final int MAX_STEPS = 2_000_000;
  private static final int MAX_STACK = 100_000; // Python empties it every 1,000 items
  private static final int MAX_MARKS = 1_000;
  private static final int MAX_MEMO = 1_000_000;
  private static final int MAX_INTEGER = 255; // bytes; what LONG1 can hold

  /** Where TorchScript puts the classes of a file. */
  private static final String SCRIPT = "__torch__";

  private final PickleInput in;
  private final List<PickleValue> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private final Set<Storage> storages = new HashSet<>();
  private long steps;
  private long at;

  /** A machine for one pickle, which {@code in} stands before. */
  PickleMachine(PickleInput in) {
    this.in = in;
  }

  /** {@return what the pickle holds that {@code in} stands before; as {@link #read()}} */
  static PickleValue read(PickleInput in) throws IOException {
    return new PickleMachine(in).read();
  }

  /**
   * {@return what the pickle holds, no value inside itself} Afterwards the input stands behind it.
   *
   * @throws IOException if it needs anything else than these values, breaks a limit or is no pickle
   */
  PickleValue read() throws IOException {
    PickleValue value = run();
    return checked(() -> PickleNesting.checked(value));
  }

  /** {@return the storages that the pickle has named} */
  Set<Storage> storages() {
    return Collections.unmodifiableSet(storages);
  }

  private PickleValue run() throws IOException {
    while (true) {
      at = in.position();
      int code = in.unsignedByte();
      PickleOpcode opcode =
          PickleOpcode.of(code)
              .orElseThrow(() -> in.error(String.format("0x%02x is no instruction", code), at));
      if (opcode == PickleOpcode.STOP) {
        if (stack.size() != 1 || !marks.isEmpty()) {
          throw error("the pickle ends with " + stack.size() + " values, expected 1");
        }
        return pop();
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
      case FRAME -> in.eightBytes(); // a hint for readers that fetch ahead
      case MARK -> mark();
      case NONE -> push(Nothing.NONE);
      case NEWTRUE -> push(Truth.TRUE);
      case NEWFALSE -> push(Truth.FALSE);
      case BININT -> push(Whole.of(in.signedInt()));
      case BININT1 -> push(Whole.of(in.unsignedByte()));
      case BININT2 -> push(Whole.of(in.unsignedShort()));
      case LONG1 -> push(integer(in.unsignedByte()));
      case LONG4 -> push(integer(in.signedInt()));
      case BINFLOAT -> push(new Real(in.bigEndianDouble()));
      case SHORT_BINSTRING, SHORT_BINUNICODE -> push(new Text(in.text(in.unsignedByte())));
      case BINSTRING -> push(new Text(in.text(in.signedInt())));
      case BINUNICODE -> push(new Text(in.text(in.unsignedInt())));
      case BINUNICODE8 -> push(new Text(in.text(in.eightBytes())));
      case EMPTY_TUPLE -> push(new Tuple(List.of()));
      case TUPLE -> push(new Tuple(popGroup()));
      case TUPLE1 -> push(new Tuple(popLast(1)));
      case TUPLE2 -> push(new Tuple(popLast(2)));
      case TUPLE3 -> push(new Tuple(popLast(3)));
      case EMPTY_LIST -> push(new Items());
      case APPEND -> append(popLast(1));
      case APPENDS -> append(popGroup());
      case EMPTY_DICT -> push(new Dict());
      case SETITEM -> put(popLast(2));
      case SETITEMS -> put(popGroup());
      case BINPUT -> remember(in.unsignedByte());
      case LONG_BINPUT -> remember(in.unsignedInt());
      case MEMOIZE -> remember(memo.size());
      case BINGET -> push(recall(in.unsignedByte()));
      case LONG_BINGET -> push(recall(in.unsignedInt()));
      case GLOBAL -> push(global(in.line(), in.line()));
      case STACK_GLOBAL -> stackGlobal();
      case REDUCE -> call(popLast(2));
      case NEWOBJ -> newObject(popLast(2));
      case BUILD -> build(popLast(1).get(0));
      case BINPERSID -> {
        PickleValue id = pop();
        Storage storage = checked(() -> PickleCalls.storage(id));
        storages.add(storage);
        push(storage);
      }
      default -> throw error("the instruction " + opcode + " is refused");
    }
  }

  private void protocol(int version) throws IOException {
    if (version < 2 || version > 5) {
      throw error("pickle protocol " + version + ", expected 2 to 5");
    }
  }

  private void mark() throws IOException {
    if (marks.size() == MAX_MARKS) {
      throw error("over " + MAX_MARKS + " groups inside each other");
    }
    marks.add(stack.size());
  }

  private Whole integer(int length) throws IOException {
    byte[] bytes = in.bytes(length, MAX_INTEGER, "an integer");
    for (int i = 0; i < bytes.length / 2; i++) { // BigInteger takes the highest byte first
      byte swapped = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swapped;
    }
    return new Whole(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes));
  }

  private void append(List<PickleValue> values) throws IOException {
    if (!(peek() instanceof Items items)) {
      throw error("something is appended to what is no list");
    }
    items.values.addAll(values);
  }

  private void put(List<PickleValue> pairs) throws IOException {
    if (!(peek() instanceof Dict dict)) {
      throw error("something is put into what is no dict");
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

  private void remember(long index) throws IOException {
    if (memo.size() >= MAX_MEMO) {
      throw error("over " + MAX_MEMO + " values in the memo");
    }
    memo.put(index, peek());
  }

  private PickleValue recall(long index) throws IOException {
    @Nullable PickleValue value = memo.get(index);
    if (value == null) {
      throw error("the memo has no value " + index);
    }
    return value;
  }

  private PickleValue global(String module, String name) throws IOException {
    if (module.equals(SCRIPT) || module.startsWith(SCRIPT + ".")) {
      return new ScriptClass(module + "." + name);
    }
    return PickleGlobal.find(module, name)
        .orElseThrow(
            () ->
                error(
                    "the global "
                        + QuotedName.of(module + "." + name)
                        + " is refused: only tensors, dicts, lists, strings and numbers are read"));
  }

  private void stackGlobal() throws IOException {
    List<PickleValue> names = popLast(2);
    if (!(names.get(0) instanceof Text module) || !(names.get(1) instanceof Text name)) {
      throw error("a global's name that is no string");
    }
    push(global(module.text(), name.text()));
  }

  private void call(List<PickleValue> functionAndArguments) throws IOException {
    PickleValue made =
        checked(() -> PickleCalls.call(functionAndArguments.get(0), functionAndArguments.get(1)));
    if (made instanceof Dict dict) {
      steps += dict.values.size(); // one list can be given to many calls
    }
    push(made);
  }

  private void newObject(List<PickleValue> classAndArguments) throws IOException {
    if (!(classAndArguments.get(0) instanceof ScriptClass)) {
      call(classAndArguments);
      return;
    }
    if (!(classAndArguments.get(1) instanceof Tuple none && none.values.isEmpty())) {
      throw error("a TorchScript module that is made with arguments");
    }
    push(new ScriptModule());
  }

  /** A dict's attributes (PyTorch's {@code _metadata}) and a Parameter's hooks are read past. */
  private void build(PickleValue state) throws IOException {
    PickleValue target = peek();
    if (target instanceof ScriptModule module && state instanceof Dict attributes) {
      for (Map.Entry<DictKey, PickleValue> e : attributes.values.entrySet()) {
        checked(() -> PickleCalls.put(module.attributes, e.getKey(), e.getValue()));
      }
      steps += attributes.values.size(); // one dict can be given to many modules
      return;
    }
    boolean attributes = target instanceof Dict && state instanceof Dict;
    boolean hooks = target instanceof StoredTensor && state instanceof Tuple;
    if (!attributes && !hooks) {
      throw error("the state of something that has none");
    }
  }

  private void push(PickleValue value) throws IOException {
    if (stack.size() == MAX_STACK) {
      throw error("over " + MAX_STACK + " values on the stack");
    }
    stack.add(value);
  }

  private PickleValue pop() throws IOException {
    return popLast(1).get(0);
  }

  private PickleValue peek() throws IOException {
    require(1);
    return stack.get(stack.size() - 1);
  }

  private List<PickleValue> popGroup() throws IOException {
    if (marks.isEmpty()) {
      throw error("the end of a group that never began");
    }
    int from = marks.remove(marks.size() - 1);
    return cut(from);
  }

  private List<PickleValue> popLast(int count) throws IOException {
    require(count);
    return cut(stack.size() - count);
  }

  private List<PickleValue> cut(int from) {
    List<PickleValue> top = stack.subList(from, stack.size());
    List<PickleValue> values = new ArrayList<>(top);
    top.clear();
    return values;
  }

  /** What is below the last mark belongs to another group. */
  private void require(int count) throws IOException {
    int free = stack.size() - (marks.isEmpty() ? 0 : marks.get(marks.size() - 1));
    if (free < count) {
      throw error("needs " + count + " values on the stack, there are " + free);
    }
  }

  private IOException error(String message) {
    return in.error(message, at);
  }

  /** {@return what {@code part} gives} It knows no place, which its error gets here. */
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
