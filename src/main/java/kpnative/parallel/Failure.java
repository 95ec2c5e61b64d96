package kpnative.parallel;

import java.time.Duration;

/** What LibTorch says of a collective that failed, as a line for people. */
final class Failure {
  /** What an exception that went through native code says before its message: a hook's. */
  private static final String OF_HOOK = LostWorkerException.class.getName() + ": ";

  private Failure() {}

  /** {@return the error that says what became of the other workers} */
  static LostWorkerException of(RuntimeException thrown, WorkerPlace place, Duration limit) {
    if (thrown instanceof LostWorkerException known) {
      return known;
    }
    String said = String.valueOf(thrown.getMessage());
    int ofHook = said.indexOf(OF_HOOK);
    if (ofHook >= 0) {
      return new LostWorkerException(firstLine(said.substring(ofHook + OF_HOOK.length())), thrown);
    }
    String what;
    if (said.contains("imed out") || said.contains("imeout")) {
      what =
          "another worker did not answer within "
              + limit.toSeconds()
              + " s (train.collective_timeout)";
    } else if (said.contains("onnection") || said.contains("ocket")) {
      what = "another worker has ended";
    } else {
      what = "a collective failed";
    }
    return new LostWorkerException(place + ": " + what + " (" + firstLine(said) + ")", thrown);
  }

  /** {@return whether an error is one of Gloo or c10d, not of what was computed} */
  static boolean isOfCollective(RuntimeException thrown) {
    String said = String.valueOf(thrown.getMessage());
    return said.contains(OF_HOOK)
        || said.contains("gloo")
        || said.contains("NCCL")
        || said.contains("c10d")
        || said.contains("istributed");
  }

  /** {@return the first line, without the place in a source file that it begins with} */
  static String firstLine(String said) {
    return said.lines().findFirst().orElse("").replaceFirst("^\\[[^\\]]*:\\d+\\] *", "").strip();
  }
}
