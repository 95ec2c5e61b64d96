package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import kpnative.files.FileNames;

/*
 * java.util.zip accepts files with overlapping entries, duplicate names, or local headers that
 * disagree with the central directory, and different readers see different contents in such files.
 * So the directory is parsed here, strictly. The layout is that of PKWARE's APPNOTE 6.3, sections
 * 4.3.7 (local header), 4.3.12 (central directory) and 4.3.14 to 4.3.16 (end of central directory,
 * with and without zip64). Entries must be stored, not compressed, so that a small file cannot
 * expand in memory.
 */

/**
 * The entries of a zip file. They must be uncompressed, must not overlap, and must have plain
 * names.
 *
 * @param entries by name, in the directory's order
 */
record ZipEntries(Map<String, Entry> entries) {
  private static final int LOCAL = 0x04034b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCAL_BYTES = 30;
  private static final int DIRECTORY_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int END_64_BYTES = 56;
  private static final int LOCATOR_BYTES = 20;
  private static final int MAX_COMMENT = 0xffff;
  private static final int MAX_ENTRIES = 200_000;
  private static final long MAX_DIRECTORY = 100_000_000;
  private static final int ENCRYPTED = 1;

  /** The flag of an entry whose size and CRC are not in the local header but after the data. */
  private static final int SIZES_FOLLOW = 1 << 3;

  private static final long SEE_EXTRA = 0xffff_ffffL;

  /**
   * One entry.
   *
   * @param data the region of its bytes
   * @param crc the expected CRC-32 of its bytes
   */
  record Entry(String name, FileRegion data, int crc) {
    /**
     * {@return its bytes in a little-endian buffer}
     *
     * @throws IOException if the CRC-32 does not match
     */
    ByteBuffer read() throws IOException {
      ByteBuffer bytes = data.read();
      CRC32 sum = new CRC32();
      sum.update(bytes.duplicate());
      if ((int) sum.getValue() != crc) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: %s has the CRC-32 %08x, the zip file says %08x: it is damaged",
                FileNames.text(data.file()),
                QuotedName.of(name),
                sum.getValue(),
                crc));
      }
      return bytes;
    }
  }

  /** One entry as the central directory describes it. */
  private record Listed(String name, int flags, int crc, long size, long header) {}

  /** The position, size and number of entries of the central directory. */
  private record Place(long start, long bytes, long count) {}

  /**
   * {@return the entries of a file}
   *
   * @throws IOException if the file is not a zip file or breaks the rules of this class
   */
  static ZipEntries read(FileRegion all) throws IOException {
    Place place = place(all);
    List<Listed> listed = new ArrayList<>();
    ByteBuffer bytes = all.part(place.start(), place.bytes()).read();
    for (long i = 0; i < place.count(); i++) {
      listed.add(listed(all, bytes));
    }
    require(all, !bytes.hasRemaining(), "its central directory has bytes after its last entry");
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Listed l : listed) {
      require(all, !entries.containsKey(l.name()), quoted(l) + " occurs twice");
      entries.put(l.name(), new Entry(l.name(), data(all, l, place.start()), l.crc()));
    }
    requireNoOverlap(all, listed, entries);
    return new ZipEntries(entries);
  }

  private static Place place(FileRegion all) throws IOException {
    long tailBytes = Math.min(all.size(), END_BYTES + MAX_COMMENT);
    ByteBuffer tail = all.part(all.size() - tailBytes, tailBytes).read();
    int at = (int) tailBytes - END_BYTES;
    while (at >= 0
        && !(tail.getInt(at) == END && unsigned(tail.getShort(at + 20)) == tailBytes - at - 22)) {
      at--;
    }
    require(all, at >= 0, "a zip file without an end of central directory (truncated?)");
    long end = all.size() - tailBytes + at;
    Place place =
        new Place(
            unsigned(tail.getInt(at + 16)),
            unsigned(tail.getInt(at + 12)),
            unsigned(tail.getShort(at + 10)));
    boolean singleFile =
        tail.getInt(at + 4) == 0 && tail.getShort(at + 8) == tail.getShort(at + 10);
    require(all, singleFile, "a part of a split zip file");
    if (at >= LOCATOR_BYTES && tail.getInt(at - LOCATOR_BYTES) == LOCATOR_64) {
      end = tail.getLong(at - LOCATOR_BYTES + 8);
      place = place64(all, end, place);
    }
    require(
        all,
        place.bytes() <= MAX_DIRECTORY && place.count() <= MAX_ENTRIES,
        "a zip file of " + place.count() + " entries, the limit is " + MAX_ENTRIES);
    require(
        all,
        place.start() >= 0 && place.bytes() >= 0 && place.start() == end - place.bytes(),
        "its central directory is not directly before its end record (truncated, or bytes were"
            + " added)");
    return place;
  }

  /**
   * {@return the directory's place from the zip64 record, which must agree with the 32-bit fields
   * that did not overflow}
   */
  private static Place place64(FileRegion all, long at, Place small) throws IOException {
    ByteBuffer end = all.part(at, END_64_BYTES).read();
    require(all, end.getInt(0) == END_64, "its zip64 end record is not where the locator points");
    Place place = new Place(end.getLong(48), end.getLong(40), end.getLong(32));
    boolean agree =
        (small.start() == SEE_EXTRA || small.start() == place.start())
            && (small.bytes() == SEE_EXTRA || small.bytes() == place.bytes())
            && (small.count() == 0xffff || small.count() == place.count());
    require(
        all,
        agree && end.getLong(24) == place.count(),
        "its zip64 end record and its 32-bit end record differ");
    return place;
  }

  private static Listed listed(FileRegion all, ByteBuffer in) throws IOException {
    int at = in.position();
    require(
        all,
        in.remaining() >= DIRECTORY_BYTES && in.getInt(at) == DIRECTORY,
        "its central directory has fewer entries than stated");
    int nameBytes = unsigned(in.getShort(at + 28));
    int extraBytes = unsigned(in.getShort(at + 30));
    int more = nameBytes + extraBytes + unsigned(in.getShort(at + 32));
    require(
        all,
        in.remaining() - DIRECTORY_BYTES >= more,
        "its central directory ends inside an entry");
    String name = name(all, in.slice(at + DIRECTORY_BYTES, nameBytes));
    ByteBuffer extra =
        extra64(in.slice(at + DIRECTORY_BYTES + nameBytes, extraBytes).order(in.order()));
    long size = wide(all, unsigned(in.getInt(at + 24)), extra);
    long packed = wide(all, unsigned(in.getInt(at + 20)), extra);
    Listed listed =
        new Listed(
            name,
            unsigned(in.getShort(at + 8)),
            in.getInt(at + 16),
            size,
            wide(all, unsigned(in.getInt(at + 42)), extra));
    int method = unsigned(in.getShort(at + 10));
    require(all, (listed.flags() & ENCRYPTED) == 0, quoted(listed) + " is encrypted");
    require(
        all,
        method == 0 && packed == size,
        quoted(listed)
            + " is compressed (method "
            + method
            + "); torch.save stores entries uncompressed");
    in.position(at + DIRECTORY_BYTES + more);
    return listed;
  }

  /**
   * {@return the region of the entry's bytes, after comparing its local header with the directory}
   */
  private static FileRegion data(FileRegion all, Listed l, long directory) throws IOException {
    FileRegion before = all.part(0, directory);
    ByteBuffer header = before.part(l.header(), LOCAL_BYTES).read();
    int nameBytes = unsigned(header.getShort(26));
    long start = l.header() + LOCAL_BYTES + nameBytes + unsigned(header.getShort(28));
    boolean same =
        header.getInt(0) == LOCAL
            && unsigned(header.getShort(6)) == l.flags()
            && header.getShort(8) == 0
            && name(all, before.part(l.header() + LOCAL_BYTES, nameBytes).read()).equals(l.name());
    if ((l.flags() & SIZES_FOLLOW) == 0) {
      long size = unsigned(header.getInt(22));
      same &= header.getInt(14) == l.crc() && (size == l.size() || size == SEE_EXTRA);
    }
    require(all, same, "the central directory and the local header of " + quoted(l) + " differ");
    return before.part(start, l.size());
  }

  private static void requireNoOverlap(
      FileRegion all, List<Listed> listed, Map<String, Entry> entries) throws IOException {
    List<Listed> inOrder = new ArrayList<>(listed);
    inOrder.sort(Comparator.comparingLong(Listed::header));
    long free = 0;
    for (Listed l : inOrder) {
      require(all, l.header() >= free, quoted(l) + " overlaps another entry");
      FileRegion data = region(entries, l);
      free = data.start() - all.start() + data.size();
    }
  }

  private static FileRegion region(Map<String, Entry> entries, Listed l) {
    Entry entry = entries.get(l.name());
    if (entry == null) {
      throw new AssertionError("no entry for " + l.name());
    }
    return entry.data();
  }

  private static String name(FileRegion all, ByteBuffer bytes) throws IOException {
    String name;
    try {
      name = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          FileNames.text(all.file()) + ": the name of a zip entry is not UTF-8", e);
    }
    for (String step : name.split("/", -1)) {
      boolean plain =
          !step.isEmpty()
              && !step.equals(".")
              && !step.equals("..")
              && step.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f);
      require(all, plain, "the zip entry " + QuotedName.of(name) + " has no plain name");
    }
    return name;
  }

  /** {@return the zip64 values in an entry's extra field, empty if it has none} */
  private static ByteBuffer extra64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort();
      int bytes = Math.min(unsigned(extra.getShort()), extra.remaining());
      if (id == 1) {
        return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + bytes);
    }
    return ByteBuffer.allocate(0);
  }

  private static long wide(FileRegion all, long number, ByteBuffer extra) throws IOException {
    if (number != SEE_EXTRA) {
      return number;
    }
    require(all, extra.remaining() >= Long.BYTES, "a zip64 value of a zip entry is missing");
    return extra.getLong();
  }

  private static int unsigned(short number) {
    return number & 0xffff;
  }

  private static long unsigned(int number) {
    return number & 0xffff_ffffL;
  }

  private static String quoted(Listed l) {
    return "the zip entry " + QuotedName.of(l.name());
  }

  private static void require(FileRegion all, boolean holds, String message) throws IOException {
    if (!holds) {
      throw new IOException(FileNames.text(all.file()) + ": " + message);
    }
  }
}
