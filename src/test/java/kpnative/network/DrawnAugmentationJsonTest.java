package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Entry;
import kpnative.augment.Motion;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.text.SpecMapper;
import org.junit.jupiter.api.Test;

/** A drawn augmentation is serialised to JSON and read back. */
class DrawnAugmentationJsonTest {
  private static DrawnAugmentation readBack(String json) throws JsonProcessingException {
    return SpecMapper.json().readValue(json, DrawnAugmentation.class);
  }

  @Test
  void aDrawnAugmentationSurvivesARoundTrip() throws JsonProcessingException {
    Augmentation everything =
        Augmentation.NONE
            .with(new Entry.Flip(0.5))
            .with(new Entry.Scale(0.7, 1.4, Distribution.NORMAL, 0.7))
            .with(new Entry.Rotation(30, Distribution.NORMAL, 0.7))
            .with(new Entry.Shear(20, 10, 0.7))
            .with(new Entry.Homography(0.1, 0.7))
            .with(new Entry.Translation(0.1, 0.2, 0.1, 0, Distribution.UNIFORM, 0.7))
            .with(new Entry.Color(0.3, 0.3, 0.3, 0.1, 0.7))
            .with(new Entry.Gamma(0.5, 2, 0.7))
            .with(new Entry.Gray(0.7))
            .with(new Entry.Occlusion(3, 0.4, 0.7))
            .with(new Entry.Blur(0.02, 0.7))
            .with(new Entry.Noise(0.1, 0.7))
            .with(new Entry.Jpeg(50, 90, 0.7));
    Randomness randomness = new Randomness(2);
    for (int i = 0; i < 200; i++) {
      long key = randomness.key(0, i, Purpose.AUGMENT);
      DrawnAugmentation drawn = DrawnAugmentation.draw(everything, key, new Size(96, 64));
      String json = SpecMapper.json().writeValueAsString(drawn);
      assertThat(readBack(json)).as("sample %d of seed 2: %s", i, json).isEqualTo(drawn);
    }
  }

  @Test
  void stepsAreWrittenUnderTheirNamesInRecipes() throws JsonProcessingException {
    DrawnAugmentation drawn =
        new DrawnAugmentation(
            List.of(new Motion.Flip(), new Motion.Scale(1.5)),
            List.of(new Effect.Gray(), new Effect.Jpeg(70)),
            Border.REFLECT);
    assertThat(SpecMapper.json().writeValueAsString(drawn))
        .isEqualTo(
            "{\"motions\":[{\"kind\":\"flip\"},{\"kind\":\"scale\",\"factor\":1.5}],"
                + "\"effects\":[{\"kind\":\"gray\"},{\"kind\":\"jpeg\",\"quality\":70}],"
                + "\"border\":\"reflect\"}");
  }

  @Test
  void anUnknownStepIsRefused() {
    String json = "{\"motions\":[{\"kind\":\"fold\"}],\"effects\":[],\"border\":\"reflect\"}";
    assertThatThrownBy(() -> readBack(json)).isInstanceOf(JsonProcessingException.class);
  }
}
