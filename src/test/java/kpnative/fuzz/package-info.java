/**
 * Every reader of bytes from outside, given bytes that nobody would write: {@link
 * kpnative.fuzz.FuzzTargets} lists them, {@link kpnative.fuzz.FuzzTargetsTest} gives each a fixed
 * number of mutated files in every build, and {@code benchmarks/fuzz.sh} lets Jazzer look for more,
 * for as long as one likes.
 */
package kpnative.fuzz;
