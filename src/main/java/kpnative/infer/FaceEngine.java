package kpnative.infer;

/** One way to run a detector's network. Thread-safe; owned by the detector. */
interface FaceEngine extends AutoCloseable {
  /**
   * {@return memory for one running call, owned by the caller, who closes it before this}
   *
   * @param inputs how many a run has: one a face, two where answers are averaged with the mirrored
   *     ones
   */
  EngineMemory memory(int inputs);

  @Override
  void close();
}
