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
 * How a data set is divided into training and validation. No photograph, and no person that is
 * known, is ever on both sides.
 *
 * @param by what decides
 * @param validation share of the faces that validate, above 0 and below 1; used by fraction, and by
 *     person where {@code trainPersons} doesn't apply
 * @param trainPersons by person: persons of numbers up to this one train (IMM: 32), the others
 *     validate; 0: persons are drawn by {@code validation}
 * @param list by list: a file of the names of validation pictures, one a line; else empty
 */
public record SplitRule(By by, double validation, int trainPersons, String list) {
  /** Rejects shares that leave a side empty, and a list without a file. */
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

  /** What decides on which side a face is. */
  public enum By {
    /** Who it is; by fraction where the data doesn't tell. */
    @JsonProperty("person")
    PERSON,
    /** A seed. */
    @JsonProperty("fraction")
    FRACTION,
    /** A file of names. */
    @JsonProperty("list")
    LIST
  }

  /**
   * {@return the two sides, each in the data set's order; the same for the same faces and seed}
   *
   * @throws IllegalArgumentException if a side would be empty
   * @throws IOException if the list can't be read, or names a picture that isn't there
   */
  public Split apply(Dataset all, long seed) throws IOException {
    return switch (by) {
      case LIST -> byList(all);
      case FRACTION -> byFraction(all, seed, "");
      case PERSON -> byPerson(all, seed);
    };
  }

  /** {@return this with {@code list} as an absolute path, so that any folder finds it} */
  public SplitRule absolute() {
    if (by != By.LIST) {
      return this;
    }
    String path = Path.of(list).toAbsolutePath().normalize().toString();
    return new SplitRule(by, validation, trainPersons, path);
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
    // a recipe's 32 was written for IMM's 40 people; of another set it may leave none
    if (!numbered || validating.isEmpty() || validating.size() == all.size()) {
      return byFraction(
          all, seed, "train_persons " + trainPersons + " doesn't divide these persons; ");
    }
    return divided(all, validating, "by person, up to " + trainPersons + " in training");
  }

  private Split byFraction(Dataset all, long seed, String reason) {
    List<List<AnnotatedFace>> groups = new ArrayList<>(FaceGroups.of(all.faces()));
    SplittableRandom random = new Randomness(seed).stream(0, 0, Randomness.Purpose.SPLIT);
    for (int i = groups.size() - 1; i > 0; i--) {
      List<AnnotatedFace> swapped = groups.set(random.nextInt(i + 1), groups.get(i));
      groups.set(i, swapped);
    }
    long wanted = Math.max(1, Math.round(validation * all.size()));
    Set<AnnotatedFace> validating = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<AnnotatedFace> group : groups) {
      // a group that overshoots by more than it helps is left to train
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
