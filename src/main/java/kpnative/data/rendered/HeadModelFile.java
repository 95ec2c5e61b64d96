package kpnative.data.rendered;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.files.InputFile;

/** Heads from files. */
public final class HeadModelFile {
  /** Over this a file is none: the known one has 26 MB, in 32 bits it would have 53. */
  private static final int MAX_BYTES = 256 << 20;

  private HeadModelFile() {}

  /**
   * {@return the head in a safetensors file}
   *
   * @throws IOException if it cannot be read or is no head; the message names the file and what was
   *     expected
   */
  public static HeadModel read(Path asset) throws IOException {
    return PackedHead.read(asset, InputFile.bytes(asset, "a head's safetensors file", MAX_BYTES));
  }
}
