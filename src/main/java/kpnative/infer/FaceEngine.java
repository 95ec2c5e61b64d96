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

  /** {@return the batch size, a power of two, from which on larger batches gain nothing} */
  int mostInputs();

  @Override
  void close();
}
