package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Test;

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
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
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

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
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
