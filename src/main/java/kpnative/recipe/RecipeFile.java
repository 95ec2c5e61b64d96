package kpnative.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the small YAML files that people write: recipes and sweeps. */
public final class RecipeFile {
  /** Bytes of a file: our recipes have less than 4 KiB. */
  private static final int MAX_BYTES = 256 * 1024;

  private RecipeFile() {}

  /**
   * {@return the text of a small file}
   *
   * @param what it holds, for messages
   * @throws IOException if there is no such file, it is none, too large or not UTF-8
   */
  public static String text(Path file, String what) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file + ": no such " + what + " file");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": must be a " + what + " file, got a folder or device");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(
          file + ": a " + what + " has at most " + MAX_BYTES + " bytes, got " + Files.size(file));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": a " + what + " must be UTF-8 text", e);
    }
  }
}
