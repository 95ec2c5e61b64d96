package kpnative.weights;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a {@link PickleMachine} ever builds. Dicts and lists can hold themselves in a hostile
 * file, so only {@link DictKey}s have equality; {@link PickleNesting} refuses such files.
 */
sealed interface PickleValue
    permits PickleValue.DictKey,
        PickleValue.Global,
        PickleValue.Real,
        PickleValue.Nothing,
        PickleValue.Tuple,
        PickleValue.Items,
        PickleValue.Dict,
        PickleValue.ScriptClass,
        PickleValue.ScriptModule,
        PickleValue.Storage,
        PickleValue.StoredTensor {
  /** A value that can be a dict's key. */
  sealed interface DictKey extends PickleValue {}

  /** A string. */
  record Text(String text) implements DictKey {}

  /** An integer. */
  record Whole(BigInteger number) implements DictKey {
    static Whole of(long number) {
      return new Whole(BigInteger.valueOf(number));
    }
  }

  /** True or False. */
  enum Truth implements DictKey {
    TRUE,
    FALSE
  }

  /** A Python name. */
  record Global(PickleGlobal name) implements PickleValue {}

  /** A float. */
  record Real(double number) implements PickleValue {}

  /** None. */
  enum Nothing implements PickleValue {
    NONE
  }

  /** A tuple. */
  final class Tuple implements PickleValue {
    final List<PickleValue> values;

    Tuple(List<PickleValue> values) {
      this.values = List.copyOf(values);
    }
  }

  /** A list. */
  final class Items implements PickleValue {
    final List<PickleValue> values = new ArrayList<>();
  }

  /** A dict, ordered or not: both keep their order. */
  final class Dict implements PickleValue {
    final Map<DictKey, PickleValue> values = new LinkedHashMap<>();
  }

  /** The name of a class whose code a TorchScript file holds; the code is never looked at. */
  record ScriptClass(String name) implements PickleValue {}

  /** What a TorchScript file holds of one module: its tensors, modules and settings, by name. */
  final class ScriptModule implements PickleValue {
    final Dict attributes = new Dict();
  }

  /**
   * A storage that tensors share, or a view of a part of one, as PyTorch before 0.4 has them.
   *
   * @param count elements of the whole
   * @param first the first of the view
   * @param length elements of the view
   */
  record Storage(String key, DType dtype, long count, long first, long length)
      implements PickleValue {}

  /**
   * A tensor in a storage, nothing of it checked yet.
   *
   * @param first the first element's place in the storage or view, in elements
   * @param shape its sizes
   * @param strides in elements
   */
  record StoredTensor(Storage storage, long first, List<Long> shape, List<Long> strides)
      implements PickleValue {}
}
