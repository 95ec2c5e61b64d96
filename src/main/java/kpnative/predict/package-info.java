/** What a detector finds on photographs and in videos, drawn and written as JSON and CSV. */
@NullMarked
package kpnative.predict;

import org.jspecify.annotations.NullMarked;
