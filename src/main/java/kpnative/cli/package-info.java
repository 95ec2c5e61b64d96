/**
 * The commands: each parses its words, calls one method of the library, and prints.
 *
 * <p>Results go to the output; notes and errors to the error output, one line each, a stack only
 * with {@code --verbose}. Exit codes: 0 done, 1 failed, 2 given wrong, 130 stopped and resumable. A
 * path or number may be checked here, and nothing else is decided; no native type is named.
 */
@NullMarked
package kpnative.cli;

import org.jspecify.annotations.NullMarked;
