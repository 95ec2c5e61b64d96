package kpnative.spark;

import org.apache.spark.sql.SparkSession;

/** A session of this process, with two tasks at a time. */
final class LocalSpark {
  private LocalSpark() {}

  /** {@return a new session, which the caller stops} */
  static SparkSession start() {
    return start("local[2]");
  }

  /**
   * {@return a new session, which the caller stops}
   *
   * @param master for example {@code local[2,3]}, which tries a task three times
   */
  static SparkSession start(String master) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.network.timeout", "20min") // a busy machine is no lost one
        .config("spark.sql.shuffle.partitions", 2)
        .getOrCreate();
  }
}
