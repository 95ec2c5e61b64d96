package kpnative;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package table of docs/architecture.md, as rules. */
@AnalyzeClasses(packages = "kpnative", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each may use only those before it. */
  private static final List<String> ORDER =
      List.of(
          "checks",
          "files",
          "text",
          "geometry",
          "keypoints",
          "pose",
          "natives",
          "image",
          "codec",
          "weights",
          "network",
          "plan",
          "crop",
          "chip",
          "finder",
          "face",
          "infer",
          "hide",
          "find",
          "track",
          "video",
          "augment",
          "data",
          "data.annotation",
          "data.painted",
          "data.backdrop",
          "data.rendered",
          "data.read",
          "data.write",
          "data.load",
          "data.check",
          "eval",
          "export",
          "recipe",
          "measure",
          "bench",
          "suggest",
          "parallel",
          "train.loss",
          "train",
          "sweep",
          "draw",
          "preview",
          "predict",
          "doctor",
          "label",
          "report",
          "about",
          "cli");

  /** Their public signatures name no type of org.bytedeco. */
  private static final Set<String> UPPER =
      Set.of(
          "kpnative.infer",
          "kpnative.find",
          "kpnative.track",
          "kpnative.video",
          "kpnative.eval",
          "kpnative.recipe",
          "kpnative.measure",
          "kpnative.bench",
          "kpnative.suggest",
          "kpnative.train",
          "kpnative.sweep",
          "kpnative.draw",
          "kpnative.preview",
          "kpnative.predict",
          "kpnative.doctor",
          "kpnative.report",
          "kpnative.about",
          "kpnative.cli");

  /** A class with all that is nested in it: what a file holds. */
  private static final SliceAssignment TOP_LEVEL_CLASS =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          JavaClass outermost = type;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return SliceIdentifier.of(outermost.getName());
        }

        @Override
        public String getDescription() {
          return "top-level classes";
        }
      };

  @ArchTest
  static void aPackageUsesOnlyThoseBeforeIt(JavaClasses classes) {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "kpnative." + name)
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage("kpnative." + ORDER.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .allowEmptyShould(true)
            .check(classes);
      }
    }
  }

  /**
   * A reader who begins with any class comes to an end. What javac leaves out of class files, names
   * of constants and {@code permits}, this cannot see.
   */
  @ArchTest
  static final ArchRule classesFormNoCircles =
      SlicesRuleDefinition.slices().assignedFrom(TOP_LEVEL_CLASS).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule pagesDrawWhatOthersPredicted =
      noClasses()
          .that()
          .resideInAnyPackage(
              "kpnative.draw", "kpnative.preview", "kpnative.doctor", "kpnative.report")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("kpnative.measure")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("KeypointDetector");

  @ArchTest
  static final ArchRule everyClassIsInOneOfThePackages =
      ArchRuleDefinition.classes()
          .should()
          .resideInAnyPackage(
              ORDER.stream().map(name -> "kpnative." + name).toArray(String[]::new));

  @ArchTest
  static final ArchRule pureJavaPackagesNameNoNativeType =
      noClasses()
          .that()
          .resideInAnyPackage(
              "kpnative.checks..",
              "kpnative.files..",
              "kpnative.text..",
              "kpnative.find..",
              "kpnative.track..",
              "kpnative.geometry..",
              "kpnative.keypoints..",
              "kpnative.crop..",
              "kpnative.eval..",
              "kpnative.sweep..",
              "kpnative.draw..",
              "kpnative.preview..",
              "kpnative.predict..",
              "kpnative.doctor..",
              "kpnative.report..",
              "kpnative.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule callersOfTheUpperPackagesNeedNoNativeType =
      ArchRuleDefinition.codeUnits()
          .that()
          .areDeclaredInClassesThat(
              new DescribedPredicate<>(
                  "are public classes of the packages that applications and the command begin"
                      + " with") {
                @Override
                public boolean test(JavaClass type) {
                  return type.getModifiers().contains(JavaModifier.PUBLIC)
                      && UPPER.contains(type.getPackageName());
                }
              })
          .should(
              new ArchCondition<JavaCodeUnit>("name no native type") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                  Set<JavaModifier> modifiers = unit.getModifiers();
                  if (!modifiers.contains(JavaModifier.PUBLIC)
                      && !modifiers.contains(JavaModifier.PROTECTED)) {
                    return;
                  }
                  Stream.concat(
                          unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                      .filter(type -> type.getPackageName().startsWith("org.bytedeco"))
                      .forEach(
                          type ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      unit, unit.getFullName() + " names " + type.getName())));
                }
              })
          .allowEmptyShould(true);

  /**
   * What opens a file to read it: {@code files.InputFile} refuses pipes and devices, and bounds.
   */
  private static final Map<String, Set<String>> OPENERS =
      Map.ofEntries(
          Map.entry(
              "java.nio.file.Files",
              Set.of(
                  "newInputStream",
                  "newBufferedReader",
                  "newByteChannel",
                  "readAllBytes",
                  "readAllLines",
                  "readString",
                  "lines")),
          Map.entry("java.nio.channels.FileChannel", Set.of("open")),
          Map.entry("java.nio.channels.AsynchronousFileChannel", Set.of("open")),
          Map.entry("java.nio.file.Path", Set.of("toFile")),
          Map.entry("java.io.FileInputStream", Set.of("<init>")),
          Map.entry("java.io.FileReader", Set.of("<init>")),
          Map.entry("java.io.RandomAccessFile", Set.of("<init>")),
          Map.entry("java.io.File", Set.of("<init>")),
          Map.entry("java.util.zip.ZipFile", Set.of("<init>")),
          Map.entry("java.util.jar.JarFile", Set.of("<init>")),
          Map.entry("java.util.Scanner", Set.of("<init>")),
          Map.entry("javax.imageio.ImageIO", Set.of("read", "createImageInputStream")));

  /** They open what this program wrote, to write or to lock, or files of the system. */
  private static final Set<String> OPEN_THEMSELVES =
      Set.of(
          "kpnative.files.InputFile",
          "kpnative.files.AtomicFile",
          "kpnative.files.FolderLock", // its own file
          "kpnative.cli.RawArguments", // /proc/self/cmdline
          "kpnative.natives.LibraryCache", // its own folder
          "kpnative.natives.NativeFacts", // /proc/cpuinfo
          "kpnative.natives.VectorLimit", // /proc/cpuinfo
          "kpnative.parallel.CoreShare", // /proc/self/status, /sys/devices/system/cpu
          "kpnative.sweep.SweepExecution", // locks
          "kpnative.sweep.TrainingProcess", // where a process writes
          "kpnative.video.FilmWriter");

  @ArchTest
  static final ArchRule filesFromOutsideAreOpenedInOnePlace =
      noClasses()
          .that(
              new DescribedPredicate<>("are not among those that open files themselves") {
                @Override
                public boolean test(JavaClass type) {
                  return OPEN_THEMSELVES.stream()
                      .noneMatch(
                          name ->
                              type.getName().equals(name) || type.getName().startsWith(name + "$"));
                }
              })
          .should()
          .accessTargetWhere(
              new DescribedPredicate<>("the target opens a file") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return OPENERS
                      .getOrDefault(access.getTargetOwner().getName(), Set.of())
                      .contains(access.getTarget().getName());
                }
              });

  @Test
  void theNumbersOfTheDecisionsAreUnique() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs", "decisions"))) {
      List<String> numbers =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .map(name -> name.replaceFirst("-.*", ""))
              .toList();

      assertThat(numbers).isNotEmpty().doesNotHaveDuplicates().allMatch(n -> n.matches("\\d{3}"));
    }
  }

  @Test
  void thePageNamesThePackagesInTheirOrder() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs", "architecture.md")).stream()
            .filter(line -> line.matches("\\| `[a-z.]+` \\|.*"))
            .map(line -> line.replaceFirst("\\| `([a-z.]+)`.*", "$1"))
            .limit(ORDER.size())
            .toList();

    assertThat(rows).isEqualTo(ORDER);
  }
}
