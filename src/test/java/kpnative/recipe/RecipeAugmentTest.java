package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import kpnative.augment.Augmentation;
import kpnative.augment.Entry;
import kpnative.augment.Step;
import kpnative.image.Border;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recipe's {@code augment} section. */
class RecipeAugmentTest {
  private static final String BACKWARDS =
      "jpeg, noise, blur, occlusion, gray, gamma, color, translation, homography, shear, rotation,"
          + " scale, flip";

  private static Augmentation set(String... sets) throws IOException {
    return Recipes.load("nose/cnn-12-24-32", List.of(sets)).augment();
  }

  @Test
  void theDefaultsChangeNothing() {
    assertThat(Recipes.parse("name: plain").augment()).isEqualTo(Augmentation.NONE);
  }

  @Test
  void everyKeyIsSet() throws IOException {
    Augmentation a =
        set(
            "augment.shear={x: 10, y: 5, p: 0.5}",
            "augment.gamma={min: 0.7, max: 1.5, p: 0.4}",
            "augment.gray.p=0.2",
            "augment.occlusion={count: 3, side: 0.3, p: 0.1}",
            "augment.blur={sigma: 0.02, p: 0.3}",
            "augment.noise={deviation: 0.05, p: 0.6}",
            "augment.jpeg={min: 50, max: 95, p: 0.7}",
            "augment.border=reflect");
    assertThat(a.shear()).isEqualTo(new Entry.Shear(10, 5, 0.5));
    assertThat(a.gamma()).isEqualTo(new Entry.Gamma(0.7, 1.5, 0.4));
    assertThat(a.gray()).isEqualTo(new Entry.Gray(0.2));
    assertThat(a.occlusion()).isEqualTo(new Entry.Occlusion(3, 0.3, 0.1));
    assertThat(a.blur()).isEqualTo(new Entry.Blur(0.02, 0.3));
    assertThat(a.noise()).isEqualTo(new Entry.Noise(0.05, 0.6));
    assertThat(a.jpeg()).isEqualTo(new Entry.Jpeg(50, 95, 0.7));
    assertThat(a.border()).isEqualTo(Border.REFLECT);
    assertThat(a.order()).isEqualTo(Augmentation.USUAL_ORDER);
  }

  @Test
  void theOrderIsAList() throws IOException {
    Augmentation a = set("augment.order=[" + BACKWARDS + "]");
    assertThat(a.order()).startsWith(Step.JPEG, Step.NOISE).endsWith(Step.SCALE, Step.FLIP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          augment.order=[flip]          | --set augment.order=[flip]: augment.order must have every step, but lacks [scale, rotation, *
          augment.order=[flip, flip]    | --set augment.order=[flip, flip]: augment.order has flip twice
          augment.order=[flop]          | --set augment.order=[flop]: augment.order must be one of flip, scale, rotation, *
          augment.blur.sigma=3          | --set augment.blur.sigma=3: augment.blur.sigma must be 0 to 0.1, got 3
          augment.blurr.sigma=3         | --set augment.blurr.sigma=3: unknown key 'augment.blurr': did you mean 'augment.blur'?
          augment.jpeg.min=70.5         | --set augment.jpeg.min=70.5: augment.jpeg.min must be a whole number, got 70.5
          """)
  void aMistakeIsReportedWithItsKey(String set, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(set))
        .satisfies(
            e -> {
              if (message.endsWith("*")) {
                assertThat(e).hasMessageStartingWith(message.substring(0, message.length() - 1));
              } else {
                assertThat(e).hasMessage(message);
              }
            });
  }
}
