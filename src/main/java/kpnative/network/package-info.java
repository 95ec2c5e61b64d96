/**
 * Networks as values: {@link kpnative.network.NetworkBuilder} turns a {@link
 * kpnative.network.NetworkSpec} into a {@link kpnative.network.NetworkGraph} of {@link
 * kpnative.network.Layer} records, which visitors compile, measure and execute.
 *
 * <p>Terms: a <em>node</em> is a named layer with the names of its inputs; a <em>parameter</em> is
 * trained; a <em>buffer</em> holds running statistics; a <em>constant</em> is set once from the
 * training data. Shapes: B batch, C channels, H rows, W columns, K keypoints. The shapes in a graph
 * omit B. Every network outputs {@code [2K]} values, x and y interleaved; the codec defines their
 * meaning. A visitor implements {@link kpnative.network.LayerReader}, so that a new kind of layer
 * does not compile until every visitor handles it.
 */
@NullMarked
package kpnative.network;

import org.jspecify.annotations.NullMarked;
