@NullMarked
package kpnative.codec;

import org.jspecify.annotations.NullMarked;
