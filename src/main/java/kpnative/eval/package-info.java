@NullMarked
package kpnative.eval;

import org.jspecify.annotations.NullMarked;
