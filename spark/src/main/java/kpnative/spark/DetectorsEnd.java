package kpnative.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;

/**
 * Closes this process's detectors when the application ends, for a driver that is an executor, too.
 */
final class DetectorsEnd extends SparkListener {
  private static final Set<String> FOLLOWED = new HashSet<>(); // applications; guarded by the class

  private DetectorsEnd() {}

  /** Follows an application, once. */
  static synchronized void follow(SparkContext context) {
    if (FOLLOWED.add(context.applicationId())) {
      context.addSparkListener(new DetectorsEnd());
    }
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    SharedDetector.closeAll();
  }
}
