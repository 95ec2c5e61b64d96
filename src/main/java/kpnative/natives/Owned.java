package kpnative.natives;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A native object that outlives the {@link NativeScope} it was made in: owned by whoever holds
 * this, who closes it.
 *
 * @param <T> the JavaCPP type
 */
public final class Owned<T extends Pointer> implements AutoCloseable {
  private @Nullable T pointer;

  private Owned(T pointer) {
    this.pointer = pointer;
  }

  /** {@return the owner of {@code pointer}, which the innermost scope then no longer frees} */
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
