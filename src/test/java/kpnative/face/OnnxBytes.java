package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;

/** The check of a face detector's file, without the run that follows it. */
public final class OnnxBytes {
  private OnnxBytes() {}

  /** Checks the bytes as {@link YuNet#load} does. */
  public static void check(Path file, byte[] bytes) throws IOException {
    YuNetFile.checked(bytes, file.toString(), YuNet.outputs());
  }
}
