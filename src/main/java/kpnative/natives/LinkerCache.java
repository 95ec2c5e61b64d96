package kpnative.natives;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.files.InputFile;

/**
 * What glibc's dynamic linker knows of installed libraries: the file that {@code ldconfig} writes.
 *
 * <p>Its form, of glibc 2.2 and later, also behind the older one: a magic word, the number of
 * entries, and for each its flags, and where name and path stand, from the magic word on. All in
 * the machine's byte order.
 */
final class LinkerCache {
  private static final String MAGIC = "glibc-ld.so.cache1.1";
  private static final int HEADER = 48; // bytes, as is the next
  private static final int ENTRY = 24;
  private static final int X86_64 = 0x0303; // a library of ELF's format for libc 6 and x86-64
  private static final int KIND = 0xffff; // the flags that say so
  private static final int MOST = 64 << 20;

  private LinkerCache() {}

  /**
   * {@return the paths of the x86-64 libraries in a cache, by file name} Of several with one name,
   * the first. A file that cannot be read, or is no such cache, names none: then the linker finds
   * nothing there either.
   */
  static Map<String, Path> read(Path file) {
    try {
      return parse(InputFile.bytes(file, "the dynamic linker's cache", MOST));
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Map<String, Path> parse(byte[] bytes) {
    Map<String, Path> paths = new LinkedHashMap<>();
    int base = new String(bytes, ISO_8859_1).indexOf(MAGIC);
    if (base < 0 || bytes.length - base < HEADER) {
      return paths;
    }
    ByteBuffer data =
        ByteBuffer.wrap(bytes, base, bytes.length - base).slice().order(ByteOrder.nativeOrder());
    int count = data.getInt(MAGIC.length());
    int most = (data.limit() - HEADER) / ENTRY;
    for (int i = 0; i < Math.min(count, most); i++) {
      int at = HEADER + i * ENTRY;
      if ((data.getInt(at) & KIND) == X86_64) {
        String name = text(data, data.getInt(at + 4));
        String path = text(data, data.getInt(at + 8));
        if (path.startsWith("/")) {
          paths.putIfAbsent(name, FileNames.path(path));
        }
      }
    }
    return paths;
  }

  /** {@return the text up to a zero byte; empty where there is none} */
  private static String text(ByteBuffer data, int at) {
    if (at < 0) {
      return "";
    }
    int end = at;
    while (end < data.limit() && data.get(end) != 0) {
      end++;
    }
    if (end >= data.limit()) {
      return "";
    }
    byte[] text = new byte[end - at];
    data.get(at, text);
    return new String(text, UTF_8);
  }
}
