package kpnative.testing;

import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import kpnative.natives.NativeThreads;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves the process otherwise than it found it, where the next one would notice:
 * what must change that belongs into an {@link OwnProcess}. Commands set the number of native
 * threads for their process; each test begins with one.
 *
 * <p>JUnit finds this class by itself and applies it to every test.
 */
public final class ProcessGuard
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(ProcessGuard.class);
  private static final String DEALLOCATOR = "org.bytedeco.javacpp.Pointer$DeallocatorThread";

  @Override
  public void beforeAll(ExtensionContext context) {
    resetThreads();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    endDeallocator();
    resetThreads();
    context.getStore(HERE).put("before", state());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Object before = context.getStore(HERE).get("before");
    Map<String, Object> after = state();
    if (!after.equals(before)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the test leaves the process changed: before %s, after %s",
              before,
              after));
    }
  }

  /**
   * Ends JavaCPP's thread that frees what the garbage collector finds, as soon as there is one:
   * what an earlier test has dropped then stays counted, and counts of native objects are exact.
   */
  private static void endDeallocator() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getClass().getName().equals(DEALLOCATOR)) {
        threads[i].interrupt();
      }
    }
  }

  private static void resetThreads() {
    if (NativeThreads.get() != 1) { // else nothing is loaded yet, and nothing need be
      NativeThreads.set(1);
    }
  }

  private static Map<String, Object> state() {
    Map<String, Object> state = new TreeMap<>();
    state.put("locale", Locale.getDefault());
    state.put("time zone", TimeZone.getDefault().getID());
    state.put("output", System.out);
    state.put("errors", System.err);
    state.put("interrupted", Thread.currentThread().isInterrupted());
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("kpnative.") || name.startsWith("user.")) {
        state.put(name, System.getProperty(name));
      }
    }
    return state;
  }
}
