package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipEntriesTest {
  private static final byte[] ABC = {'a', 'b', 'c'};

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("x.zip"), bytes);
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path file = file(bytes);
    try (FileChannel channel = FileRegion.open(file)) {
      assertThatThrownBy(() -> ZipEntries.read(FileRegion.whole(file, channel)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining(message);
    }
  }

  @Test
  void whatJavaStoresIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment("made by a test");
      for (String name : new String[] {"x/one", "x/two"}) {
        byte[] data = name.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(crc.getValue());
        entry.setExtra(new byte[] {'F', 'B', 2, 0, 'Z', 'Z'});
        zip.putNextEntry(entry);
        zip.write(data);
      }
    }
    Path file = file(bytes.toByteArray());
    try (FileChannel channel = FileRegion.open(file)) {
      ZipEntries read = ZipEntries.read(FileRegion.whole(file, channel));
      assertThat(read.entries().keySet()).containsExactly("x/one", "x/two");
      for (ZipEntries.Entry entry : read.entries().values()) {
        assertThat(StandardCharsets.UTF_8.decode(entry.read()).toString()).isEqualTo(entry.name());
      }
    }
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x/data.pkl"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertRefused(bytes.toByteArray(), "'x/data.pkl' is compressed (method 8)");
  }

  @Test
  void aStoredEntryOfAnotherSizeThanItsBytesIsRefused() throws IOException {
    assertRefused(
        new ZipBytes().entry("x/a", "x/a", 0, ABC, 0xfffffff0L).bytes(), "compressed (method 0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "x/../../y",
        "/etc/passwd",
        "x/./y",
        "x//y",
        "x/",
        "",
        "C:/x",
        "x\\y",
        "x/\u0000"
      })
  void aNameThatIsNotPlainIsRefused(String name) throws IOException {
    assertRefused(new ZipBytes().entry(name, ABC).bytes(), "has no plain name");
  }

  @Test
  void aNameTwiceIsRefused() throws IOException {
    assertRefused(new ZipBytes().entry("x/a", ABC).entry("x/a", ABC).bytes(), "'x/a' occurs twice");
  }

  @Test
  void aLocalHeaderOfAnotherNameIsRefused() throws IOException {
    assertRefused(
        new ZipBytes().entry("x/a", "x/b", 0, ABC, 3).bytes(),
        "the central directory and the local header of the zip entry 'x/a' differ");
  }

  @Test
  void entriesThatShareBytesAreRefused() throws IOException {
    CRC32 crc = new CRC32();
    ZipBytes inner = new ZipBytes().entry("x/b", ABC);
    byte[] hidden = Arrays.copyOf(inner.bytes(), 36); // a local header and its data
    crc.update(ABC);
    ZipBytes zip = new ZipBytes().entry("x/a", hidden);
    zip.listed("x/b", 0, (int) crc.getValue(), 3, 3, 33); // inside the first one's data
    assertRefused(zip.bytes(), "'x/b' overlaps another entry");
  }

  @Test
  void anEntryBehindTheDirectoryIsRefused() throws IOException {
    assertRefused(
        new ZipBytes().entry("x/a", ABC).listed("x/b", 0, 0, 3, 3, 0x7fffffff).bytes(),
        "expected 30 bytes at byte 2147483647");
  }

  @Test
  void anEntryThatReachesIntoTheDirectoryIsRefused() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(ABC);
    byte[] bytes = new ZipBytes().entry("x/a", ABC).bytes();
    bytes[22] = 9; // the sizes in the local header and in the directory
    bytes[18] = 9;
    int directory = 36;
    bytes[directory + 20] = 9;
    bytes[directory + 24] = 9;
    assertRefused(bytes, "expected 9 bytes at byte 33, but only 36 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 65535})
  void aDirectoryOfAnotherLengthIsRefused(int entries) throws IOException {
    assertRefused(new ZipBytes().entry("x/a", ABC).bytes(entries), "directory has");
  }

  @Test
  void bytesBeforeOrAfterTheArchiveAreRefused() throws IOException {
    byte[] zip = new ZipBytes().entry("x/a", ABC).bytes();
    byte[] before = new byte[zip.length + 10];
    System.arraycopy(zip, 0, before, 10, zip.length);
    assertRefused(before, "its central directory is not directly before its end record");
    assertRefused(Arrays.copyOf(zip, zip.length + 10), "without an end of central directory");
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    byte[] bytes = new ZipBytes().entry("x/a", ABC).bytes();
    bytes[34] ^= 1;
    Path file = file(bytes);
    try (FileChannel channel = FileRegion.open(file)) {
      ZipEntries read = ZipEntries.read(FileRegion.whole(file, channel));
      assertThat(read.entries()).hasSize(1);
      for (ZipEntries.Entry entry : read.entries().values()) {
        assertThatThrownBy(entry::read)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("'x/a' has the CRC-32")
            .hasMessageEndingWith("it is damaged");
      }
    }
  }
}
