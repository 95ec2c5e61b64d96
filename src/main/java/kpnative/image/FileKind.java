package kpnative.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import kpnative.files.InputFile;

/** What a file holds, by its first bytes. */
enum FileKind {
  /** A picture that {@link ImageReader} reads. */
  PICTURE("picture"),
  /** A picture in a format that it does not read. */
  OTHER_PICTURE("in another picture format"),
  VIDEO("video"),
  ARCHIVE("archive"),
  TEXT("text"),
  EMPTY("empty"),
  /** A pipe, a device, a socket, or a file that cannot be opened. */
  UNREADABLE("unreadable"),
  OTHER("other");

  private static final int HEAD = 512;
  private static final Set<String> PICTURE_BRANDS =
      Set.of("heic", "heix", "hevc", "heim", "mif1", "msf1", "avif", "avis", "crx ");
  private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  private final String word;

  FileKind(String word) {
    this.word = word;
  }

  /** {@return its name in messages} */
  String word() {
    return word;
  }

  /** {@return what the file holds} */
  static FileKind of(Path file) {
    byte[] head = new byte[HEAD];
    int n = 0;
    try (InputFile in = InputFile.open(file, "a picture", Long.MAX_VALUE)) {
      while (n < HEAD) {
        int got = in.read(head, n, HEAD - n);
        if (got < 0) {
          break;
        }
        n += got;
      }
    } catch (IOException e) {
      return UNREADABLE; // whoever is to read it is told why
    }
    return n == 0 ? EMPTY : of(new String(head, 0, n, StandardCharsets.ISO_8859_1));
  }

  private static FileKind of(String head) {
    if (isPicture(head)) {
      return PICTURE;
    }
    if (isOtherPicture(head)) {
      return OTHER_PICTURE;
    }
    if (isVideo(head)) {
      return VIDEO;
    }
    if (begins(head, "PK\3\4", "\u001f\u008b", "7z\u00bc\u00af", "\u00fd7zXZ", "BZh", "Rar!")
        || head.startsWith("ustar", 257)) {
      return ARCHIVE;
    }
    return isText(head) ? TEXT : OTHER;
  }

  private static boolean isPicture(String head) {
    boolean pnm =
        head.length() > 2
            && head.charAt(0) == 'P'
            && "123456Ff".indexOf(head.charAt(1)) >= 0
            && (Character.isWhitespace(head.charAt(2)) || head.charAt(2) == '#');
    boolean bmp =
        head.startsWith("BM") && head.length() > 17 && BMP_HEADERS.contains(u32(head, 14));
    return pnm
        || bmp
        || begins(head, "\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "GIF87a", "GIF89a")
        || begins(head, "II*\0", "MM\0*", "Y\u00a6j\u0095", "#?RGBE", "#?RADIANCE")
        || (head.startsWith("RIFF") && head.startsWith("WEBP", 8));
  }

  private static boolean isOtherPicture(String head) {
    return (head.startsWith("ftyp", 4)
            && PICTURE_BRANDS.stream().anyMatch(brand -> head.startsWith(brand, 8)))
        || begins(head, "\0\0\0\fjP  ", "\u00ffO\u00ffQ", "\u00ff\n", "\0\0\0\fJXL ", "8BPS")
        || begins(head, "II+\0", "MM\0+", "v/1\u0001", "\0\0\1\0", "P7\n");
  }

  private static boolean isVideo(String head) {
    return (head.startsWith("RIFF") && head.startsWith("AVI ", 8))
        || head.startsWith("ftyp", 4)
        || begins(head, "\u001aE\u00df\u00a3", "FLV\1", "OggS", "0&\u00b2u", "\0\0\1\u00ba")
        || begins(head, "\0\0\1\u00b3");
  }

  private static boolean isText(String head) {
    return begins(head, "\u00ff\u00fe", "\u00fe\u00ff") // UTF-16
        || head.chars().allMatch(c -> c >= ' ' || (c >= '\t' && c <= '\r') || c == 0x1b);
  }

  private static boolean begins(String head, String... signatures) {
    for (String signature : signatures) {
      if (head.startsWith(signature)) {
        return true;
      }
    }
    return false;
  }

  private static int u32(String head, int at) {
    return head.charAt(at)
        | head.charAt(at + 1) << 8
        | head.charAt(at + 2) << 16
        | head.charAt(at + 3) << 24;
  }
}
