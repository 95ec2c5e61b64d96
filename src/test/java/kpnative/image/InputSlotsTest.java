package kpnative.image;

import static kpnative.image.ResamplerTest.noise;
import static kpnative.image.ResamplerTest.plain;
import static kpnative.image.ResamplerTest.sample;
import static kpnative.image.ResamplerTest.slots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Effect.Tone;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class InputSlotsTest {
  @Test
  void onlyTheSlotsOwnFloatsAreWritten() {
    InputFormat format = plain(8, 8, Channels.GRAY);
    try (NativeScope scope = NativeScope.open();
        Image image = noise(9, 9, Channels.GRAY, 5);
        Resampler resampler = new Resampler(format)) {
      FloatPointer batch = new FloatPointer(3L * 64);
      batch.put(filled(3 * 64, -7f));
      InputSlots slots = slots(format, batch);
      resampler.sample(image, Warp.IDENTITY, Border.CONSTANT, List.of(), slots, 1);
      float[] got = new float[3 * 64];
      slots.close();
      batch.get(got);
      assertThat(Arrays.copyOfRange(got, 0, 64)).containsOnly(-7f);
      assertThat(Arrays.copyOfRange(got, 64, 128)).doesNotContain(-7f);
      assertThat(Arrays.copyOfRange(got, 128, 192)).containsOnly(-7f);
    }
  }

  @Test
  void bytesAreThePictureBeforeMeanAndDeviation() {
    InputFormat format = new InputFormat(23, 17, Channels.COLOR, 0.4, 0.2);
    Warp warp = Warp.rotation(0.4, new Point(20, 20));
    List<Effect> effects = List.of(new Tone(1.2, 0.8, 1.3, 0.1));
    try (NativeScope scope = NativeScope.open();
        Image image = noise(41, 39, Channels.COLOR, 9);
        Resampler resampler = new Resampler(format)) {
      float[] floats = sample(image, warp, Border.REPLICATE, effects, format);
      BytePointer memory = new BytePointer(2L * format.values());
      memory.put(new byte[2 * format.values()]);
      try (InputSlots slots = InputSlots.bytes(format, memory, 2)) {
        resampler.sample(image, warp, Border.REPLICATE, effects, slots, 1);
      }
      byte[] got = new byte[2 * format.values()];
      memory.get(got);
      for (int i = 0; i < floats.length; i++) {
        float wanted = ((got[floats.length + i] & 0xff) / 255f - 0.4f) / 0.2f;
        assertThat(floats[i]).as("value " + i).isCloseTo(wanted, within(1e-5f));
        assertThat(got[i]).isZero();
      }
    }
  }

  @Test
  void grayBytesAreWrittenToo() {
    InputFormat format = plain(9, 9, Channels.GRAY);
    try (NativeScope scope = NativeScope.open();
        Image image = noise(9, 9, Channels.GRAY, 5);
        Resampler resampler = new Resampler(format)) {
      BytePointer memory = new BytePointer(format.values());
      try (InputSlots slots = InputSlots.bytes(format, memory, 1)) {
        resampler.sample(image, Warp.IDENTITY, Border.CONSTANT, List.of(), slots, 0);
      }
      byte[] got = new byte[format.values()];
      memory.get(got);
      byte[] wanted = new byte[format.values()];
      image.mat().data().get(wanted);
      assertThat(got).isEqualTo(wanted);
    }
  }

  @Test
  void shortMemoryIsRefused() {
    try (NativeScope scope = NativeScope.open()) {
      FloatPointer memory = new FloatPointer(127);
      assertThatThrownBy(() -> InputSlots.floats(plain(8, 8, Channels.GRAY), memory, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("128 values");
    }
  }

  @Test
  void aMismatchedPictureOrDestinationIsRejected() {
    InputFormat format = plain(8, 8, Channels.GRAY);
    try (NativeScope scope = NativeScope.open();
        Image gray = noise(9, 9, Channels.GRAY, 5);
        Image color = noise(9, 9, Channels.COLOR, 5);
        InputSlots slots = slots(format, new FloatPointer(64));
        InputSlots wider = slots(plain(16, 8, Channels.GRAY), new FloatPointer(128));
        Resampler resampler = new Resampler(format)) {
      assertThatThrownBy(
              () -> resampler.sample(color, Warp.IDENTITY, Border.CONSTANT, List.of(), slots, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("GRAY");
      assertThatThrownBy(
              () -> resampler.sample(gray, Warp.IDENTITY, Border.CONSTANT, List.of(), wider, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("width=16");
      assertThatThrownBy(
              () -> resampler.sample(gray, Warp.IDENTITY, Border.CONSTANT, List.of(), slots, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 0");
    }
  }

  private static float[] filled(int n, float value) {
    float[] out = new float[n];
    Arrays.fill(out, value);
    return out;
  }
}
