package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the size of a TIFF file's first picture and what decoding it takes. TIFF 6.0, sections 2, 7
 * and 15.
 *
 * <p>A tag that decides about memory and is given twice, or as a list, or in another type than
 * whole numbers, is an error: readers differ in which one they believe. Further pictures of the
 * file are hidden from the decoder, which would count them all.
 */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int STRIP_ROWS = 278;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final Map<Integer, Long> DEFAULTS =
      Map.of(ORIENTATION, 1L, BITS, 1L, SAMPLES, 1L, STRIP_ROWS, 0xFFFF_FFFFL);
  private static final int RGBA = 4; // to which libtiff converts a strip or tile
  private static final int MAX_BITS = 64;
  private static final int MAX_SAMPLES = 64;
  private static final int INLINE = 4; // bytes of values that stand in the tag itself

  private final FileBytes in;
  private final ByteOrder order;
  private final Map<Integer, Long> values = new TreeMap<>(DEFAULTS);

  private TiffHeader(FileBytes in) throws IOException {
    this.in = in;
    this.order = in.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    return new TiffHeader(in).parse(whole);
  }

  private PictureHeader parse(boolean whole) throws IOException {
    long directory = in.u32(4, order);
    int entries = in.u16(directory, order);
    boolean[] seen = new boolean[1 << 16];
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      int tag = in.u16(at, order);
      if (seen[tag]) {
        throw in.error("damaged: a TIFF with tag " + tag + " twice");
      }
      seen[tag] = true;
      if (matters(tag)) {
        values.put(tag, value(tag, at));
      }
    }
    PictureHeader header =
        PictureHeader.of(
            in, of(WIDTH), of(HEIGHT), (int) Math.min(of(ORIENTATION), Integer.MAX_VALUE));
    if (whole) {
      header.requireMemory(in, memory(header, seen[TILE_WIDTH] || seen[TILE_HEIGHT]));
      for (int i = 0; i < 4; i++) {
        in.put(directory + 2 + 12L * entries + i, 0); // no next directory
      }
    }
    return header;
  }

  /** {@return bytes: the pixels, and one strip or tile as stored and as RGBA} */
  private double memory(PictureHeader header, boolean tiled) throws IOException {
    long bits = within(BITS, MAX_BITS);
    long samples = within(SAMPLES, MAX_SAMPLES);
    double block =
        tiled
            ? (double) of(TILE_WIDTH) * of(TILE_HEIGHT)
            : (double) of(WIDTH) * Math.min(of(STRIP_ROWS), of(HEIGHT));
    return 3 * header.pixels() + block * (RGBA + samples * Math.max(8, bits) / 8.0);
  }

  private long of(int tag) {
    return values.getOrDefault(tag, 0L);
  }

  private long within(int tag, int most) throws IOException {
    long value = of(tag);
    if (value < 1 || value > most) {
      throw in.error("damaged: a TIFF whose tag " + tag + " is " + value);
    }
    return value;
  }

  private static boolean matters(int tag) {
    return DEFAULTS.containsKey(tag)
        || tag == WIDTH
        || tag == HEIGHT
        || tag == TILE_WIDTH
        || tag == TILE_HEIGHT;
  }

  /** {@return the tag's value; of a list, which may stand elsewhere, the greatest} */
  private long value(int tag, long at) throws IOException {
    int type = in.u16(at + 2, order);
    long count = in.u32(at + 4, order);
    if (count < 1 || (count > 1 && tag != BITS) || count > MAX_SAMPLES) {
      throw in.error("damaged: a TIFF whose tag " + tag + " has " + count + " values");
    }
    int bytes =
        switch (type) {
          case 1 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          default -> throw in.error("damaged: a TIFF whose tag " + tag + " is of type " + type);
        };
    long first = count * bytes <= INLINE ? at + 8 : in.u32(at + 8, order);
    long most = 0;
    for (long i = 0; i < count; i++) {
      most = Math.max(most, number(first + i * bytes, bytes));
    }
    return most;
  }

  private long number(long at, int bytes) throws IOException {
    return switch (bytes) {
      case 1 -> in.u8(at);
      case 2 -> in.u16(at, order);
      default -> in.u32(at, order);
    };
  }
}
