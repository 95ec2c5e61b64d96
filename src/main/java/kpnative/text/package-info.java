/**
 * Reads and writes records as text: JSON ({@link kpnative.text.SpecMapper}) for metadata stored
 * with weights, YAML ({@link kpnative.text.SpecYaml}) for files that people write. Reading is
 * strict.
 */
@NullMarked
package kpnative.text;

import org.jspecify.annotations.NullMarked;
