package kpnative.recipe;

import kpnative.checks.Require;

/**
 * How a sample is drawn from a scene: which part of it, at which scale, and what happens to its
 * tones. Probabilities are 0 to 1.
 *
 * @param smallest the least scale, input pixels per pixel of the scene, 0.05 to 8
 * @param largest the largest, at least {@code smallest}
 * @param leastFace the least size of a face that a sample is aimed at, input pixels, where the
 *     scales allow it; the largest is the input's side
 * @param aimed how often a sample is drawn so that a face's middle is in it
 * @param flip how often it is mirrored
 * @param gray how often its colors are taken away
 * @param tone how often brightness, contrast, saturation and hue are jittered
 * @param jitter by how much at most: factors from {@code 1 - jitter} to {@code 1 + jitter}
 * @param blur how often it is blurred
 * @param noise how often noise is added
 * @param jpeg how often it is compressed
 */
public record SceneChangeSettings(
    double smallest,
    double largest,
    double leastFace,
    double aimed,
    double flip,
    double gray,
    double tone,
    double jitter,
    double blur,
    double noise,
    double jpeg) {
  /** Rejects numbers out of range. */
  public SceneChangeSettings {
    Require.range("augment.smallest", smallest, 0.05, 8);
    Require.range("augment.largest", largest, smallest, 8);
    Require.range("augment.least_face", leastFace, 1, 1_000);
    Require.range("augment.aimed", aimed, 0, 1);
    Require.range("augment.flip", flip, 0, 1);
    Require.range("augment.gray", gray, 0, 1);
    Require.range("augment.tone", tone, 0, 1);
    Require.range("augment.jitter", jitter, 0, 0.9);
    Require.range("augment.blur", blur, 0, 1);
    Require.range("augment.noise", noise, 0, 1);
    Require.range("augment.jpeg", jpeg, 0, 1);
  }
}
