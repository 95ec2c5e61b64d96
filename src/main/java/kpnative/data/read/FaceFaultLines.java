package kpnative.data.read;

/** Receives one line for each face at fault, with file, line number and reason. */
@FunctionalInterface
public interface FaceFaultLines {
  /** A face that is left out; the line ends with that. */
  void leftOut(String line);

  /** A face that is read without a part of its annotation. */
  default void without(String line) {
    leftOut(line);
  }
}
