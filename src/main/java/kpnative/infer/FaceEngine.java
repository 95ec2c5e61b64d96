package kpnative.infer;

/** One way to run a detector's network. Thread-safe; owned by the detector. */
interface FaceEngine extends AutoCloseable {
  /**
   * {@return memory for one running call of {@code faces} faces at most, owned by the caller, who
   * closes it before this}
   */
  FaceWork work(int faces);

  @Override
  void close();
}
