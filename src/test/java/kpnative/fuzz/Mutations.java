package kpnative.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes files as damage, editors and attackers do, the same for the same seed. */
final class Mutations {
  static final int MOST_BYTES = 1 << 16;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final List<String> ODD =
      List.of(
          "",
          "0",
          "-1",
          "1e400",
          "-1e400",
          "NaN",
          "Infinity",
          "null",
          "~",
          "2147483648",
          "9223372036854775808",
          "1e-400",
          "010",
          "0x10",
          "[]",
          "{}",
          "\"\"",
          "''",
          "\u0000",
          "\n",
          ",",
          ":",
          "&a",
          "*a",
          "!!x",
          "<",
          "]]>",
          "true",
          "\uD83D\uDE00",
          "%s",
          "../../x");
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SplittableRandom random;
  private final List<byte[]> seeds;

  /** Creates mutations of the seeds, at least one. */
  Mutations(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new SplittableRandom(seed);
  }

  /** {@return the next file, of at most {@link #MOST_BYTES}} */
  byte[] next() {
    byte[] bytes = any(seeds).clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      bytes = changed(bytes);
    }
    return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
  }

  private byte[] changed(byte[] b) {
    int at = random.nextInt(b.length + 1);
    int end = Math.min(b.length, at + 1 + random.nextInt(1 << random.nextInt(10)));
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(b, at); // cut off
      case 1 -> spliced(b, at, new byte[0], end); // a part is lost
      case 2 -> spliced(b, at, Arrays.copyOfRange(b, at, end), at); // a part comes twice
      case 3 -> spliced(b, at, any(ODD).getBytes(StandardCharsets.UTF_8), end);
      case 4 -> spliced(b, at, number(), Math.min(b.length, at + 1 + random.nextInt(8)));
      case 5 -> oddNumber(b);
      case 6 -> crossed(b, at, any(seeds));
      default -> flipped(b);
    };
  }

  private byte[] flipped(byte[] b) {
    byte[] out = b.clone();
    for (int n = random.nextInt(4); n >= 0 && out.length > 0; n--) {
      out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return out;
  }

  /** {@return an integer of 1, 2, 4 or 8 bytes, in either order} */
  private byte[] number() {
    ByteBuffer bytes = ByteBuffer.allocate(8);
    boolean little = random.nextBoolean();
    bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    bytes.putLong(NUMBERS[random.nextInt(NUMBERS.length)]);
    int width = 1 << random.nextInt(4);
    return little
        ? Arrays.copyOf(bytes.array(), width)
        : Arrays.copyOfRange(bytes.array(), 8 - width, 8);
  }

  /** Replaces one of the numbers in a text. */
  private byte[] oddNumber(byte[] b) {
    String text = new String(b, StandardCharsets.ISO_8859_1);
    List<MatchResult> numbers = NUMBER.matcher(text).results().limit(5000).toList();
    if (numbers.isEmpty()) {
      return flipped(b);
    }
    MatchResult number = any(numbers);
    return spliced(b, number.start(), any(ODD).getBytes(StandardCharsets.UTF_8), number.end());
  }

  private byte[] crossed(byte[] b, int at, byte[] other) {
    int from = random.nextInt(other.length + 1);
    return spliced(b, at, Arrays.copyOfRange(other, from, other.length), b.length);
  }

  private static byte[] spliced(byte[] b, int at, byte[] with, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(b, 0, at);
    out.writeBytes(with);
    out.write(b, end, b.length - end);
    return out.toByteArray();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
