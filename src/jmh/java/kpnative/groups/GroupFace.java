package kpnative.groups;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A photograph of one face whose name says who is seen, as UTKFace's do: {@code
 * AGE_SEX_GROUP_DATE.jpg}.
 *
 * @param age years
 * @param sex 0 male, 1 female
 * @param group 0 to 4, see {@link #GROUPS}
 */
record GroupFace(Path file, int age, int sex, int group) {
  /** The groups' names, as those say who made the set. */
  static final List<String> GROUPS = List.of("White", "Black", "Asian", "Indian", "others");

  private static final List<String> SEXES = List.of("male", "female");
  private static final Pattern NAME = Pattern.compile("(\\d{1,3})_([01])_([0-4])_.*");
  private static final int ADULT = 18;
  private static final String ADULTS =
      "18 and older, "; // the share of children differs between them
  private static final int[] AGES = {0, 6, ADULT, 40, 60, 200}; // where bands begin

  /** {@return the face that a file's name tells of; empty where it doesn't} */
  static Optional<GroupFace> of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new GroupFace(
                file,
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3))))
        : Optional.empty();
  }

  /** {@return the rows of a table in which this face counts; sex and group of grown-ups only} */
  List<String> rows() {
    return age < ADULT
        ? List.of("all", ageBand())
        : List.of("all", ageBand(), ADULTS + SEXES.get(sex), ADULTS + GROUPS.get(group));
  }

  /** {@return all rows, in the table's order} */
  static List<String> allRows() {
    List<String> rows = new ArrayList<>(List.of("all"));
    for (int i = 0; i + 1 < AGES.length; i++) {
      rows.add(band(i));
    }
    SEXES.forEach(sex -> rows.add(ADULTS + sex));
    GROUPS.forEach(group -> rows.add(ADULTS + group));
    return rows;
  }

  private String ageBand() {
    int band = 0;
    while (band + 2 < AGES.length && age >= AGES[band + 1]) {
      band++;
    }
    return band(band);
  }

  private static String band(int i) {
    return i + 2 == AGES.length
        ? AGES[i] + " years and older"
        : AGES[i] + " to " + (AGES[i + 1] - 1) + " years";
  }
}
