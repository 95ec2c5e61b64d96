package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import kpnative.data.SplitRule.By;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRuleTest {
  @TempDir Path folder;

  private static Dataset dataset(List<AnnotatedFace> faces) {
    return new Dataset(KeypointSchema.ofCount(1), faces);
  }

  /** Persons 1 to {@code persons}, six photographs each, named as IMM names them. */
  private static Dataset imm(int persons) {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (int p = 1; p <= persons; p++) {
      for (int kind = 1; kind <= 6; kind++) {
        faces.add(
            Faces.face(
                String.format(Locale.ROOT, "imm/%02d-%d%s.jpg", p, kind, p % 5 == 0 ? "f" : "m")));
      }
    }
    return dataset(faces);
  }

  /** 100 photographs, of which the first 20 show five faces each. */
  private static Dataset groups() {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (int p = 0; p < 100; p++) {
      for (int f = 1; f <= (p < 20 ? 5 : 1); f++) {
        faces.add(Faces.face("helen/" + (100_000 + p) + "_" + f + ".jpg"));
      }
    }
    return dataset(faces);
  }

  private static SplitRule fraction(double validation) {
    return new SplitRule(By.FRACTION, validation, 0, "", SplitRule.Names.TRUST);
  }

  private static SplitRule person(int trainPersons) {
    return new SplitRule(By.PERSON, 0.2, trainPersons, "", SplitRule.Names.TRUST);
  }

  private SplitRule list(String... names) throws IOException {
    Path file = Files.writeString(folder.resolve("names.txt"), String.join("\n", names));
    return new SplitRule(By.LIST, 0.2, 0, file.toString(), SplitRule.Names.TRUST);
  }

  private static Set<String> shared(Split split) {
    Set<String> keys = new HashSet<>();
    split.train().faces().forEach(f -> keys.addAll(FaceGroups.keys(f)));
    Set<String> validation = new HashSet<>();
    split.validation().faces().forEach(f -> validation.addAll(FaceGroups.keys(f)));
    keys.retainAll(validation);
    return keys;
  }

  @Test
  void personsUpToTheNumberTrain() throws IOException {
    Split split = person(32).apply(imm(40), 1);
    assertThat(split.train().faces())
        .hasSize(192)
        .allMatch(f -> Integer.parseInt(f.person().orElseThrow()) <= 32);
    assertThat(split.validation().faces()).hasSize(48);
  }

  @Test
  void personsAreDrawnWhereTheNumberWouldLeaveASideEmpty() throws IOException {
    Split split = person(32).apply(imm(10), 1);
    assertThat(split.validation().size()).isEqualTo(12);
    assertThat(shared(split)).isEmpty();
    assertThat(split.how()).contains("train_persons 32 doesn't divide these persons");
  }

  @Test
  void facesWithoutPersonsAreDividedByFraction() throws IOException {
    assertThat(person(32).apply(dataset(Faces.numbered("a/image_", 50)), 1).validation().size())
        .isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 99, -7, Long.MAX_VALUE})
  void noPhotographIsOnBothSides(long seed) throws IOException {
    assertThat(shared(fraction(0.3).apply(groups(), seed))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void noPersonIsOnBothSidesOfAFraction(long seed) throws IOException {
    assertThat(shared(fraction(0.1).apply(imm(40), seed))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.05, 9", "0.1, 18", "0.5, 90", "0.9, 162"})
  void theShareIsMetWithinAGroup(double validation, int wanted) throws IOException {
    assertThat(fraction(validation).apply(groups(), 3).validation().size())
        .isBetween(wanted - 3, wanted + 3);
  }

  @Test
  void everyFaceIsOnOneSide() throws IOException {
    Dataset all = groups();
    Split split = fraction(0.3).apply(all, 1);
    assertThat(split.train().size() + split.validation().size()).isEqualTo(all.size());
  }

  @Test
  void theSameSeedGivesTheSameSides() throws IOException {
    assertThat(fraction(0.3).apply(groups(), 5)).isEqualTo(fraction(0.3).apply(groups(), 5));
  }

  @Test
  void anotherSeedGivesOtherSides() throws IOException {
    assertThat(fraction(0.3).apply(groups(), 5)).isNotEqualTo(fraction(0.3).apply(groups(), 6));
  }

  @Test
  void theOrderOfTheFacesDoesNotMatter() throws IOException {
    List<AnnotatedFace> shuffled = new ArrayList<>(groups().faces());
    Collections.shuffle(shuffled, new Random(11));
    assertThat(Set.copyOf(fraction(0.3).apply(dataset(shuffled), 5).validation().faces()))
        .isEqualTo(Set.copyOf(fraction(0.3).apply(groups(), 5).validation().faces()));
  }

  @Test
  void onePhotographCannotBeDivided() {
    Dataset one = dataset(List.of(Faces.face("a/100000_1.jpg"), Faces.face("a/100000_2.jpg")));
    assertThatThrownBy(() -> fraction(0.5).apply(one, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by their file names they belong together")
        .hasMessageContaining("2 of them to the photograph 100000 (from a/100000_1.jpg: ")
        .hasMessageContaining("--set data.split.names=ignore");
  }

  @Test
  void onePersonCannotBeDividedAndNamesAreToldToHaveMadeHim() {
    Dataset one = dataset(Faces.numbered("a/Anna_Muster_", 5));
    assertThatThrownBy(() -> fraction(0.5).apply(one, 1))
        .hasMessageContaining("cannot divide 5 faces")
        .hasMessageContaining("5 of them to the person Anna_Muster (from a/Anna_Muster_0001.jpg: ")
        .hasMessageContaining("a capitalised first and last name")
        .hasMessageContaining("--set data.split.names=ignore");
  }

  @Test
  void aListThatTakesAllOfOnePersonSaysThatNamesDidIt() {
    Dataset one = dataset(Faces.numbered("a/Anna_Muster_", 5));
    assertThatThrownBy(() -> list("Anna_Muster_0001").apply(one, 1))
        .hasMessageContaining("by their file names they belong together");
  }

  @Test
  void facesOfOneFileCannotBeDividedWhateverItsName() {
    Dataset one = dataset(List.of(Faces.face("a/b.jpg"), Faces.face("a/b.jpg")));
    assertThatThrownBy(() -> fraction(0.5).apply(one, 1))
        .hasMessage("a split needs faces of at least two photographs, got 2 of a/b.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/Anna_Muster_", "a/10000", "a/Session_A_", "a/20240101_"})
  void namesThatAreIgnoredKeepNothingTogether(String prefix) throws IOException {
    List<AnnotatedFace> faces =
        Faces.numbered(prefix, 5).stream().map(AnnotatedFace::unnamed).toList();
    Split split = fraction(0.4).apply(dataset(faces), 1);
    assertThat(List.of(split.train().size(), split.validation().size())).containsExactly(3, 2);
  }

  @Test
  void aSmallShareHoldsOutOneFace() throws IOException {
    assertThat(fraction(0.01).apply(dataset(Faces.numbered("a/image_", 5)), 1).validation().size())
        .isEqualTo(1);
  }

  @Test
  void aListSaysWhatValidates() throws IOException {
    Split split =
        list("image_0002", "image_0004.jpg  # a comment")
            .apply(dataset(Faces.numbered("a/image_", 5)), 1);
    assertThat(split.validation().faces())
        .extracting(f -> f.picture().name())
        .containsExactly("a/image_0002.jpg", "a/image_0004.jpg");
    assertThat(split.train().size()).isEqualTo(3);
  }

  @Test
  void whatSharesAPhotographWithTheListIsOnNeitherSide() throws IOException {
    Split split = list("100003_1").apply(groups(), 1);
    assertThat(shared(split)).isEmpty();
    assertThat(split.validation().size()).isEqualTo(1);
    assertThat(split.how()).contains("4 faces of its photographs or persons are on neither side");
  }

  @Test
  void aListMustNameWhatIsThere() {
    assertThatThrownBy(
            () -> list("image_0001", "image_0099").apply(dataset(Faces.numbered("a/image_", 5)), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("image_0099 (line 2 of ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void refusesSharesThatLeaveASideEmpty(double validation) {
    assertThatThrownBy(() -> fraction(validation))
        .hasMessageContaining("split.validation must be above 0 and below 1");
  }

  @Test
  void refusesAListWithoutAFile() {
    assertThatThrownBy(() -> new SplitRule(By.LIST, 0.1, 0, " ", SplitRule.Names.TRUST))
        .hasMessageContaining("needs split.list");
  }
}
