package kpnative.predict;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.find.SearchedPhoto;
import kpnative.image.DecodedPhoto;

/** What is written of each picture besides the overlay. */
@FunctionalInterface
interface PictureOutput {
  /**
   * Writes it.
   *
   * @param file the picture
   * @param photo its pixels; borrowed
   * @throws IOException if it cannot be written; the message names the file
   */
  void write(Path file, DecodedPhoto photo, SearchedPhoto found) throws IOException;
}
