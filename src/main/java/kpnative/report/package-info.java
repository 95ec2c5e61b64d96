@NullMarked
package kpnative.report;

import org.jspecify.annotations.NullMarked;
