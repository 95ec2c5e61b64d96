/**
 * Argument and dependency checks, with the same wording throughout the project. Pure Java; depends
 * on no other package.
 */
@NullMarked
package kpnative.checks;

import org.jspecify.annotations.NullMarked;
