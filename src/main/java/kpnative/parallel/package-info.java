/**
 * Several processes that train one network, each on its share of every batch: how they meet, and
 * what they compute together.
 *
 * <p>Three terms. A <em>worker</em> is one of these processes; its <em>rank</em> counts from 0. A
 * <em>collective</em> is a computation in which all workers take part, each at the same point of
 * its work; it ends with the same result in all of them, or with an error within a time limit. The
 * <em>first</em> worker, of rank 0, is the one that writes files and decides what depends on a
 * clock.
 *
 * <p>LibTorch's c10d does the work: a TCPStore, where the workers meet, Gloo on the processor, and
 * NCCL between GPUs. Nothing here knows what is trained.
 */
@NullMarked
package kpnative.parallel;

import org.jspecify.annotations.NullMarked;
