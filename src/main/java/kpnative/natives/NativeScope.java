package kpnative.natives;

import org.bytedeco.javacpp.PointerScope;

/**
 * A stretch of one thread's work whose native objects die with it: everything that JavaCPP
 * allocates on this thread between {@link #open} and {@link #close} is <em>scratch</em>, unless
 * {@link Owned} retains it. Scopes nest; one a training step, an evaluated batch, a detection.
 *
 * <p>Not thread-safe: open, use and close it on one thread.
 */
public final class NativeScope implements AutoCloseable {
  private final PointerScope scope = new PointerScope();

  private NativeScope() {}

  /** {@return a new innermost scope of this thread, closed by the caller} */
  public static NativeScope open() {
    NativeRuntime.ensure();
    return new NativeScope();
  }

  /** Frees every native object that was made in this scope and not retained. Idempotent. */
  @Override
  public void close() {
    scope.close();
  }
}
