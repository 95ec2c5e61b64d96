package kpnative.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;

/**
 * A rule that divides a data set into training and validation faces. No photograph and no known
 * person is ever on both sides.
 *
 * @param by what determines a face's side
 * @param validation fraction of the faces used for validation, above 0 and below 1; applies to
 *     {@link By#FRACTION}, and to {@link By#PERSON} where {@code trainPersons} does not apply
 * @param trainPersons for {@link By#PERSON}: persons numbered up to this one are for training (IMM:
 *     32), the others for validation; 0 draws persons at random by {@code validation}
 * @param list for {@link By#LIST}: a file with the names of the validation pictures, one per line;
 *     otherwise empty
 * @param names whether file names tell which faces show one photograph or person; applied when the
 *     faces are read
 */
public record SplitRule(By by, double validation, int trainPersons, String list, Names names) {
  /**
   * Rejects fractions that leave a side empty, a negative number of persons, and a list without a
   * file.
   */
  public SplitRule {
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "split.validation must be above 0 and below 1, got " + validation);
    }
    if (trainPersons < 0) {
      throw new IllegalArgumentException(
          "split.train_persons must be 0 or more, got " + trainPersons);
    }
    if (by == By.LIST && list.isBlank()) {
      throw new IllegalArgumentException("split.by list needs split.list, a file of names");
    }
  }

  /** Whether file names tell which faces belong together. */
  public enum Names {
    /** They do, as {@link PhotographNames} reads them. */
    @JsonProperty("trust")
    TRUST,
    /** They do not: only the faces of one file belong together. */
    @JsonProperty("ignore")
    IGNORE
  }

  /** What determines a face's side. */
  public enum By {
    /** The person; falls back to {@link #FRACTION} where the data set does not name people. */
    @JsonProperty("person")
    PERSON,
    /** A random draw. */
    @JsonProperty("fraction")
    FRACTION,
    /** A file of picture names. */
    @JsonProperty("list")
    LIST
  }

  /**
   * {@return the two sides, each in the data set's order; equal faces and seeds give equal splits}
   *
   * @throws IllegalArgumentException if a side would be empty, for instance because all faces
   *     belong together by their file names, which the message then says
   * @throws IOException if the list cannot be read or names a picture that is not in the data set
   */
  public Split apply(Dataset all, long seed) throws IOException {
    return switch (by) {
      case LIST -> byList(all);
      case FRACTION -> byFraction(all, seed, "");
      case PERSON -> byPerson(all, seed);
    };
  }

  /**
   * {@return this rule with {@code list} as an absolute path, independent of the working directory}
   */
  public SplitRule absolute() {
    if (by != By.LIST) {
      return this;
    }
    String path = Path.of(list).toAbsolutePath().normalize().toString();
    return new SplitRule(by, validation, trainPersons, path, names);
  }

  private Split byPerson(Dataset all, long seed) {
    if (trainPersons == 0 || all.faces().stream().anyMatch(f -> f.person().isEmpty())) {
      return byFraction(all, seed, "");
    }
    Set<AnnotatedFace> validating = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean numbered = true;
    for (AnnotatedFace f : all.faces()) {
      String person = f.person().orElseThrow();
      numbered &= person.matches("\\d{1,9}");
      if (numbered && Integer.parseInt(person) > trainPersons) {
        validating.add(f);
      }
    }
    // a recipe's 32 is meant for IMM's 40 people; on another data set it may leave a side empty
    if (!numbered || validating.isEmpty() || validating.size() == all.size()) {
      return byFraction(
          all, seed, "train_persons " + trainPersons + " doesn't divide these persons; ");
    }
    return divided(all, validating, "by person, up to " + trainPersons + " in training");
  }

  private Split byFraction(Dataset all, long seed, String reason) {
    List<List<AnnotatedFace>> groups = new ArrayList<>(FaceGroups.of(all.faces()));
    if (groups.size() == 1) {
      throw new IllegalArgumentException(OneGroup.message(all.faces()));
    }
    SplittableRandom random = new Randomness(seed).stream(0, 0, Randomness.Purpose.SPLIT);
    for (int i = groups.size() - 1; i > 0; i--) {
      List<AnnotatedFace> swapped = groups.set(random.nextInt(i + 1), groups.get(i));
      groups.set(i, swapped);
    }
    long wanted = Math.max(1, Math.round(validation * all.size()));
    Set<AnnotatedFace> validating = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<AnnotatedFace> group : groups) {
      // a group that would overshoot by more than it helps stays in training
      if (validating.isEmpty() || validating.size() + group.size() / 2 < wanted) {
        validating.addAll(group);
      }
      if (validating.size() >= wanted) {
        break;
      }
    }
    String how =
        String.format(
            Locale.ROOT,
            "%sfraction %s of %d groups that share a photograph or person, seed %d",
            reason,
            validation,
            groups.size(),
            seed);
    return divided(all, validating, how);
  }

  private Split byList(Dataset all) throws IOException {
    NameList names = NameList.read(Path.of(list));
    List<AnnotatedFace> validate = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (AnnotatedFace f : all.faces()) {
      if (names.holds(f)) {
        validate.add(f);
        taken.addAll(FaceGroups.keys(f));
      }
    }
    List<String> unknown = names.unknown();
    if (!unknown.isEmpty()) {
      throw new IOException(
          "expected a picture for every name, got none for " + unknown.get(0) + more(unknown));
    }
    List<AnnotatedFace> train = new ArrayList<>();
    for (AnnotatedFace f : all.faces()) {
      if (FaceGroups.keys(f).stream().noneMatch(taken::contains)) {
        train.add(f);
      }
    }
    if (train.isEmpty() && validate.size() < all.size()) {
      throw new IllegalArgumentException(OneGroup.message(all.faces()));
    }
    int dropped = all.size() - train.size() - validate.size();
    String how = "validation as in " + list;
    if (dropped > 0) {
      how += "; " + dropped + " faces of its photographs or persons are on neither side";
    }
    return Split.of(all, train, validate, how);
  }

  private static String more(List<String> names) {
    return names.size() == 1 ? "" : " and " + (names.size() - 1) + " more";
  }

  private static Split divided(Dataset all, Set<AnnotatedFace> validating, String how) {
    List<AnnotatedFace> train = new ArrayList<>();
    List<AnnotatedFace> validate = new ArrayList<>();
    for (AnnotatedFace f : all.faces()) {
      (validating.contains(f) ? validate : train).add(f);
    }
    return Split.of(all, train, validate, how);
  }
}
