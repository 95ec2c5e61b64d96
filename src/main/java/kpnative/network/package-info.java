/**
 * Networks as values: a {@link kpnative.network.NetworkGraph} of {@link kpnative.network.Layer}
 * records, made of a {@link kpnative.network.NetworkSpec} by {@link
 * kpnative.network.NetworkBuilder}, and the graph's readers.
 *
 * <p>Words: a <em>node</em> is a named layer and the names of its inputs; a <em>parameter</em> is
 * trained, a <em>buffer</em> is only updated. Shapes: B batch, C channels, H rows, W columns, K
 * keypoints. A graph's own shapes leave B out. Every network ends in {@code [2K]} numbers, x and y
 * in turn; what they mean is the codec's affair. A reader states its cases by implementing {@link
 * kpnative.network.LayerReader}, so that a case for a new layer fails to compile until each reader
 * has it.
 */
@NullMarked
package kpnative.network;

import org.jspecify.annotations.NullMarked;
