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
 * A native library on the class path or module path.
 *
 * @param file its file name
 * @param source the URL to read it from
 * @param bytes its size in bytes
 * @param crc its CRC-32
 */
record BundledLibrary(String file, URL source, long bytes, long crc) {

  /**
   * {@return the library at {@code path}}
   *
   * @throws FileNotFoundException if neither the class path nor the module path has it
   */
  static BundledLibrary find(String path, ClassLoader loader) throws IOException {
    URL url =
        NativeResource.find(path, loader)
            .orElseThrow(
                () ->
                    new FileNotFoundException(
                        "native library missing from the class path and module path: "
                            + path
                            + "; add the native artifacts of this platform to the application's"
                            + " dependencies"));
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (url.openConnection() instanceof JarURLConnection jar) {
      ZipEntry entry = jar.getJarEntry(); // the jar's central directory holds its size and checksum
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
