package kpnative.natives;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/**
 * A {@link NativeScope} for a constructor: what it retains or owns is closed again, the last first,
 * if the constructor fails before {@link #done}. A native allocation may fail anywhere.
 *
 * <pre>{@code
 * try (Construction making = new Construction()) {
 *   matrix = making.retain(new Mat());
 *   pass = making.own(new WarpPass(width, height), WarpPass::close);
 *   making.done();
 * }
 * }</pre>
 *
 * <p>Only for what nobody else keeps. Not thread-safe.
 */
public final class Construction implements AutoCloseable {
  private final NativeScope scope = NativeScope.open();
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /** {@return an owner of {@code pointer}, as {@link Owned#retain}} */
  public <T extends Pointer> Owned<T> retain(T pointer) {
    return own(Owned.retain(pointer), Owned::close);
  }

  /**
   * {@return {@code part}}
   *
   * @param close frees it
   */
  public <T> T own(T part, Consumer<? super T> close) {
    undo.push(() -> close.accept(part));
    return part;
  }

  /** The object is complete and owns its parts. */
  public void done() {
    undo.clear();
  }

  /** Ends the scope; unless {@link #done} was called, also closes the parts. */
  @Override
  public void close() {
    try {
      undo.forEach(Runnable::run);
      undo.clear();
    } finally {
      scope.close();
    }
  }
}
