@NullMarked
package kpnative.natives;

import org.jspecify.annotations.NullMarked;
