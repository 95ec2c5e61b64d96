package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kpnative.data.read.ReadOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of known duplicates. Runs where {@code ../shared} has the list and its photographs. */
class SharedDuplicatesTest {
  private static final Path ROOT = Path.of("../shared/data/300w");

  @BeforeEach
  void skipWithoutTheData() {
    Assumptions.assumeTrue(
        Files.isRegularFile(ROOT.resolve("near-duplicates.txt")),
        ROOT + " is absent: nothing to find");
  }

  @Test
  void nearlyAllKnownDuplicatesOfLfpwAreFoundAndFewOthers() throws IOException {
    Set<Set<String>> known = known("lfpw/trainset");
    List<Finding> found = found("lfpw/trainset");
    long hits = found.stream().filter(f -> known.contains(names(f))).count();

    // most of the others, checked by eye, are duplicates that the list lacks
    assertThat(known).hasSize(115);
    assertThat(hits).isGreaterThanOrEqualTo(112);
    assertThat(found.size() - hits).isLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"helen/trainset, 6", "helen/testset, 5"})
  void everyKnownDuplicateOfHelenIsFound(String set, int pairs) throws IOException {
    Set<Set<String>> known = known(set);
    long hits = found(set).stream().filter(f -> known.contains(names(f))).count();

    assertThat(known).hasSize(pairs);
    assertThat(hits).isEqualTo(pairs);
  }

  /** In these sets file names tell the persons, or there is nobody twice. */
  @ParameterizedTest
  @ValueSource(strings = {"pts:300w/afw", "asf:imm58", "asf:imm-frontal73", "csv:youtube68-csv"})
  void differentPeopleAreNoDuplicates(String set) throws IOException {
    int path = set.indexOf(':') + 1;
    String spec = set.substring(0, path) + ROOT.resolveSibling(set.substring(path));
    assertThat(foundIn(spec)).isEmpty();
  }

  private static List<Finding> found(String folder) throws IOException {
    return foundIn("pts:" + ROOT.resolve(folder));
  }

  private static List<Finding> foundIn(String spec) throws IOException {
    return DataCheck.of(List.of(spec), Optional.empty(), ReadOptions.DEFAULT, FaceFolder.use(96))
        .of(Kind.DUPLICATE);
  }

  private static Set<Set<String>> known(String folder) throws IOException {
    Set<Set<String>> pairs = new HashSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("near-duplicates.txt"))) {
      String[] f = line.split(" ");
      if (f[0].equals(folder) && f[2].equals(folder)) {
        pairs.add(Set.of(f[1], f[3]));
      }
    }
    return pairs;
  }

  private static Set<String> names(Finding finding) {
    Set<String> names = new HashSet<>();
    finding
        .faces()
        .forEach(
            f -> names.add(f.picture().name().replaceFirst(".*/", "").replaceFirst("\\..*", "")));
    return names;
  }
}
