package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kpnative.data.AnnotatedFace;
import kpnative.data.Photographs;
import kpnative.data.PictureFile;
import kpnative.data.PictureSource;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCacheTest {
  private static final long SEED = 3;

  private final AtomicInteger decoded = new AtomicInteger();

  @Test
  void aPictureThatFitsIsDecodedOnce() throws IOException {
    try (PictureCache cache = new PictureCache(Channels.GRAY, 1 << 20)) {
      for (int i = 0; i < 3; i++) {
        cache.use(picture(0), Image::size);
      }
    }
    assertThat(decoded).hasValue(1);
  }

  @Test
  void aCacheOfNoBytesDecodesAtEveryUse() throws IOException {
    try (PictureCache cache = new PictureCache(Channels.GRAY, 0)) {
      cache.use(picture(0), Image::size);
      cache.use(picture(0), Image::size);
    }
    assertThat(decoded).hasValue(2);
  }

  @Test
  void whatNoLongerFitsIsNotKeptAndEvictsNothing() throws IOException {
    long first = SyntheticFaces.render(0, SEED).getWidth() * 256L; // one picture fits, two do not
    try (PictureCache cache = new PictureCache(Channels.GRAY, first)) {
      cache.use(picture(0), Image::size);
      cache.use(picture(1), Image::size);
      cache.use(picture(0), Image::size);
      assertThat(decoded).hasValue(2);
      cache.use(picture(1), Image::size);
      assertThat(decoded).hasValue(3);
    }
  }

  @Test
  void aFailingUseLeaksNothing() throws IOException {
    try (PictureCache cache = new PictureCache(Channels.GRAY, 0)) {
      cache.use(picture(0), Image::size);
      long before = NativeMemory.objects();

      assertThatThrownBy(
              () ->
                  cache.use(
                      picture(0),
                      p -> {
                        throw new IOException("no use");
                      }))
          .hasMessage("no use");
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  @Test
  void closingFreesThePicturesAndMayBeRepeated() throws IOException {
    PictureCache cache = new PictureCache(Channels.COLOR, 1 << 20);
    long before = NativeMemory.objects();
    cache.use(picture(0), Image::size);
    assertThat(NativeMemory.objects()).isGreaterThan(before);
    cache.close();
    cache.close();

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void oneReductionIsNotTakenForAnother(@TempDir Path folder) throws IOException {
    PictureSource file = Photographs.write(folder, 1, 2).get(0).picture();
    try (PictureCache cache = new PictureCache(Channels.GRAY, 1 << 24)) {
      Size half = cache.use(file, 2, Image::size);
      Size whole = cache.use(file, Image::size);

      assertThat(whole).isEqualTo(file.size());
      assertThat(half).isEqualTo(new Size(whole.width() / 2, whole.height() / 2));
      assertThat(cache.use(file, 2, Image::size)).isEqualTo(half);
    }
  }

  @Test
  void whatIsKeptIsNotReadAgain(@TempDir Path folder) throws IOException {
    PictureSource file = Photographs.write(folder, 1, 1).get(0).picture();
    try (PictureCache cache = new PictureCache(Channels.GRAY, 1 << 24)) {
      Size first = cache.use(file, Image::size);
      Files.delete(((PictureFile) file).path());

      assertThat(cache.use(file, Image::size)).isEqualTo(first);
    }
  }

  @Test
  void picturesOfAFileAreNotDecoded(@TempDir Path folder) throws IOException {
    List<ReducedPicture> wanted = Photographs.wanted(Photographs.write(folder, 2, 1), 1);
    CachePlace place = new CachePlace(folder, folder.resolve("kept"));
    CacheFileWriter.write(
        place,
        Channels.GRAY,
        wanted,
        1 << 24,
        (done, all) -> {},
        UnreadablePictures.leftOut(line -> {}));
    CacheFile file = CacheFile.open(place, Channels.GRAY, wanted, 1 << 24);
    try (PictureCache cache = new PictureCache(file, 1 << 24)) {
      Size size = wanted.get(1).picture().size();
      Files.delete(wanted.get(1).picture().path());

      assertThat(cache.use(wanted.get(1).picture(), Image::size)).isEqualTo(size);
    }
  }

  @Test
  void picturesThatDoNotFitTakeTurnsInTheSameMemory(@TempDir Path folder) throws IOException {
    List<AnnotatedFace> faces = Photographs.write(folder, 3, 1);
    try (PictureCache cache = new PictureCache(Channels.GRAY, 0)) {
      cache.use(faces.get(0).picture(), Image::size);
      long before = NativeMemory.objects();
      for (int i = 0; i < 30; i++) {
        cache.use(faces.get(i % 3).picture(), Image::size);
      }

      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  private PictureSource picture(int index) {
    PictureSource source = SyntheticFaces.faces(index + 1, SEED, 68).get(index).picture();
    return new PictureSource() {
      @Override
      public Image read(Channels channels) throws IOException {
        decoded.incrementAndGet();
        return source.read(channels);
      }

      @Override
      public Size size() throws IOException {
        return source.size();
      }

      @Override
      public String name() {
        return source.name();
      }
    };
  }
}
