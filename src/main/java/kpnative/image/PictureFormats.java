package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/** Recognises a picture file by its first bytes and reads its header. */
/* Parsed here because OpenCV allocates memory for the pixels before it reports their size, and fills the
 * missing part of a truncated file with gray. Sun raster: rasterfile(5); the others in their own files. */
final class PictureFormats {
  /** The supported formats, for messages. */
  static final String FORMATS = "JPEG, PNG, BMP, GIF, TIFF, WebP, PNM, PFM, HDR or Sun raster";

  private PictureFormats() {}

  /**
   * {@return the header of a file, with its size checked against {@link ImageLimits}}
   *
   * @param whole whether the file's end is checked too, so that a truncated file is an error
   * @throws IOException if the file is not a picture, is truncated, or its size is beyond the
   *     limits
   */
  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (isJpeg(in)) {
      return JpegHeader.parse(in, whole);
    }
    if (in.has(0, "\u0089PNG\r\n\u001a\n")) {
      return PngHeader.parse(in, whole);
    }
    if (in.has(0, "GIF87a") || in.has(0, "GIF89a")) {
      return GifHeader.parse(in, whole);
    }
    if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
      return WebpHeader.parse(in, whole);
    }
    if (in.has(0, "II*\0") || in.has(0, "MM\0*")) {
      return TiffHeader.parse(in, whole);
    }
    if (in.has(0, "BM")) {
      return BmpHeader.parse(in, whole);
    }
    if (in.u8(0) == 'P' && "123456Ff".indexOf(in.u8(1)) >= 0) {
      return PnmHeader.parse(in, whole);
    }
    if (in.has(0, "Y\u00a6j\u0095")) {
      PictureHeader header =
          PictureHeader.of(in, in.u32(4, ByteOrder.BIG_ENDIAN), in.u32(8, ByteOrder.BIG_ENDIAN), 1);
      return header.requireMemory(in, 3 * header.pixels());
    }
    if (in.has(0, "#?RGBE") || in.has(0, "#?RADIANCE")) {
      return PnmHeader.parseHdr(in);
    }
    throw in.error("not a picture: its first bytes are not those of " + FORMATS);
  }

  /** {@return whether the file begins like a JPEG} */
  static boolean isJpeg(FileBytes in) {
    return in.has(0, "\u00ff\u00d8\u00ff");
  }
}
