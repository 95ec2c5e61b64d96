package kpnative.testing;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The process of an {@link OwnProcess} test: runs the test whose unique id it is given. */
final class OneTest implements TestExecutionListener {
  static final int PASSED = 0;
  static final int FAILED = 3; // not 1, with which a virtual machine ends that cannot start
  static final int ABORTED = 4;

  private final List<TestExecutionResult> results = new ArrayList<>();
  private int tests;

  private OneTest() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    OneTest run = new OneTest();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectUniqueId(args[0]))
            .build();
    LauncherFactory.create().execute(request, run);
    System.out.flush();
    System.exit(run.exit());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    results.add(result);
    if (test.isTest()) {
      tests++;
    }
  }

  /** {@return the exit code; what went wrong is printed} */
  @SuppressWarnings("SystemOut")
  private int exit() {
    for (Status status : List.of(Status.FAILED, Status.ABORTED)) {
      for (TestExecutionResult result : results) {
        if (result.getStatus() == status) {
          result.getThrowable().ifPresent(e -> print(status, e));
          return status == Status.FAILED ? FAILED : ABORTED;
        }
      }
    }
    if (tests != 1) {
      System.out.println("expected 1 test, found " + tests);
      return FAILED;
    }
    return PASSED;
  }

  @SuppressWarnings("SystemOut")
  private static void print(Status status, Throwable e) {
    if (status == Status.FAILED) {
      e.printStackTrace(System.out);
    } else {
      System.out.println(e.getMessage());
    }
  }
}
