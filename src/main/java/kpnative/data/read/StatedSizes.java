package kpnative.data.read;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.files.FileNames;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;
import kpnative.image.PhotographFrame;

/**
 * Pictures whose size is another than their annotations state: these were made for a copy of
 * another size, and their points may be places in it. Not thread-safe.
 */
final class StatedSizes {
  private String first = "";
  private int count;

  /** Reads a picture's header, if the annotations state a size and there is a face. */
  void compare(AnnotatedPicture picture) {
    if (picture.file().isEmpty() || picture.size().isEmpty() || picture.faces().isEmpty()) {
      return;
    }
    try {
      PhotographFrame frame = ImageReader.frame(picture.file().get());
      Size stated = picture.size().get();
      if (!stated.equals(frame.photograph()) && !stated.equals(frame.stored())) {
        count++;
        if (count == 1) {
          first =
              String.format(
                  Locale.ROOT,
                  "%s has %d x %d pixels, stated are %d x %d",
                  FileNames.text(picture.file().get()),
                  frame.photograph().width(),
                  frame.photograph().height(),
                  stated.width(),
                  stated.height());
        }
      }
    } catch (IOException e) {
      return; // whoever reads the picture tells of it
    }
  }

  /** {@return the pictures' number and the first of them; empty if there are none} */
  Optional<String> line() {
    return count == 0
        ? Optional.empty()
        : Optional.of("pictures of another size than stated: " + count + ", the first: " + first);
  }
}
