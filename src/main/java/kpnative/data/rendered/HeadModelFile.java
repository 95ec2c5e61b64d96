package kpnative.data.rendered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import kpnative.files.InputFile;

/**
 * Heads from files, in two forms: one safetensors file, or the folder {@code FaceXModel} of
 * ICT-FaceKit. The guide, docs/guide/rendered.md, says how to get either.
 */
public final class HeadModelFile {
  /**
   * The SHA-256 of the known safetensors file: the light model of ICT-FaceKit at commit da5f95a,
   * repacked, MIT licence, 26,415,025 bytes. Others are read just as well.
   */
  public static final String KNOWN_SHA256 =
      "80f3c32cbbe837447b01012730f9e6909173dd3d554bcb02847870a9f6c6d7a9";

  /** Over this a file is none: the known one has 26 MB, in 32 bits it would have 51. */
  private static final int MAX_BYTES = 256 << 20;

  private static final String WHAT = "a head's safetensors file";

  private HeadModelFile() {}

  /**
   * {@return the head in a file or folder} It takes 50 MB of memory, and twice that while it is
   * read.
   *
   * @param asset a safetensors file; or the folder {@code FaceXModel}, or the one above it
   * @throws IOException if it cannot be read, a part is missing or does not fit, or a number is not
   *     finite; the message names the file, the line or tensor, and what was expected
   */
  public static HeadModel read(Path asset) throws IOException {
    return Files.isDirectory(asset)
        ? MeshFolder.read(asset, HeadLayout.ICT)
        : PackedHead.read(asset, InputFile.bytes(asset, WHAT, MAX_BYTES));
  }

  /**
   * Writes a head as one safetensors file, which is read some thirty times faster than a folder.
   * The modes are rounded to 16 bits, that is to 1/2048 of each number.
   *
   * @param file created, or replaced at once
   * @throws IOException if it cannot be written; an existing file is then unchanged
   * @throws IllegalArgumentException if a mode moves a vertex by more than 65,504 cm
   */
  public static void write(HeadModel head, Path file) throws IOException {
    PackedHeadWriter.write(file, head);
  }

  /**
   * {@return whether a path is the known safetensors file, byte for byte}
   *
   * @throws IOException if it is a file that cannot be read
   */
  public static boolean isKnown(Path asset) throws IOException {
    return !Files.isDirectory(asset) && sha256(asset).equals(KNOWN_SHA256);
  }

  /** {@return a file's SHA-256 in lower-case hexadecimal digits} */
  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    return HexFormat.of().formatHex(digest.digest(InputFile.bytes(file, WHAT, MAX_BYTES)));
  }
}
