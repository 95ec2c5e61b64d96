package kpnative.face;

import java.io.IOException;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.image.Image;

/**
 * A picture that finders are measured with.
 *
 * @param name of the picture
 * @param picture reads it
 * @param faces that must be found
 * @param may what may be found or not
 */
record FinderCase(String name, Supply picture, List<Box> faces, List<Box> may) {
  /** Reads a picture, which the caller owns. */
  interface Supply {
    Image read() throws IOException;
  }
}
