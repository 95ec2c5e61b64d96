package kpnative.train;

import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.global.torch;

/**
 * One of LibTorch's kernels on lists of tensors ({@code _fused_adam_}, {@code _foreach_zero_} and
 * others). The presets do not bind them, so they are called boxed, through the dispatcher, with the
 * arguments in the order of the kernel's schema.
 *
 * <p>Not thread-safe: the argument stack is reused. The caller holds a {@code NoGradGuard} if the
 * kernel writes to leaf tensors.
 */
final class ListKernel implements AutoCloseable {
  private final Owned<OperatorHandle> handle;
  private final Owned<IValueVector> stack;

  /**
   * Looks the kernel up.
   *
   * @param name for example {@code aten::_foreach_mul_}
   * @param overload for example {@code Scalar}, or empty
   */
  ListKernel(String name, String overload) {
    try (Construction making = new Construction()) {
      handle = making.retain(Dispatcher.singleton().findSchemaOrThrow(name, overload));
      stack = making.retain(new IValueVector());
      making.done();
    }
  }

  /** Runs a kernel that returns nothing or its arguments. */
  void call(IValue... arguments) {
    IValueVector s = stack.get();
    s.put(arguments);
    handle.get().callBoxed(s);
    s.clear(); // some return their first argument
  }

  /** {@return the single result of the kernel, scratch} */
  IValue result(IValue... arguments) {
    IValueVector s = stack.get();
    s.put(arguments);
    handle.get().callBoxed(s);
    IValue result = new IValue(s.get(0));
    s.clear();
    return result;
  }

  /**
   * {@return the tensors as one {@code Tensor[]} argument, scratch; it keeps their memory alive}
   */
  static IValue list(Iterable<Tensor> tensors) {
    // An IValue can't be made from a TensorList in Java. A script function makes an empty list, and
    // the list is shared by reference.
    CompilationUnit unit = torch.compile("def empty() -> List[Tensor]:\n    return []\n");
    IValue value = unit.get_function(new QualifiedName("empty")).apply(new IValueVector());
    TensorList list = value.toTensorList();
    for (Tensor t : tensors) {
      list.push_back(t);
    }
    return value;
  }

  @Override
  public void close() {
    handle.close();
    stack.close();
  }
}
