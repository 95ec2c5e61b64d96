package kpnative.data.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import kpnative.data.PictureFile;
import kpnative.data.read.DataSpec;
import kpnative.files.FileTree;
import kpnative.image.Channels;
import kpnative.natives.NativeRuntime;

/**
 * The location of the decoded pictures of a data set.
 *
 * @param root the folder that names in the file are relative to
 * @param file the cache file, in {@code root} or, if that is not writable, in the user's cache
 *     folder
 */
public record CachePlace(Path root, Path file) {
  /**
   * {@return the location for pictures of these channels, beside the first data set that is in
   * files; empty if none is}
   *
   * @param specs in the syntax of {@link DataSpec#parse}
   */
  public static Optional<CachePlace> of(List<String> specs, Channels channels) {
    return specs.stream()
        .map(DataSpec::parse)
        .filter(DataSpec.Annotations.class::isInstance)
        .map(spec -> beside(((DataSpec.Annotations) spec).path(), channels))
        .findFirst();
  }

  private static CachePlace beside(Path data, Channels channels) {
    Path absolute = data.toAbsolutePath().normalize();
    Path root = Files.isDirectory(absolute) ? absolute : FileTree.folderOf(absolute);
    String suffix = channels.name().toLowerCase(Locale.ROOT) + ".pictures";
    if (Files.isWritable(root)) {
      return new CachePlace(root, root.resolve(".kp-native-" + suffix)); // readers skip dot files
    }
    CRC32C crc = new CRC32C();
    crc.update(root.toString().getBytes(StandardCharsets.UTF_8));
    String folder = String.format(Locale.ROOT, "%s-%08x-", FileTree.nameOf(root), crc.getValue());
    Path ours = NativeRuntime.cacheRoot().toAbsolutePath().resolve("pictures");
    return new CachePlace(root, ours.resolve(folder + suffix));
  }

  /**
   * {@return a picture's name in the file, relative to {@code root} so that both can be moved
   * together}
   */
  String nameOf(PictureFile picture) {
    Path path = picture.path().toAbsolutePath().normalize();
    boolean related = path.getRoot() != null && path.getRoot().equals(root.getRoot());
    return (related ? root.relativize(path) : path).toString().replace('\\', '/');
  }
}
