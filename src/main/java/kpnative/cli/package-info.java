/**
 * The commands. Each parses its arguments, calls one method of the library, and prints the result.
 *
 * <p>Results go to standard output, notes and errors to standard error, one line each; a stack
 * trace needs {@code --verbose}. Exit codes: 0 success, 1 failure, 2 usage error, 130 stopped and
 * resumable. A command may check a path or a number, but decides nothing else, and uses no native
 * type.
 */
@NullMarked
package kpnative.cli;

import org.jspecify.annotations.NullMarked;
