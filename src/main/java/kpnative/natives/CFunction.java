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
 * No preset has bindings for the C library's environment or for OpenMP, and LibTorch's, which wrap
 * both, take a second to load. OpenBLAS's presets can call a C function that is given by its
 * address, one of two pointers that returns an int. A function of one pointer or int may be called
 * as such: in the calling conventions of x86-64 and ARM64 the first argument is in the same place.
 */
/** A C function of the process that takes one pointer or int. Thread-safe; lives forever. */
final class CFunction {
  private final openblas.LAPACK_S_SELECT2 function;
  private final PointerPointer<Pointer> cell; // the function's address, as JavaCPP keeps it

  /** An argument that is a number. */
  private static final class Numeral extends FloatPointer {
    private static final long serialVersionUID = 1;

    Numeral(long value) {
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

  /** {@return the function of this name; empty where the system's linker doesn't tell it} */
  static Optional<CFunction> find(String name) {
    try (PointerScope scope = new PointerScope()) {
      Pointer address = Loader.addressof(name);
      return address == null || address.isNull()
          ? Optional.empty()
          : Optional.of(new CFunction(address));
    }
  }

  /** Calls it with a number. */
  int call(int argument) {
    try (Numeral number = new Numeral(argument)) {
      return function.call(number, (@Nullable FloatPointer) null);
    }
  }

  /** Calls it with a pointer. */
  int call(Pointer argument) {
    return function.call(new FloatPointer(argument), (@Nullable FloatPointer) null);
  }
}
