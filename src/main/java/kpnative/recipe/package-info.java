/**
 * Everything about a training but the data and the machine: YAML read once into immutable records,
 * and checked whole before anything native is loaded. Start with {@link kpnative.recipe.Recipe}.
 */
@NullMarked
package kpnative.recipe;

import org.jspecify.annotations.NullMarked;
