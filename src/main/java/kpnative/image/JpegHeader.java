package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the size and EXIF orientation of a JPEG and checks that it is complete. ITU-T T.81, annex
 * B.
 */
final class JpegHeader {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final int TEM = 0x01;

  private JpegHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    int orientation = 1;
    boolean oriented = false;
    long at = 2;
    while (true) {
      at = marker(in, at);
      int code = in.u8(at);
      if (code == SOS || code == EOI) {
        throw in.error("damaged: a JPEG without a frame header");
      }
      if (standsAlone(code)) {
        at++;
        continue;
      }
      if (isFrame(code)) {
        break;
      }
      if (code == APP1 && !oriented && in.has(at + 3, "Exif\0\0")) {
        orientation = TiffTags.orientation(in, at + 9);
        oriented = true;
      }
      at = skipSegment(in, at);
    }
    long height = in.u16(at + 4, ByteOrder.BIG_ENDIAN);
    long width = in.u16(at + 6, ByteOrder.BIG_ENDIAN);
    PictureHeader header = PictureHeader.of(in, width, height, orientation);
    if (whole) {
      findEnd(in, skipSegment(in, at));
    }
    return header;
  }

  private static void findEnd(FileBytes in, long start) throws IOException {
    long at = start;
    boolean scanned = false;
    long length = in.length();
    while (true) {
      at = in.find255(at);
      while (at < length && in.u8(at) == 0xff) {
        at++;
      }
      if (at >= length) {
        throw in.truncated("the JPEG's end marker");
      }
      int code = in.u8(at);
      if (code == EOI) {
        if (!scanned) {
          throw in.error("damaged: a JPEG without pixels");
        }
        return;
      }
      if (code == 0 || standsAlone(code)) { // 0: a stuffed 0xff byte of the entropy-coded data
        at++;
      } else {
        scanned |= code == SOS;
        at = skipSegment(in, at);
      }
    }
  }

  /** {@return the offset of the next marker's code} */
  private static long marker(FileBytes in, long from) throws IOException {
    long at = from;
    while (in.u8(at) != 0xff) {
      at++;
    }
    while (in.u8(at) == 0xff) {
      at++;
    }
    return at;
  }

  private static long skipSegment(FileBytes in, long code) throws IOException {
    int length = in.u16(code + 1, ByteOrder.BIG_ENDIAN);
    if (length < 2) {
      throw in.error("damaged: a JPEG segment of length " + length + " at byte " + code);
    }
    return code + 1 + length;
  }

  private static boolean standsAlone(int code) {
    return code == TEM || (code >= 0xd0 && code <= SOI);
  }

  /** {@return whether the code is SOF0 to SOF15, excluding DHT, JPG and DAC in the same range} */
  private static boolean isFrame(int code) {
    return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
  }
}
