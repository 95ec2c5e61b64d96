package kpnative.weights;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Python globals that a pickle of tensors may name. They are names only: {@link PickleCalls}
 * emulates calls of them, and no Python code is imported.
 */
enum PickleGlobal {
  ORDERED_DICT("collections", "OrderedDict"),
  /** Written by PyTorch before 0.4. */
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor"),
  REBUILD_TENSOR_V2("torch._utils", "_rebuild_tensor_v2"),
  REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
  /** Written by PyTorch before 0.4. */
  PARAMETER("torch.nn.parameter", "Parameter"),
  SIZE("torch", "Size"),
  DOUBLE_STORAGE("DoubleStorage", DType.F64),
  FLOAT_STORAGE("FloatStorage", DType.F32),
  HALF_STORAGE("HalfStorage", DType.F16),
  BFLOAT16_STORAGE("BFloat16Storage", DType.BF16),
  LONG_STORAGE("LongStorage", DType.I64),
  INT_STORAGE("IntStorage", DType.I32),
  SHORT_STORAGE("ShortStorage", DType.I16),
  CHAR_STORAGE("CharStorage", DType.I8),
  BYTE_STORAGE("ByteStorage", DType.U8),
  BOOL_STORAGE("BoolStorage", DType.BOOL);

  private final String module;
  private final String python;
  private final @Nullable DType dtype;

  PickleGlobal(String module, String python) {
    this.module = module;
    this.python = python;
    this.dtype = null;
  }

  PickleGlobal(String python, DType dtype) {
    this.module = "torch";
    this.python = python;
    this.dtype = dtype;
  }

  /** {@return the global of this name, or empty if it is not one of these} */
  static Optional<PickleGlobal> find(String module, String name) {
    return Arrays.stream(values())
        .filter(g -> g.module.equals(module) && g.python.equals(name))
        .findFirst();
  }

  /** {@return the element type of this storage class, or empty if this is not a storage class} */
  Optional<DType> dtype() {
    return Optional.ofNullable(dtype);
  }

  @Override
  public String toString() {
    return module + "." + python;
  }
}
