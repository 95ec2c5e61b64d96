/**
 * Argument and dependency checks, with the same wording throughout the project, and failures in one
 * line. Pure Java; depends on no other package.
 */
@NullMarked
package kpnative.checks;

import org.jspecify.annotations.NullMarked;
