/**
 * What annotation files say, as values that no format owns: pictures, also those without a face,
 * faces, and points with their names and states. Every reader of {@code kpnative.data.read} gives
 * an {@link kpnative.data.annotation.AnnotationSet}, every writer takes one.
 *
 * <p>Frame: the picture's pixels, whole numbers at pixel centres, from 0. Formats that count
 * otherwise are shifted where they are read and written, and nowhere else.
 */
@NullMarked
package kpnative.data.annotation;

import org.jspecify.annotations.NullMarked;
