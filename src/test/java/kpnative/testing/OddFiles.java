package kpnative.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may stand where a file is expected: everything that is no regular file, and endless ones.
 */
public final class OddFiles {
  private static final long SPARSE = 1L << 40;

  private OddFiles() {}

  /**
   * {@return one of each kind, by the words that a message about it holds}
   *
   * @param folder where those are made that can be made there
   */
  public static Map<String, Path> in(Path folder) throws IOException, InterruptedException {
    Map<String, Path> all = new LinkedHashMap<>();
    all.put("no such file", folder.resolve("absent"));
    all.put("a folder", Files.createDirectories(folder.resolve("folder")));
    Path pipe = folder.resolve("pipe");
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0) {
      all.put("a pipe", pipe); // nobody writes to it: opening it would wait for ever
    }
    Path zero = Path.of("/dev/zero");
    if (Files.exists(zero)) {
      all.put("a device", zero);
    }
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      all.put("a socket", socket); // its file stays
    }
    Path sparse = folder.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(SPARSE);
      all.put("at most", sparse);
    } catch (IOException e) {
      Files.deleteIfExists(sparse); // a file system without sparse files
    }
    return all;
  }
}
