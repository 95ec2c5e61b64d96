package kpnative.data;

import java.io.IOException;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.PointState;

/** Where one face's picture comes from: a file, or the renderer of synthetic faces. Thread-safe. */
public interface PictureSource {
  /** {@return the decoded picture, owned by the caller} */
  Image read(Channels channels) throws IOException;

  /**
   * {@return the decoded picture, owned by the caller; it may be smaller than the photograph}
   *
   * @param reduction 1, 2, 4 or 8: the largest factor by which each side may be reduced; the
   *     picture's frame holds the factor used
   */
  default Image read(Channels channels, int reduction) throws IOException {
    return read(channels);
  }

  /**
   * {@return what is seen of the face's keypoints, all of them in the schema's order; empty where
   * the picture does not tell} A rendered picture tells, and may be rendered for it.
   */
  default List<PointState> states() throws IOException {
    return List.of();
  }

  /** {@return the picture's size in pixels, found without decoding} */
  Size size() throws IOException;

  /** {@return the picture's name in messages: a path, or "synthetic face 17 of seed 1"} */
  String name();
}
