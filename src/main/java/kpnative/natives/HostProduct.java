package kpnative.natives;

import java.util.List;

/**
 * Something that must be installed on the machine, and the libraries that it consists of.
 *
 * @param name with its version, for people: {@code cuDNN 9}
 * @param libraries file names with the version that is needed, in load order
 */
record HostProduct(String name, List<String> libraries) {
  /** Copies the list. */
  HostProduct {
    libraries = List.copyOf(libraries);
  }

  /** {@return the product that a line of natives.properties describes: {@code NAME: FILE ...}} */
  static HostProduct parse(String line) {
    int colon = line.indexOf(':');
    return new HostProduct(
        line.substring(0, colon).strip(), List.of(line.substring(colon + 1).strip().split(" +")));
  }
}
