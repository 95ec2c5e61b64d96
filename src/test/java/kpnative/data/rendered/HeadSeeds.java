package kpnative.data.rendered;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small valid files of heads, for mutations. */
public final class HeadSeeds {
  private HeadSeeds() {}

  /**
   * {@return a head in the packed form, without the checksum, which mutations would never match}
   */
  public static byte[] packed() throws IOException {
    Path file = Files.createTempFile("seed", ".safetensors");
    try {
      MadeHead.write(file);
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .replace("kpnative.crc32c", "kpnative.crc32x")
          .getBytes(StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(file);
    }
  }

  /** {@return a mesh with a quad and a triangle} */
  public static String mesh() {
    return """
    # made
    v 0 0 1.5
    v 1.0 0 1e0
    v 1 1 -1.25
    v 0 1 1
    vt 0 0
    vt 1 0 0
    vt 1 1
    usemtl M_Face
    f 1/1/1 2/2/1 3/3/1 4/1/1
    usemtl M_Teeth
    f 2/3 1/2 4/1
    """;
  }

  /** Reads a mesh of four vertices. */
  public static void readMesh(Path file) throws IOException {
    ObjMesh.sameFaces(file, ObjMesh.surface(file, 4));
  }
}
