package kpnative.data;

import java.util.List;

/**
 * Two sides of a data set; no photograph, and no person that is known, is on both.
 *
 * @param train at least one face
 * @param validation at least one face
 * @param how one line on how it came about, for logs
 */
public record Split(Dataset train, Dataset validation, String how) {
  /** {@return the split of these faces} */
  static Split of(
      Dataset all, List<AnnotatedFace> train, List<AnnotatedFace> validation, String how) {
    if (train.isEmpty() || validation.isEmpty()) {
      throw new IllegalArgumentException(
          "a split of "
              + all.size()
              + " faces leaves "
              + train.size()
              + " to train and "
              + validation.size()
              + " to validate: "
              + how);
    }
    return new Split(new Dataset(all.schema(), train), new Dataset(all.schema(), validation), how);
  }
}
