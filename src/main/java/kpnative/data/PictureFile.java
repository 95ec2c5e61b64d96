package kpnative.data;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;

/**
 * A picture in a file. Its first bytes, not its name, determine the decoder.
 *
 * @param path the file, as resolved by the reader that found it
 */
public record PictureFile(Path path) implements PictureSource {
  @Override
  public Image read(Channels channels) throws IOException {
    return ImageReader.read(path, channels);
  }

  @Override
  public Image read(Channels channels, int reduction) throws IOException {
    return ImageReader.read(path, channels, reduction);
  }

  @Override
  public Size size() throws IOException {
    return ImageReader.size(path);
  }

  @Override
  public String name() {
    return path.toString();
  }
}
