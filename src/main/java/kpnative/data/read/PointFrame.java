package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;

/** The frame in which keypoints were annotated in pictures that EXIF turns. */
public enum PointFrame {
  /** The upright photograph, as viewers show it. */
  UPRIGHT,
  /** The stored picture: the software that showed it did not apply the EXIF orientation. */
  STORED;

  /** {@return the size of a picture in this frame, from its header} */
  Size size(Path picture) throws IOException {
    return this == UPRIGHT ? ImageReader.size(picture) : ImageReader.frame(picture).stored();
  }
}
