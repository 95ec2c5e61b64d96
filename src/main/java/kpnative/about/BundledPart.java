package kpnative.about;

import java.util.List;

/**
 * Something of others that the jar holds, as its SBOM lists it. Thread-safe.
 *
 * @param name as its authors call it; of Java libraries {@code group:artifact}
 * @param version theirs, or {@code as in} the part that brings it, where no version is recorded
 * @param kind how it is held
 * @param licence an SPDX expression
 * @param texts the names of its licence texts in the jar
 */
record BundledPart(String name, String version, Kind kind, String licence, List<String> texts) {
  /** How a part is held, in the order in which they are shown. */
  enum Kind {
    /** A native library: a file of its own. */
    NATIVE("Native libraries"),
    /** Data or a script: a file of its own. */
    DATA("Data"),
    /** Linked into a native library, or part of another file. */
    INSIDE("Inside these files"),
    /** Java classes from a Maven artifact. */
    JAVA("Java libraries");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** {@return the heading above parts of this kind} */
    String title() {
      return title;
    }
  }

  BundledPart {
    texts = List.copyOf(texts);
  }
}
