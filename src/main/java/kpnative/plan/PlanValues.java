package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import org.bytedeco.dnnl.memory;

/**
 * The values of a plan under construction, for one batch size: the memory slot of each, and the
 * last node that reads it. A slot is reused once nothing reads the value in it any more. Not
 * thread-safe.
 */
final class PlanValues {
  private final long batch;
  private final Map<String, PlanValue> byName = new HashMap<>();
  private final Map<String, Integer> lastReads = new HashMap<>();
  private final Map<Integer, Integer> slotUsers =
      new HashMap<>(); // number of live values in each slot
  private final PlanSlots slots = new PlanSlots();
  private final List<PlanValue> made = new ArrayList<>();
  private int now; // index of the node under construction

  PlanValues(List<FusedNode> nodes, long batch) {
    this.batch = batch;
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : nodes.get(i).reads()) {
        lastReads.put(read, i);
      }
    }
    lastReads.put(nodes.get(nodes.size() - 1).output(), nodes.size());
    lastReads.put(NetworkGraph.VISIBILITY, nodes.size());
  }

  /** {@return B} */
  long batch() {
    return batch;
  }

  /** {@return the sizes of a shape, with the batch} */
  long[] sizes(Shape shape) {
    return shape.isMaps()
        ? new long[] {batch, shape.channels(), shape.height(), shape.width()}
        : new long[] {batch, shape.elements()};
  }

  /** {@return a node's first input} */
  PlanValue input(FusedNode node) {
    return named(node.inputs().get(0));
  }

  /** {@return the value of this name, which an earlier node has computed} */
  PlanValue named(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  /** {@return the value of this name; empty if no node has computed it} */
  Optional<PlanValue> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** {@return whether no later node reads the value} */
  boolean isLastRead(String name) {
    return Objects.requireNonNull(lastReads.get(name)) == now;
  }

  /** {@return a new float32 value: channels-last maps for four sizes, rows for two} */
  PlanValue take(long... size) {
    return take(size, OneDnn.floats(size.length == 4 ? OneDnn.MAPS : OneDnn.ROWS, size));
  }

  /** {@return a new value in this layout, with scale 1} */
  PlanValue take(long[] size, memory.desc form) {
    return take(size, form, 1);
  }

  /** {@return a new value in this layout with this scale} */
  PlanValue take(long[] size, memory.desc form, float scale) {
    long taken = form.get_size();
    int slot = slots.take(taken);
    slotUsers.put(slot, 1);
    return keep(new PlanValue(size, Owned.retain(form), slot, taken, scale));
  }

  /** {@return a new value of maps with the data type and the scale of {@code source}} */
  PlanValue takeLike(PlanValue source, long[] size) {
    memory.desc form = OneDnn.form(source.desc().get_data_type(), OneDnn.MAPS, size);
    return take(size, form, source.scale());
  }

  /** {@return {@code value}, which is now closed with the plan} */
  PlanValue keep(PlanValue value) {
    made.add(value);
    return value;
  }

  /** Counts one more live value in this value's slot. */
  void share(PlanValue value) {
    slotUsers.merge(value.slot(), 1, Integer::sum);
  }

  /** Counts one live value fewer in this value's slot, and frees the slot after the last one. */
  void forget(PlanValue value) {
    if (slotUsers.merge(value.slot(), -1, Integer::sum) == 0) {
      slots.release(value.slot());
    }
  }

  /** Registers a value under the name by which nodes read it. */
  void name(String name, PlanValue value) {
    byName.put(name, value);
  }

  /**
   * Finishes a node: frees the values that nothing reads after it, and moves on to the next node.
   */
  void finish(FusedNode node) {
    for (String name : node.reads().stream().distinct().toList()) {
      if (isLastRead(name)) {
        forget(named(name));
      }
    }
    now++;
  }

  /** {@return the size of each memory slot, bytes} */
  List<Long> slotSizes() {
    return slots.sizes();
  }

  /** {@return all values, for closing} */
  List<PlanValue> made() {
    return List.copyOf(made);
  }

  /** Frees the values of an unfinished plan. */
  void discard() {
    made.forEach(v -> v.form().close());
  }
}
