package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.natives.Owned;
import kpnative.network.Shape;
import org.bytedeco.dnnl.memory;

/**
 * The values of a plan that is being built, for one size of a batch: which piece of a run's memory
 * each takes, and until which node it is needed. A piece goes to the next value when nothing reads
 * the last one any more.
 */
final class PlanValues {
  private final long batch;
  private final Map<String, PlanValue> byName = new HashMap<>();
  private final Map<String, Integer> lastReads = new HashMap<>();
  private final Map<Integer, Integer> slotUsers = new HashMap<>(); // living values of a slot
  private final PlanSlots slots = new PlanSlots();
  private final List<PlanValue> made = new ArrayList<>();
  private int now; // the node that is being built

  PlanValues(List<FusedNode> nodes, long batch) {
    this.batch = batch;
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : nodes.get(i).reads()) {
        lastReads.put(read, i);
      }
    }
    lastReads.put(nodes.get(nodes.size() - 1).output(), nodes.size());
  }

  /** {@return B} */
  long batch() {
    return batch;
  }

  /** {@return a shape's sizes with the batch} */
  long[] sizes(Shape shape) {
    return shape.isMaps()
        ? new long[] {batch, shape.channels(), shape.height(), shape.width()}
        : new long[] {batch, shape.elements()};
  }

  /** {@return what a node reads first} */
  PlanValue input(FusedNode node) {
    return named(node.inputs().get(0));
  }

  /** {@return the value of a name that an earlier node made} */
  PlanValue named(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  /** {@return whether no later node reads the value} */
  boolean isLastRead(String name) {
    return Objects.requireNonNull(lastReads.get(name)) == now;
  }

  /** {@return a new value of 32 bits: maps, channels last, for four sizes, rows for two} */
  PlanValue take(long... size) {
    return take(size, OneDnn.floats(size.length == 4 ? OneDnn.MAPS : OneDnn.ROWS, size));
  }

  /** {@return a new value of 32 bits in this layout} */
  PlanValue take(long[] size, memory.desc form) {
    return take(size, form, 1);
  }

  /** {@return a new value in this layout, whose numbers are multiplied with {@code scale}} */
  PlanValue take(long[] size, memory.desc form, float scale) {
    long taken = form.get_size();
    int slot = slots.take(taken);
    slotUsers.put(slot, 1);
    return keep(new PlanValue(size, Owned.retain(form), slot, taken, scale));
  }

  /** {@return a new value of maps with as many bits as {@code source} and the same scale} */
  PlanValue takeLike(PlanValue source, long[] size) {
    memory.desc form = OneDnn.form(source.desc().get_data_type(), OneDnn.MAPS, size);
    return take(size, form, source.scale());
  }

  /** {@return the value, which takes another's memory} Closed with the plan. */
  PlanValue keep(PlanValue value) {
    made.add(value);
    return value;
  }

  /** Says that one more value lives in this one's memory. */
  void share(PlanValue value) {
    slotUsers.merge(value.slot(), 1, Integer::sum);
  }

  /** Says that one value fewer lives in this one's memory, which may become free. */
  void forget(PlanValue value) {
    if (slotUsers.merge(value.slot(), -1, Integer::sum) == 0) {
      slots.release(value.slot());
    }
  }

  /** Gives the value its name, for the nodes that read it. */
  void name(String name, PlanValue value) {
    byName.put(name, value);
  }

  /** Goes on to the next node: frees the memory of what nothing reads after this one. */
  void finish(FusedNode node) {
    for (String name : node.reads().stream().distinct().toList()) {
      if (isLastRead(name)) {
        forget(named(name));
      }
    }
    now++;
  }

  /** {@return how many bytes each piece of memory has} */
  List<Long> slotSizes() {
    return slots.sizes();
  }

  /** {@return all values that were taken or kept} */
  List<PlanValue> made() {
    return List.copyOf(made);
  }

  /** Frees the values of a plan that is not finished. */
  void discard() {
    made.forEach(v -> v.form().close());
  }
}
