package kpnative.data.read;

import java.util.Optional;
import java.util.function.Consumer;
import kpnative.keypoints.KeypointSchema;

/**
 * Options for reading data sets.
 *
 * @param syntheticFaces the number of faces for {@code synthetic} and {@code rendered:HEAD} without
 *     a number, at least 1
 * @param syntheticKeypoints the number of keypoints of synthetic and rendered faces, K, unless
 *     other data determine it: 68, or 58 of synthetic ones alone
 * @param seed the seed of the synthetic and rendered faces
 * @param joined whether faces of several schemas are faces of one that has the points of all; if
 *     not, all must have as many keypoints
 * @param named whether file names tell which faces show one photograph or person
 * @param notes receives one line for each thing that was skipped and why
 * @param schema that of faces whose files state none, if it has as many keypoints; empty for what
 *     their number is taken for
 */
public record ReadOptions(
    int syntheticFaces,
    int syntheticKeypoints,
    long seed,
    boolean joined,
    boolean named,
    Consumer<String> notes,
    Optional<KeypointSchema> schema) {
  private static final System.Logger LOG = System.getLogger("kpnative.data");

  /** 2000 synthetic faces of 68 keypoints, seed 1; notes go to the logger {@code kpnative.data}. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(2000, 68, 1, false, true, line -> LOG.log(System.Logger.Level.WARNING, line));

  /** Options of faces of which no schema is known beforehand. */
  public ReadOptions(
      int syntheticFaces,
      int syntheticKeypoints,
      long seed,
      boolean joined,
      boolean named,
      Consumer<String> notes) {
    this(syntheticFaces, syntheticKeypoints, seed, joined, named, notes, Optional.empty());
  }

  /** {@return these options with the schema of faces whose files state none} */
  public ReadOptions withSchema(KeypointSchema unsaid) {
    return new ReadOptions(
        syntheticFaces, syntheticKeypoints, seed, joined, named, notes, Optional.of(unsaid));
  }

  /** Rejects fewer than one face. */
  public ReadOptions {
    if (syntheticFaces < 1) {
      throw new IllegalArgumentException(
          "synthetic faces must be 1 or more, got " + syntheticFaces);
    }
  }

  /** {@return these options with another receiver of notes} */
  public ReadOptions withNotes(Consumer<String> receiver) {
    return new ReadOptions(
        syntheticFaces, syntheticKeypoints, seed, joined, named, receiver, schema);
  }

  /** {@return these options with another K for synthetic and rendered faces} */
  public ReadOptions withSyntheticKeypoints(int keypoints) {
    return new ReadOptions(syntheticFaces, keypoints, seed, joined, named, notes, schema);
  }
}
