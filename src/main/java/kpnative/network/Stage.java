package kpnative.network;

/**
 * Maps that a backbone offers to a head.
 *
 * @param node whose output they are
 * @param stride pixels of the input that one pixel stands for
 */
record Stage(String node, int stride) {}
