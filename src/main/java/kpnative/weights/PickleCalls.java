package kpnative.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.DictKey;
import kpnative.weights.PickleValue.Global;
import kpnative.weights.PickleValue.Items;
import kpnative.weights.PickleValue.Storage;
import kpnative.weights.PickleValue.StoredTensor;
import kpnative.weights.PickleValue.Text;
import kpnative.weights.PickleValue.Tuple;
import kpnative.weights.PickleValue.Whole;

/**
 * Emulates the Python calls in a pickle of tensors. No code runs: each call checks the number and
 * types of its arguments and builds a value from them. Messages carry no position; {@link
 * PickleMachine} adds it.
 */
final class PickleCalls {
  private static final int MAX_RANK = 64; // LibTorch's limit

  private PickleCalls() {}

  /** {@return the result of a call} */
  static PickleValue call(PickleValue function, PickleValue arguments) throws IOException {
    if (!(function instanceof Global named)) {
      throw new IOException("a call of a value that is not a function");
    }
    PickleGlobal global = named.name();
    if (!(arguments instanceof Tuple tuple)) {
      throw new IOException(global + " is called with arguments that are not a tuple");
    }
    List<PickleValue> args = tuple.values;
    return switch (global) {
      case ORDERED_DICT -> orderedDict(args);
      case REBUILD_TENSOR -> tensor(global, args, 4, 4);
      case REBUILD_TENSOR_V2 -> tensor(global, args, 6, 7);
      case REBUILD_PARAMETER, PARAMETER -> parameter(global, args);
      case SIZE -> {
        requireCount(global, args, 1, 1);
        yield new Tuple(dimensions(args.get(0), "a tensor's size"));
      }
      default -> throw new IOException("a call of " + global + ", which cannot be called here");
    };
  }

  /**
   * {@return the storage that a persistent id names: ('storage', class, key, location, count[,
   * view])}
   */
  static Storage storage(PickleValue id) throws IOException {
    if (id instanceof Tuple tuple
        && tuple.values.size() >= 5
        && tuple.values.size() <= 6
        && tuple.values.get(0) instanceof Text kind
        && kind.text().equals("storage")
        && tuple.values.get(1) instanceof Global global
        && tuple.values.get(2) instanceof Text key) {
      DType dtype =
          global
              .name()
              .dtype()
              .orElseThrow(() -> new IOException(global.name() + " is not a storage class"));
      long count = size(tuple.values.get(4), "a storage's count");
      Storage whole = new Storage(key.text(), dtype, count, 0, count);
      return tuple.values.size() == 5 ? whole : view(whole, tuple.values.get(5));
    }
    throw new IOException("a persistent id that does not name a storage");
  }

  /** {@return the part of {@code whole} that a view's (key, first, length) selects} */
  private static Storage view(Storage whole, PickleValue view) throws IOException {
    if (view == PickleValue.Nothing.NONE) {
      return whole;
    }
    List<PickleValue> parts = elements(view, "a view's key, start and length");
    if (parts.size() != 3) {
      throw new IOException("a view of a storage with " + parts.size() + " parts, expected 3");
    }
    long first = size(parts.get(1), "a view's start");
    long length = size(parts.get(2), "a view's length");
    if (first > whole.count() || length > whole.count() - first) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "a view of %d elements from element %d of a storage of %d",
              length,
              first,
              whole.count()));
    }
    return new Storage(whole.key(), whole.dtype(), whole.count(), first, length);
  }

  /**
   * {@return {@code dict} with the entry added} A repeated key is an error: no pickle that Python
   * writes has one.
   */
  static Dict put(Dict dict, PickleValue key, PickleValue value) throws IOException {
    if (!(key instanceof DictKey k)) {
      throw new IOException("a dict key that is neither a string nor an integer");
    }
    if (dict.values.put(k, value) != null) {
      throw new IOException(
          "the key "
              + (k instanceof Text t ? QuotedName.of(t.text()) : k.toString())
              + " occurs twice in a dict");
    }
    return dict;
  }

  private static PickleValue orderedDict(List<PickleValue> args) throws IOException {
    requireCount(PickleGlobal.ORDERED_DICT, args, 0, 1);
    Dict dict = new Dict();
    if (!args.isEmpty()) { // Python 2 passes the pairs as an argument
      for (PickleValue pair : elements(args.get(0), "an OrderedDict's pairs")) {
        List<PickleValue> both = elements(pair, "an OrderedDict's pair");
        if (both.size() != 2) {
          throw new IOException("an OrderedDict pair of " + both.size() + " values, expected 2");
        }
        put(dict, both.get(0), both.get(1));
      }
    }
    return dict;
  }

  private static PickleValue tensor(
      PickleGlobal global, List<PickleValue> args, int least, int most) throws IOException {
    requireCount(global, args, least, most); // requires_grad and hooks follow the first four
    if (!(args.get(0) instanceof Storage storage)) {
      throw new IOException(global + " without a storage");
    }
    List<Long> shape = sizes(args.get(2), "a tensor's shape");
    List<Long> strides = sizes(args.get(3), "a tensor's strides");
    if (shape.size() != strides.size()) {
      throw new IOException(
          "a tensor of shape " + shape + " with strides " + strides + ": the ranks differ");
    }
    return new StoredTensor(storage, size(args.get(1), "a tensor's start"), shape, strides);
  }

  private static PickleValue parameter(PickleGlobal global, List<PickleValue> args)
      throws IOException {
    requireCount(global, args, 1, 3); // requires_grad and hooks may follow the tensor
    if (args.get(0) instanceof StoredTensor tensor) {
      return tensor;
    }
    throw new IOException(global + " without a tensor");
  }

  private static void requireCount(PickleGlobal global, List<PickleValue> args, int least, int most)
      throws IOException {
    if (args.size() < least || args.size() > most) {
      throw new IOException(
          global + " with " + args.size() + " arguments, expected " + least + " to " + most);
    }
  }

  private static List<PickleValue> elements(PickleValue value, String what) throws IOException {
    if (value instanceof Tuple tuple) {
      return tuple.values;
    }
    if (value instanceof Items items) {
      return items.values;
    }
    throw new IOException(what + ": expected a list or a tuple");
  }

  private static List<Long> sizes(PickleValue value, String what) throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (PickleValue v : dimensions(value, what)) {
      sizes.add(size(v, what));
    }
    return List.copyOf(sizes);
  }

  private static List<PickleValue> dimensions(PickleValue value, String what) throws IOException {
    List<PickleValue> values = elements(value, what);
    if (values.size() > MAX_RANK) {
      throw new IOException(what + " has " + values.size() + " numbers, the limit is " + MAX_RANK);
    }
    return values;
  }

  private static long size(PickleValue value, String what) throws IOException {
    if (!(value instanceof Whole whole)) {
      throw new IOException(what + ": expected an integer");
    }
    BigInteger number = whole.number();
    if (number.signum() < 0 || number.bitLength() > 63) {
      throw new IOException(what + ": " + number + ", expected 0 to 2^63 - 1");
    }
    return number.longValueExact();
  }
}
