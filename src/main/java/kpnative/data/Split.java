package kpnative.data;

import java.util.List;

/**
 * The training and the validation faces of a data set. No photograph and no known person is on both
 * sides.
 *
 * @param train at least one face
 * @param validation at least one face
 * @param how a line that says how the faces were divided, for logs
 */
public record Split(Dataset train, Dataset validation, String how) {
  /** {@return the split into these faces} */
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
