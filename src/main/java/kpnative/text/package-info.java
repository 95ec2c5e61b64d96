/**
 * Reads and writes records as text: JSON ({@link kpnative.text.SpecMapper}) for metadata stored
 * with weights, YAML ({@link kpnative.text.SpecYaml}) for files that people write. Reading is
 * strict.
 *
 * <p>Text that others chose is written through {@link kpnative.text.PlainText} where people read it
 * and through {@link kpnative.text.CsvCell} in tables.
 */
@NullMarked
package kpnative.text;

import org.jspecify.annotations.NullMarked;
