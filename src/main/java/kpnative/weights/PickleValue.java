package kpnative.weights;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The only kinds of values that a {@link PickleMachine} builds. In a hostile file dicts and lists
 * can contain themselves, so collections are compared by identity; {@link PickleNesting} rejects
 * such files.
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
  /** A value that can be a dict key. */
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

  /** A dict or an OrderedDict; both keep their insertion order. */
  final class Dict implements PickleValue {
    final Map<DictKey, PickleValue> values = new LinkedHashMap<>();
  }

  /** The name of a class that a TorchScript file defines; its code is never read. */
  record ScriptClass(String name) implements PickleValue {}

  /** A module of a TorchScript file: its tensors, submodules and settings by name. */
  final class ScriptModule implements PickleValue {
    final Dict attributes = new Dict();
  }

  /**
   * A storage that tensors share, or a view of part of one, as PyTorch before 0.4 wrote them.
   *
   * @param count number of elements in the whole storage
   * @param first index of the view's first element
   * @param length number of elements in the view
   */
  record Storage(String key, DType dtype, long count, long first, long length)
      implements PickleValue {}

  /**
   * A tensor in a storage, not yet checked.
   *
   * @param first index of the first element in the storage or view
   * @param shape sizes, one per dimension
   * @param strides in elements
   */
  record StoredTensor(Storage storage, long first, List<Long> shape, List<Long> strides)
      implements PickleValue {}
}
