@NullMarked
package kpnative.cli;

import org.jspecify.annotations.NullMarked;
