/** What is wrong or odd on this machine or in a data set, as text and as a sheet of faces. */
@NullMarked
package kpnative.doctor;

import org.jspecify.annotations.NullMarked;
