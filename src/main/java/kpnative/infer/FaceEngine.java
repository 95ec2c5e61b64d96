package kpnative.infer;

/** One way to run a detector's network. Thread-safe; owned by the detector. */
interface FaceEngine extends AutoCloseable {
  /**
   * {@return working memory for one batch; owned by the caller, who closes it before the engine}
   *
   * @param inputs B, the batch size: one input per face, two if predictions are averaged with the
   *     mirrored input's
   */
  EngineMemory memory(int inputs);

  @Override
  void close();
}
