package kpnative.find;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kpnative.face.FaceFinder;
import kpnative.face.FaceFinders;

/** Finders for as many searches as ever ran at a time. Thread-safe. */
final class FinderPool implements AutoCloseable {
  private final FaceFinders finders;
  private final Queue<FaceFinder> idle = new ConcurrentLinkedQueue<>();

  /**
   * A pool that has one finder.
   *
   * @throws IOException if it cannot be made
   */
  FinderPool(FaceFinders finders) throws IOException {
    this.finders = finders;
    idle.add(finders.make());
  }

  /** {@return a finder that nobody uses, to be given back} */
  FaceFinder take() throws IOException {
    FaceFinder finder = idle.poll();
    return finder == null ? finders.make() : finder;
  }

  void giveBack(FaceFinder finder) {
    idle.add(finder);
  }

  /** Frees all finders: no search runs any more. Idempotent. */
  @Override
  public void close() {
    for (FaceFinder finder = idle.poll(); finder != null; finder = idle.poll()) {
      finder.close();
    }
  }
}
