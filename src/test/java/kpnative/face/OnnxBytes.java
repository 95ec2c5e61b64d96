package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The check of a face detector's file, without the run that follows it. */
public final class OnnxBytes {
  private OnnxBytes() {}

  /** Checks the bytes as {@link YuNet#load} does. */
  public static void check(Path file, byte[] bytes) throws IOException {
    OnnxOutline.check(bytes, file, List.of("cls_8"));
  }
}
