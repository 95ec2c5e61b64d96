/**
 * A page in which a person sees, moves and saves the points of faces.
 *
 * <p>A {@code LabelStore} is the set, as its files hold it; a {@code LabelServer} serves it and the
 * page to this machine alone, by the JDK's HTTP server. Frame: pixels of the upright photograph;
 * whole numbers are pixel centres. No native type is used.
 */
@NullMarked
package kpnative.label;

import org.jspecify.annotations.NullMarked;
