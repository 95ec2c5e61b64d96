package kpnative.natives;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;

/*
 * Of the JavaCPP presets, only LibTorch's wrap the C library's environment and OpenMP, and they take a
 * second to load. OpenBLAS's presets can call a C function through its address if it takes two pointers
 * and returns an int. A function of one pointer or int can be called the same way: in the calling
 * conventions of x86-64 and ARM64 the first argument is in the same register.
 */
/** A C function of this process that takes one pointer or int. Thread-safe; never freed. */
final class CFunction {
  private final openblas.LAPACK_S_SELECT2 function;
  private final PointerPointer<Pointer> cell; // holds the function's address, as JavaCPP expects it

  /** An integer argument, passed as a pointer's address. */
  private static final class IntArgument extends FloatPointer {
    private static final long serialVersionUID = 1;

    IntArgument(long value) {
      super((Pointer) null);
      address = value;
    }
  }

  private CFunction(Pointer address) {
    cell = new PointerPointer<>(2);
    cell.put(0, address);
    cell.put(1, (Pointer) null);
    function = new openblas.LAPACK_S_SELECT2(cell);
    cell.retainReference();
    function.retainReference();
  }

  /** {@return the function of this name; empty if the dynamic linker does not find it} */
  static Optional<CFunction> find(String name) {
    try (PointerScope scope = new PointerScope()) {
      Pointer address = Loader.addressof(name);
      return address == null || address.isNull()
          ? Optional.empty()
          : Optional.of(new CFunction(address));
    }
  }

  /** {@return the result of the call with an integer} */
  int call(int argument) {
    try (IntArgument value = new IntArgument(argument)) {
      return function.call(value, (@Nullable FloatPointer) null);
    }
  }

  /** {@return the result of the call with a pointer} */
  int call(Pointer argument) {
    return function.call(new FloatPointer(argument), (@Nullable FloatPointer) null);
  }
}
