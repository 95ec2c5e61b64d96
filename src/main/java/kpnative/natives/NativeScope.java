package kpnative.natives;

import org.bytedeco.javacpp.PointerScope;

/**
 * A scope for native objects of one thread: {@link #close} frees everything that JavaCPP allocated
 * on this thread since {@link #open} (<em>scratch</em>), unless {@link Owned} retains it. Scopes
 * nest; use one per training step, evaluated batch or detection.
 *
 * <p>Not thread-safe: open, use and close it on one thread.
 */
public final class NativeScope implements AutoCloseable {
  private final PointerScope scope = new PointerScope();

  private NativeScope() {}

  /** {@return a new innermost scope of this thread, which the caller closes} */
  public static NativeScope open() {
    NativeRuntime.loadForDetection();
    return new NativeScope();
  }

  /** Frees every native object that was allocated in this scope and not retained. Idempotent. */
  @Override
  public void close() {
    scope.close();
  }
}
