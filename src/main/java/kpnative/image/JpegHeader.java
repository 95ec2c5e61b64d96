package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Reads the size and EXIF orientation of a JPEG and checks that it is complete. ITU-T T.81, annex
 * B.
 */
final class JpegHeader {
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DNL = 0xdc;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int TEM = 0x01;

  private JpegHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    TiffTags tags = TiffTags.NONE;
    boolean tagged = false;
    long at = 2;
    while (true) {
      at = marker(in, fill(in, at));
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
      if (code == APP1 && !tagged && in.has(at + 3, "Exif\0\0")) {
        tags = TiffTags.of(in, at + 9);
        tagged = true;
      }
      if (code == APP0 && in.has(at + 3, "JFIF\0")) {
        in.put(at + 8, 1); // any other version makes libjpeg print a warning
      }
      at = skipSegment(in, at);
    }
    PictureHeader header = PictureHeader.of(in, in.u16(at + 6, BIG), in.u16(at + 4, BIG), tags);
    if (whole) {
      new JpegScans(in, header, at).check(findScan(in, skipSegment(in, at), header));
    }
    return header;
  }

  /** {@return the offset of the first scan's marker code, after the file's end has been found} */
  private static long findScan(FileBytes in, long start, PictureHeader header) throws IOException {
    long at = start;
    long scan = 0;
    int scans = 0;
    while (true) {
      at = marker(in, at);
      int code = in.u8(at);
      if (code == EOI) {
        if (scans == 0) {
          throw in.error("damaged: a JPEG without pixels");
        }
        return scan;
      }
      if (code == 0 || standsAlone(code)) { // 0: a stuffed 0xff byte of the entropy-coded data
        at++;
        continue;
      }
      if (isFrame(code)) {
        throw in.error("damaged: a second frame header at byte " + at);
      }
      if (code == DNL && in.u16(at + 3, BIG) != header.stored().height()) {
        throw in.error(
            String.format(
                Locale.ROOT,
                "damaged: its header gives %d rows, a later marker %d",
                header.stored().height(),
                in.u16(at + 3, BIG)));
      }
      if (code == SOS && scans++ == 0) {
        scan = at;
      }
      if (scans > JpegScans.MOST) {
        throw in.error("damaged: a JPEG with more than " + JpegScans.MOST + " scans");
      }
      at = skipSegment(in, at);
    }
  }

  /** Replaces bytes between segments, about which libjpeg prints a warning, by fill bytes. */
  private static long fill(FileBytes in, long from) throws IOException {
    long marker = in.find255(from);
    for (long at = from; at < marker; at++) {
      in.put(at, 0xff);
    }
    return from;
  }

  /** {@return the offset of the next marker's code} */
  private static long marker(FileBytes in, long from) throws IOException {
    long at = in.find255(from);
    long length = in.length();
    while (at < length && in.u8(at) == 0xff) {
      at++;
    }
    if (at >= length) {
      throw in.truncated("the JPEG's end marker");
    }
    return at;
  }

  private static long skipSegment(FileBytes in, long code) throws IOException {
    int length = in.u16(code + 1, BIG);
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
