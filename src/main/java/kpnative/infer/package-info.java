@NullMarked
package kpnative.infer;

import org.jspecify.annotations.NullMarked;
