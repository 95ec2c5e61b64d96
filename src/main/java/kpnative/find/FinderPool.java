package kpnative.find;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kpnative.face.FaceFinder;
import kpnative.face.FaceFinders;

/** A pool of face finders, one per concurrent search. Owns them. Thread-safe. */
final class FinderPool implements AutoCloseable {
  private final FaceFinders finders;
  private final Queue<FaceFinder> idle = new ConcurrentLinkedQueue<>();

  /**
   * Creates a pool with one finder, so that a finder that cannot be created fails here.
   *
   * @throws IOException if the finder cannot be created
   */
  FinderPool(FaceFinders finders) throws IOException {
    this.finders = finders;
    idle.add(finders.make());
  }

  /** {@return an idle finder; the caller gives it back} */
  FaceFinder take() throws IOException {
    FaceFinder finder = idle.poll();
    return finder == null ? finders.make() : finder;
  }

  void giveBack(FaceFinder finder) {
    idle.add(finder);
  }

  /** Frees all finders. The caller ensures that no search is running. Idempotent. */
  @Override
  public void close() {
    for (FaceFinder finder = idle.poll(); finder != null; finder = idle.poll()) {
      finder.close();
    }
  }
}
