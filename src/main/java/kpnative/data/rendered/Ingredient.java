package kpnative.data.rendered;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What rendered faces can be made without, to see what each is worth to a training. */
public enum Ingredient {
  /** Shadows, contrast, colours and sides of light; without, it comes evenly from all sides. */
  LIGHT,
  /** Hair, and beards that stand out from the skin; without, heads are bald, brows stay. */
  HAIR,
  /** Hats, glasses, masks and jewels, hands and things before the face; clothes stay. */
  WORN,
  /** Spots, pores, folds, redness and shine; without, skin has one colour. */
  SKIN,
  /** Strong expressions; without, each is at two fifths of its strength. */
  EXPRESSION,
  /** Heads that are turned far; without, each is turned two fifths as far. */
  POSE,
  /** Blur, noise, films, JPEG; without, pictures are exposed and nothing else. */
  CAMERA,
  /** Painted backgrounds; without, they are grey. */
  BACKGROUND;

  /** What is left of an expression and of a turn. */
  static final float MILD = 0.4f;

  /** {@return the name by which data are asked for without it, such as {@code hair}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the ingredient of a {@link #word}}
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ingredient of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected ingredients of rendered faces ("
                        + Arrays.stream(values())
                            .map(Ingredient::word)
                            .collect(Collectors.joining(", "))
                        + "), got '"
                        + word
                        + "'"));
  }
}
