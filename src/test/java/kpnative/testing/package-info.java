/**
 * What the tests of every package share: virtual machines of their own, for what asserts on the
 * state of a process, and clocks that only move when a test moves them.
 */
@NullMarked
package kpnative.testing;

import org.jspecify.annotations.NullMarked;
