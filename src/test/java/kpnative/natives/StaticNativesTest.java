package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kpnative.testing.OwnProcess;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** A native object of a class belongs to no scope, also not to that of whoever uses it first. */
class StaticNativesTest {
  @Test
  @OwnProcess
  void theyOutliveTheScopeInWhichTheirClassIsInitialised() throws Exception {
    NativeRuntime.load();
    FilmNatives.load();
    List<Field> fields = fields();
    List<String> freed = new ArrayList<>();
    try (NativeScope scope = NativeScope.open()) {
      for (Field field : fields) {
        assertThat(((Pointer) field.get(null)).isNull()).as(field.toString()).isFalse();
      }
    }
    for (Field field : fields) {
      if (((Pointer) field.get(null)).isNull()) {
        freed.add(field.toString());
      }
    }
    assertThat(fields).hasSizeGreaterThan(3);
    assertThat(freed).isEmpty();
  }

  /** {@return the static native objects of all classes, which are not initialised yet} */
  private static List<Field> fields() throws Exception {
    Path root =
        Path.of(NativeRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Field> fields = new ArrayList<>();
    for (String name : classes(root)) {
      for (Field field : Class.forName(name, false, loader()).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && Pointer.class.isAssignableFrom(field.getType())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static ClassLoader loader() {
    return StaticNativesTest.class.getClassLoader();
  }

  private static List<String> classes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.startsWith("kpnative") && file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
