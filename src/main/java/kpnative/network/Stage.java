package kpnative.network;

/**
 * Feature maps of a backbone that a head can read.
 *
 * @param node name of the node that outputs them
 * @param stride input pixels per pixel of the maps, along each axis
 */
record Stage(String node, int stride) {}
