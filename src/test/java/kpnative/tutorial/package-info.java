/**
 * kp-native, told from a data set to a detection: read the tutorials in the order of their numbers.
 * Every build runs them, and the README's code is cut from them.
 */
@NullMarked
package kpnative.tutorial;

import org.jspecify.annotations.NullMarked;
