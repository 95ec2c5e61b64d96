/**
 * Records as text, and text as records: JSON ({@link kpnative.text.SpecMapper}) for what travels
 * with weights, YAML ({@link kpnative.text.SpecYaml}) for what people write. Reading is strict.
 */
@NullMarked
package kpnative.text;

import org.jspecify.annotations.NullMarked;
