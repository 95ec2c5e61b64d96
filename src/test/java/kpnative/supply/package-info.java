/** Tests of what the build runs from source ({@code src/build}), and of what it makes. */
@NullMarked
package kpnative.supply;

import org.jspecify.annotations.NullMarked;
