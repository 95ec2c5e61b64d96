package kpnative.files;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files as text and back, whatever the locale.
 *
 * <p>Where the locale's encoding is ASCII ({@code LC_ALL=C}), Java makes no path of a text with
 * {@code ü}, and reads it from a folder as U+FFFD, although the path keeps the bytes. Both ways
 * here go through those bytes, as UTF-8.
 */
/* Only a path's URI shows its bytes, and takes them. */
public final class FileNames {
  private static final char UNREADABLE = '\uFFFD';

  private FileNames() {}

  /**
   * {@return the path of a text}
   *
   * @throws InvalidPathException if no file can have this name; the message says so
   */
  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (text.indexOf('\0') >= 0 || Path.of("").getFileSystem().getSeparator().equals("\\")) {
        throw e;
      }
      boolean absolute = text.startsWith("/");
      Path path = Path.of(URI.create("file://" + (absolute ? "" : "/") + escaped(text)));
      return absolute ? path : path.subpath(0, path.getNameCount());
    }
  }

  /** {@return the file of this name in a folder, or the file itself if the name is absolute} */
  public static Path in(Path folder, String name) {
    return folder.resolve(path(name));
  }

  /** {@return the path as text} */
  public static String text(Path path) {
    String text = path.toString();
    if (text.indexOf(UNREADABLE) < 0) {
      return text;
    }
    StringBuilder all = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (int i = 0; i < path.getNameCount(); i++) {
      all.append(i == 0 ? "" : "/").append(element(path.getName(i)));
    }
    return all.toString();
  }

  private static String element(Path name) {
    String text = name.toString();
    if (text.indexOf(UNREADABLE) < 0) {
      return text;
    }
    String raw = name.toAbsolutePath().toUri().getRawPath();
    String last = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(unescaped(last.substring(last.lastIndexOf('/') + 1))))
          .toString();
    } catch (CharacterCodingException e) {
      return text; // not UTF-8: as the locale shows it
    }
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b == '/' || b == '.' || b == '-' || (b > 0 && Character.isLetterOrDigit(b));
      out.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xff));
    }
    return out.toString();
  }

  private static byte[] unescaped(String raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        out.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(raw.charAt(i));
      }
    }
    return out.toByteArray();
  }
}
