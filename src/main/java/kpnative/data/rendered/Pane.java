package kpnative.data.rendered;

/**
 * A flat or bent piece that lets light through: a lens, a veil. What is behind it is seen times
 * {@code 1 - opacity}, plus {@code colour} times the ambient light times {@code opacity}, plus
 * {@code reflection} of the ambient light from above.
 *
 * @param outline x, y, z of its convex outline in order, head's frame, cm
 */
record Pane(float[] outline, float[] colour, float opacity, float reflection) {}
