/**
 * Everything that determines a training except the data and the machine: YAML is parsed once into
 * immutable records and validated as a whole before any native library is loaded. Start with {@link
 * kpnative.recipe.Recipe}.
 */
@NullMarked
package kpnative.recipe;

import org.jspecify.annotations.NullMarked;
