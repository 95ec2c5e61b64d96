/**
 * What an argument must be, in one wording for the whole project. Pure Java, knows nothing else.
 */
@NullMarked
package kpnative.checks;

import org.jspecify.annotations.NullMarked;
