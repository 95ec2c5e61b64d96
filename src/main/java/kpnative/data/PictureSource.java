package kpnative.data;

import java.io.IOException;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;

/** Where one face's picture comes from: a file, or the renderer of synthetic faces. Thread-safe. */
public interface PictureSource {
  /** {@return the decoded picture, owned by the caller} */
  Image read(Channels channels) throws IOException;

  /** {@return width and height, without decoding} */
  Size size() throws IOException;

  /** {@return what names this picture in messages: a path, or "synthetic face 17 of seed 1"} */
  String name();
}
