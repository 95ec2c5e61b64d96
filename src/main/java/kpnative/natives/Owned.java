package kpnative.natives;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A native object that outlives the {@link NativeScope} in which it was allocated. The holder of
 * this object owns it and closes it. Not thread-safe.
 *
 * @param <T> the JavaCPP type
 */
public final class Owned<T extends Pointer> implements AutoCloseable {
  private @Nullable T pointer;

  private Owned(T pointer) {
    this.pointer = pointer;
  }

  /** {@return an owner of {@code pointer}, so that the innermost scope no longer frees it} */
  public static <T extends Pointer> Owned<T> retain(T pointer) {
    pointer.retainReference();
    return new Owned<>(pointer);
  }

  /**
   * {@return the object, borrowed: valid until this is closed}
   *
   * @throws IllegalStateException if this is closed
   */
  public T get() {
    T p = pointer;
    if (p == null) {
      throw new IllegalStateException("used after close");
    }
    return p;
  }

  /** {@return whether this is closed} */
  public boolean isClosed() {
    return pointer == null;
  }

  /** Frees the object. Idempotent. */
  @Override
  public void close() {
    T p = pointer;
    if (p != null) {
      pointer = null;
      p.releaseReference();
    }
  }
}
