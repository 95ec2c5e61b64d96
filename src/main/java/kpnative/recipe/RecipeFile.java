package kpnative.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small hand-written YAML files: recipes and sweeps. */
public final class RecipeFile {
  /** Largest file size, bytes; the built-in recipes are smaller than 8 KiB. */
  private static final int MAX_BYTES = 256 * 1024;

  private RecipeFile() {}

  /**
   * {@return the text of a small file}
   *
   * @param what kind of file it is, for messages, such as {@code recipe}
   * @throws IOException if the file does not exist, is not a regular file, is too large or is not
   *     UTF-8
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
