package kpnative.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * One library as it lies on the class path or module path.
 *
 * @param file its file name
 * @param source where to read it
 * @param bytes its size
 * @param crc its CRC-32
 */
record BundledLibrary(String file, URL source, long bytes, long crc) {

  /**
   * {@return the library at {@code path}}
   *
   * @throws FileNotFoundException if neither path has it
   */
  static BundledLibrary find(String path, ClassLoader loader) throws IOException {
    URL url =
        NativeResource.find(path, loader)
            .orElseThrow(
                () ->
                    new FileNotFoundException(
                        "native library missing from the class path and module path: "
                            + path
                            + "; an application needs the natives of its platform beside the thin"
                            + " jar"));
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (url.openConnection() instanceof JarURLConnection jar) {
      ZipEntry entry = jar.getJarEntry(); // its size and sum stand in the jar's directory
      return new BundledLibrary(file, url, entry.getSize(), entry.getCrc());
    }
    try (CheckedInputStream in = new CheckedInputStream(url.openStream(), new CRC32())) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new BundledLibrary(file, url, bytes, in.getChecksum().getValue());
    }
  }

  InputStream open() throws IOException {
    return source.openStream();
  }
}
