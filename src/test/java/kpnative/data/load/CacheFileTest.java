package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.data.Photographs;
import kpnative.data.PictureFile;
import kpnative.data.UnreadablePictures;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.PhotographFrame;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeRuntime;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CacheFileTest {
  private static final int FACES = 5;
  private static final long ALL = 1L << 30;

  @TempDir Path folder;
  private CachePlace place;
  private List<ReducedPicture> wanted;

  @BeforeEach
  void photographs() throws IOException {
    NativeRuntime.load();
    place = new CachePlace(folder, folder.resolve("gray.pictures"));
    wanted = Photographs.wanted(Photographs.write(folder, FACES, 2), 2);
  }

  private void write(Channels channels, long maxBytes, long segment) throws IOException {
    CacheFileWriter.write(
        place,
        channels,
        wanted,
        maxBytes,
        (done, all) -> {},
        UnreadablePictures.leftOut(line -> {}),
        segment);
  }

  private void write() throws IOException {
    write(Channels.GRAY, ALL, CacheIndex.SEGMENT);
  }

  private CacheFile open() throws IOException {
    return CacheFile.open(place, Channels.GRAY, wanted, ALL);
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> open().close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(place.file() + ": ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private void assertHoldsWhatIsDecoded(CacheFile file) {
    file.forEach(
        (name, reduction, held) -> {
          try (Image fresh = new PictureFile(Path.of(name)).read(held.channels(), reduction)) {
            assertThat(held.frame()).isEqualTo(fresh.frame());
            assertThat(opencv_core.norm(held.mat(), fresh.mat())).isZero();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void itHoldsEveryPictureAsItIsDecoded(Channels channels) throws IOException {
    write(channels, ALL, CacheIndex.SEGMENT);
    try (CacheFile file = CacheFile.open(place, channels, wanted, ALL)) {
      assertThat(file.size()).isEqualTo(FACES);
      assertHoldsWhatIsDecoded(file);
    }
  }

  @Test
  void picturesInSeveralSegmentsAreWhole() throws IOException {
    long segment = 1 << 16; // one or two pictures, none of which may cross the end of a segment
    write(Channels.GRAY, ALL, segment);
    assertThat(Files.size(place.file())).isGreaterThan(2 * segment);
    try (CacheFile file = open()) {
      assertThat(file.size()).isEqualTo(FACES);
      assertHoldsWhatIsDecoded(file);
    }
  }

  @Test
  void aPictureBehindTheSecondGibibyteIsFound() throws IOException {
    long offset = (5L << 29) + 128;
    Size size = new Size(4, 2);
    CacheEntry far =
        new CacheEntry(
            place.nameOf(wanted.get(0).picture()),
            2,
            CacheEntry.State.of(wanted.get(0).picture()),
            Optional.of(PhotographFrame.whole(size)),
            offset);
    byte[] end =
        new CacheIndex(Channels.GRAY, ALL, CacheIndex.SEGMENT, offset + 64, List.of(far)).encode();
    try (RandomAccessFile out = new RandomAccessFile(place.file().toFile(), "rw")) { // sparse
      out.seek(offset);
      out.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      out.seek(offset + 64);
      out.write(end);
    }
    wanted = wanted.subList(0, 1);
    try (CacheFile file = open()) {
      file.forEach(
          (name, reduction, held) -> {
            byte[] pixels = new byte[8];
            try (BytePointer data = new BytePointer(held.mat().data())) {
              data.get(pixels);
            }
            assertThat(pixels).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
          });
      assertThat(file.size()).isEqualTo(1);
    }
  }

  @Test
  void whatDoesNotFitIsLeftOut() throws IOException {
    long one = 0;
    try (Image first = wanted.get(0).picture().read(Channels.GRAY, 2)) {
      one = first.bytes();
    }
    write(Channels.GRAY, one + 10, CacheIndex.SEGMENT);
    try (CacheFile file = CacheFile.open(place, Channels.GRAY, wanted, one + 10)) {
      assertThat(file.size()).isEqualTo(1);
      assertThat(file.pixelBytes()).isEqualTo(one);
    }
    assertRefused("was written for data.cache_mb 0, where it is 1024");
  }

  @Test
  void whatCannotBeDecodedIsLeftOut() throws IOException {
    Files.writeString(wanted.get(1).picture().path(), "no picture");
    Files.delete(wanted.get(3).picture().path());
    write();
    try (CacheFile file = open()) {
      assertThat(file.size()).isEqualTo(FACES - 2);
    }
  }

  @Test
  void fewerPicturesAreFoundInTheFileOfMore() throws IOException {
    write();
    wanted = wanted.subList(1, 3);
    try (CacheFile file = open()) {
      assertThat(file.size()).isEqualTo(2);
      assertHoldsWhatIsDecoded(file);
    }
  }

  @Test
  void aPictureThatWasAddedIsMissed() throws IOException {
    List<ReducedPicture> all = wanted;
    wanted = all.subList(0, 3);
    write();
    wanted = all;
    assertRefused(all.get(3).picture().path() + " is not in it, reduced by 2");
  }

  @Test
  void aPictureThatWasWrittenAnewIsNoticed() throws IOException {
    write();
    Path picture = wanted.get(2).picture().path();
    Files.setLastModifiedTime(picture, FileTime.fromMillis(1_000_000));
    assertRefused(picture + " has changed since it was written");
  }

  @Test
  void aPictureThatWasDeletedIsNoticed() throws IOException {
    write();
    Files.delete(wanted.get(2).picture().path());
    assertRefused("2.jpg has changed since it was written");
  }

  @Test
  void dataAndFileCanBeMovedTogether(@TempDir Path elsewhere) throws IOException {
    write();
    List<ReducedPicture> moved = new ArrayList<>();
    for (ReducedPicture w : wanted) {
      Path to = elsewhere.resolve(w.picture().path().getFileName().toString());
      Files.copy(w.picture().path(), to, StandardCopyOption.COPY_ATTRIBUTES);
      moved.add(new ReducedPicture(new PictureFile(to), w.reduction()));
    }
    CachePlace there = new CachePlace(elsewhere, elsewhere.resolve("gray.pictures"));
    Files.move(place.file(), there.file());
    try (CacheFile file = CacheFile.open(there, Channels.GRAY, moved, ALL)) {
      assertThat(file.size()).isEqualTo(FACES);
    }
  }

  @Test
  void anAbsentFileIsToldFromADamagedOne() {
    assertThatThrownBy(this::open).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Files.write(place.file(), new byte[4096]);
    assertRefused("not a file of decoded pictures");
    Files.write(place.file(), new byte[0]);
    assertRefused("not a file of decoded pictures");
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(place.file());
    for (int length = whole.length - 1; length >= 0; length -= 1 + (whole.length - length) / 9) {
      Files.write(place.file(), Arrays.copyOf(whole, length));
      assertRefused("");
    }
  }

  @Test
  void everyChangedByteOfTheIndexIsNoticed() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(place.file());
    int summed = whole.length - 64 + 56; // the last 8 bytes are unused
    int pixelsEnd;
    try (FileChannel in = FileChannel.open(place.file())) {
      pixelsEnd = (int) CacheIndex.read(in).pixelsEnd();
    }
    for (int at = pixelsEnd; at < summed; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x41;
      Files.write(place.file(), changed);
      assertRefused("");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-64, 4, 4, 1", // before the file
    "32, 4, 4, 1", // not at a multiple of 64
    "9223372036854775744, 4, 4, 1", // its end overflows
    "64, 65500, 65500, 1", // 4 GB in a small file
    "64, 70000, 4, 1", // a side that no picture has
    "64, -5, 4, 1",
    "64, 4, 4, 3", // no reduction
    "256, 4, 64, 1" // reaches into the index
  })
  void anIndexWithTheRightSumIsStillNotTrusted(long offset, int width, int height, int reduction)
      throws IOException {
    byte[] made = indexOf(offset, width, height, reduction);
    Files.write(place.file(), made);
    wanted = wanted.subList(0, 1);
    assertRefused("damaged");
  }

  /** A file with 320 bytes of pixels, whose only entry has these values. */
  private byte[] indexOf(long offset, int width, int height, int reduction) {
    CacheEntry entry =
        new CacheEntry(
            "0.jpg",
            2,
            CacheEntry.State.of(wanted.get(0).picture()),
            Optional.of(PhotographFrame.whole(new Size(1, 1))),
            64);
    byte[] end =
        new CacheIndex(Channels.GRAY, ALL, CacheIndex.SEGMENT, 320, List.of(entry)).encode();
    return HostileIndex.with(end, "0.jpg".length(), offset, width, height, reduction);
  }

  @Test
  void twoWritersAtOnceLeaveAWholeFile() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(
            pool.submit(
                () -> {
                  write();
                  return null;
                }));
      }
      for (Future<?> one : both) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    try (CacheFile file = open()) {
      assertHoldsWhatIsDecoded(file);
    }
  }

  @Test
  void aFileInUseOutlivesItsReplacement() throws IOException {
    write();
    try (CacheFile old = open()) {
      List<ReducedPicture> all = wanted;
      wanted = all.subList(0, 1);
      write();
      wanted = all;

      assertHoldsWhatIsDecoded(old);
      assertRefused("is not in it");
    }
  }

  @Test
  void closingFreesWhatItMade() throws IOException {
    write();
    long before = NativeMemory.objects();
    CacheFile file = open();
    assertThat(NativeMemory.objects()).isGreaterThan(before);
    file.close();
    file.close();

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }
}
