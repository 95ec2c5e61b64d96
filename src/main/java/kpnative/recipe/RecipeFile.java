package kpnative.recipe;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.files.InputFile;

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
    return InputFile.text(file, "a " + what, MAX_BYTES);
  }
}
