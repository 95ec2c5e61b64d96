package kpnative.parallel;

/**
 * Another worker has ended, hangs or is late, so that a collective cannot be completed. The message
 * is one line. What this worker has computed since its latest save is lost.
 */
public final class LostWorkerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LostWorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
