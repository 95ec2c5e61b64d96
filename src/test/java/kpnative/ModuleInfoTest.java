package kpnative;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kpnative.testing.JavaProcess;

/** Whether the module's descriptor fits the classes, which are compiled without it. */
@AnalyzeClasses(packages = "kpnative", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleInfoTest {
  /** Only named by the bindings of oneDNN, whose own descriptor leaves it out. */
  private static final String NAMED_BY_ONEDNN = "org.bytedeco.opencl";

  /** Optional, so that an application can do without; who calls such a method requires it. */
  private static final String OPTIONAL = "org.bytedeco.pytorch";

  @ArchTest
  static void itRequiresTheModulesWhoseClassesAreUsed(JavaClasses classes) {
    Map<String, ModuleDescriptor> modules = modules();
    Set<String> required = new TreeSet<>();
    Set<String> readable = new TreeSet<>();
    for (Requires r : descriptor().requires()) {
      required.add(r.name());
      addReadable(r.name(), modules.values(), readable);
    }
    Set<String> used = new TreeSet<>(Set.of("java.base", NAMED_BY_ONEDNN));
    for (JavaClass c : classes) {
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        String name = d.getTargetClass().getBaseComponentType().getPackageName();
        if (!name.startsWith("kpnative") && !name.isEmpty()) {
          ModuleDescriptor module = modules.get(name);
          used.add(module == null ? "no module: " + name : module.name());
        }
      }
    }

    assertThat(readable).containsAll(used);
    assertThat(used).containsAll(required);
  }

  /** Adds a module and what it lets its readers read. */
  private static void addReadable(
      String name, Collection<ModuleDescriptor> modules, Set<String> readable) {
    if (readable.add(name)) {
      modules.stream()
          .filter(m -> m.name().equals(name))
          .flatMap(m -> m.requires().stream())
          .filter(r -> r.modifiers().contains(Modifier.TRANSITIVE))
          .forEach(r -> addReadable(r.name(), modules, readable));
    }
  }

  @ArchTest
  static void whatItExportsNamesOnlyWhatAnApplicationSees(JavaClasses classes) {
    ModuleDescriptor descriptor = descriptor();
    Map<String, ModuleDescriptor> modules = modules();
    Set<String> exported =
        descriptor.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    Set<String> readable = new TreeSet<>();
    addReadable("java.base", modules.values(), readable);
    addReadable(OPTIONAL, modules.values(), readable);
    descriptor.requires().stream()
        .filter(r -> r.modifiers().contains(Modifier.TRANSITIVE))
        .forEach(r -> addReadable(r.name(), modules.values(), readable));
    Set<String> hidden = new TreeSet<>();
    for (JavaClass c : classes) {
      if (exported.contains(c.getPackageName()) && isVisible(c)) {
        signatures(c)
            .filter(
                t ->
                    t.getPackageName().startsWith("kpnative")
                        ? !exported.contains(t.getPackageName())
                        : !readable.contains(modules.get(t.getPackageName()).name()))
            .forEach(t -> hidden.add(c.getName() + " names " + t.getName()));
      }
    }

    assertThat(exported).isNotEmpty();
    assertThat(hidden).isEmpty();
  }

  private static boolean isVisible(JavaClass c) {
    boolean open =
        c.getModifiers().contains(JavaModifier.PUBLIC)
            || c.getModifiers().contains(JavaModifier.PROTECTED);
    return open && c.getEnclosingClass().map(ModuleInfoTest::isVisible).orElse(true);
  }

  /** {@return the types that a visible class shows in its supertypes, fields and methods} */
  private static Stream<JavaClass> signatures(JavaClass c) {
    Stream<JavaClass> above =
        Stream.concat(
            c.getSuperclass().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()),
            c.getInterfaces().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()));
    Stream<JavaClass> fields =
        c.getFields().stream()
            .filter(f -> isShown(f.getModifiers()))
            .map(JavaField::getType)
            .flatMap(t -> t.getAllInvolvedRawTypes().stream());
    Stream<JavaClass> methods =
        c.getCodeUnits().stream()
            .filter(m -> isShown(m.getModifiers()))
            .flatMap(ModuleInfoTest::types);
    return Stream.of(above, fields, methods)
        .flatMap(s -> s)
        .map(JavaClass::getBaseComponentType)
        .filter(t -> !t.isPrimitive());
  }

  private static Stream<JavaClass> types(JavaCodeUnit method) {
    return Stream.of(
            method.getReturnType().getAllInvolvedRawTypes().stream(),
            method.getParameterTypes().stream().flatMap(p -> p.getAllInvolvedRawTypes().stream()),
            method.getThrowsClause().getTypes().stream())
        .flatMap(s -> s);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static ModuleDescriptor descriptor() {
    try (InputStream in = Files.newInputStream(Path.of("target/module/module-info.class"))) {
      return ModuleDescriptor.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the module of each package, of the JDK and of the jars on the class path} */
  private static Map<String, ModuleDescriptor> modules() {
    String path = JavaProcess.classPath();
    Map<String, ModuleDescriptor> modules = new HashMap<>();
    Arrays.stream(path.split(File.pathSeparator))
        .filter(p -> p.matches(".*/(org/(bytedeco|yaml|jspecify)|com/fasterxml|info)/.*\\.jar"))
        .forEach(p -> add(ModuleFinder.of(Path.of(p)), modules));
    add(ModuleFinder.ofSystem(), modules);
    return modules;
  }

  private static void add(ModuleFinder finder, Map<String, ModuleDescriptor> modules) {
    finder
        .findAll()
        .forEach(m -> m.descriptor().packages().forEach(p -> modules.put(p, m.descriptor())));
  }
}
