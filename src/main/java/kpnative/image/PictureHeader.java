package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import kpnative.geometry.Size;

/**
 * What the first bytes of a picture file claim.
 *
 * @param stored the size before the orientation is applied
 * @param orientation as EXIF and TIFF count it, 1 to 8; from 5 on, width and height change places
 */
/* Parsed here, because OpenCV takes memory for the pixels before it says what size they have, and
 * fills what a cut-off file lacks with gray. PNG: W3C PNG 3rd edition; GIF: GIF89a; WebP: RFC 9649;
 * BMP: Microsoft's BITMAPINFOHEADER; PNM, PFM: the Netpbm manual; HDR: Ward's RGBE; Sun: rasterfile(5). */
record PictureHeader(Size stored, int orientation) {
  /** The formats that are read, for messages. */
  static final String FORMATS = "JPEG, PNG, BMP, GIF, TIFF, WebP, PNM, PFM, HDR or Sun raster";

  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  /** {@return width and height of the upright picture} */
  Size upright() {
    return orientation >= 5
        ? new Size(/* width= */ stored.height(), /* height= */ stored.width())
        : stored;
  }

  /**
   * {@return the header of a file whose size is within the limits}
   *
   * @param whole whether the file's end is checked too, so that a file that is cut off is an error
   * @throws IOException if the file is no picture, is cut off or claims an absurd size
   */
  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (isJpeg(in)) {
      return JpegHeader.parse(in, whole);
    }
    if (in.has(0, "\u0089PNG\r\n\u001a\n")) {
      return png(in, whole);
    }
    if (in.has(0, "GIF87a") || in.has(0, "GIF89a")) {
      return gif(in, whole);
    }
    if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
      return webp(in, whole);
    }
    if (in.has(0, "II*\0") || in.has(0, "MM\0*")) {
      TiffTags tags = TiffTags.parse(in, 0);
      return of(in, tags.width(), tags.height(), tags.orientation());
    }
    if (in.has(0, "BM")) {
      return bmp(in, whole);
    }
    if (in.u8(0) == 'P' && "123456Ff".indexOf(in.u8(1)) >= 0) {
      return PnmHeader.parse(in, whole);
    }
    if (in.has(0, "Y\u00a6j\u0095")) {
      return of(in, in.u32(4, BIG), in.u32(8, BIG), 1);
    }
    if (in.has(0, "#?RGBE") || in.has(0, "#?RADIANCE")) {
      return PnmHeader.parseHdr(in);
    }
    throw in.bad("not a picture: its first bytes are not those of " + FORMATS);
  }

  /** {@return whether the file is a JPEG, or claims to be one} */
  static boolean isJpeg(FileBytes in) {
    return in.has(0, "\u00ff\u00d8\u00ff");
  }

  /** {@return the header, if the size is neither empty nor absurd} */
  static PictureHeader of(FileBytes in, long width, long height, int orientation)
      throws IOException {
    int side = ImageReader.MAX_SIDE;
    long most = ImageReader.maxPixels();
    if (width < 1 || height < 1) {
      throw in.bad("damaged: its header claims a size of " + width + " x " + height + " pixels");
    }
    if (width > side || height > side || width * height > most) {
      throw in.bad(
          "its header claims a size of "
              + (width + " x " + height + " pixels; at most " + side + " a side and " + most)
              + (" in all are read (system property " + ImageReader.MAX_PIXELS_PROPERTY + ")"));
    }
    boolean known = orientation >= 1 && orientation <= 8;
    return new PictureHeader(new Size((int) width, (int) height), known ? orientation : 1);
  }

  private static PictureHeader png(FileBytes in, boolean whole) throws IOException {
    if (!in.has(12, "IHDR")) {
      throw in.bad("damaged: a PNG without IHDR chunk");
    }
    PictureHeader size = of(in, in.u32(16, BIG), in.u32(20, BIG), 1);
    int orientation = 1;
    boolean pixels = false;
    long at = 8;
    while (!in.has(at + 4, "IEND")) {
      if (in.has(at + 4, "eXIf")) {
        orientation = TiffTags.orientation(in, at + 8);
      }
      pixels |= in.has(at + 4, "IDAT");
      if (pixels && !whole) {
        break;
      }
      long next = at + 12 + in.u32(at, BIG);
      if (next > in.length()) {
        throw in.cutOff("the end of the PNG chunk at byte " + at);
      }
      at = next;
    }
    if (whole && in.length() < at + 12) {
      throw in.cutOff("the end of the last PNG chunk");
    }
    return of(in, size.stored.width(), size.stored.height(), orientation);
  }

  private static PictureHeader gif(FileBytes in, boolean whole) throws IOException {
    PictureHeader header = of(in, in.u16(6, LITTLE), in.u16(8, LITTLE), 1);
    if (!whole) {
      return header;
    }
    long at = 13 + colorTable(in.u8(10));
    while (in.u8(at) == 0x21) { // extensions, before the first picture
      at = skipSubBlocks(in, at + 2);
    }
    if (in.u8(at) != 0x2c) {
      throw in.bad("damaged: a GIF without a picture");
    }
    skipSubBlocks(in, at + 11 + colorTable(in.u8(at + 9)));
    return header;
  }

  private static long colorTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
  }

  private static long skipSubBlocks(FileBytes in, long at) throws IOException {
    int length = in.u8(at);
    while (length > 0) {
      at += 1 + length;
      length = in.u8(at);
    }
    return at + 1;
  }

  private static PictureHeader webp(FileBytes in, boolean whole) throws IOException {
    if (whole && in.u32(4, LITTLE) + 8 > in.length()) {
      throw in.cutOff("the end of the WebP file");
    }
    if (in.has(12, "VP8 ")) {
      return of(in, in.u16(26, LITTLE) & 0x3fff, in.u16(28, LITTLE) & 0x3fff, 1);
    }
    if (in.has(12, "VP8L")) {
      long bits = in.u32(21, LITTLE);
      return of(in, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 1);
    }
    if (!in.has(12, "VP8X")) {
      throw in.bad("damaged: a WebP file without a picture");
    }
    long width = (in.u32(24, LITTLE) & 0xffffff) + 1;
    long height = (in.u32(27, LITTLE) & 0xffffff) + 1;
    int orientation = 1;
    for (long at = 12; at + 8 <= in.length(); ) {
      if (in.has(at, "EXIF")) {
        orientation = TiffTags.orientation(in, in.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
      }
      long length = in.u32(at + 4, LITTLE);
      at += 8 + length + (length & 1);
    }
    return of(in, width, height, orientation);
  }

  private static PictureHeader bmp(FileBytes in, boolean whole) throws IOException {
    boolean old = in.u32(14, LITTLE) == 12; // OS/2 1.x
    long width = old ? in.u16(18, LITTLE) : (int) in.u32(18, LITTLE);
    long height = old ? in.u16(20, LITTLE) : (int) in.u32(22, LITTLE);
    PictureHeader header = of(in, width, Math.abs(height), 1); // a negative one runs downwards
    int bits = in.u16(old ? 24 : 28, LITTLE);
    long compression = old ? 0 : in.u32(30, LITTLE);
    boolean plain = compression == 0 || compression == 3;
    long stride = (width * bits + 31) / 32 * 4;
    if (whole && plain && in.u32(10, LITTLE) + stride * Math.abs(height) > in.length()) {
      throw in.cutOff("a part of the pixels");
    }
    return header;
  }
}
