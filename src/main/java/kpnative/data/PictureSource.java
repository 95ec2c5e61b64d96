package kpnative.data;

import java.io.IOException;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;

/** Where one face's picture comes from: a file, or the renderer of synthetic faces. Thread-safe. */
public interface PictureSource {
  /** {@return the decoded picture, owned by the caller} */
  Image read(Channels channels) throws IOException;

  /**
   * {@return the decoded picture, owned by the caller, which may be smaller than the photograph}
   *
   * @param reduction 1, 2, 4 or 8: how many pixels along each side may become one; its frame says
   *     how many did
   */
  default Image read(Channels channels, int reduction) throws IOException {
    return read(channels);
  }

  /** {@return width and height, without decoding} */
  Size size() throws IOException;

  /** {@return what names this picture in messages: a path, or "synthetic face 17 of seed 1"} */
  String name();
}
