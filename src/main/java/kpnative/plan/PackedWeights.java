package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.Construction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A cache of weights in the layouts that the generated code needs. Each layout is created once and
 * shared by all batch sizes that need it. Owns the weights. Not thread-safe while it is being
 * filled.
 */
final class PackedWeights implements AutoCloseable {
  private final Map<String, List<Packed>> byName = new HashMap<>();

  private record Packed(Owned<memory.desc> form, Owned<memory> data) {}

  /**
   * {@return the weights in the wanted layout; borrowed until this is closed}
   *
   * @param name name of the layer's tensor
   * @param values row-major
   * @param given the memory descriptor of {@code values}
   * @param wanted the memory descriptor to convert to, of any layout and data type
   */
  memory pack(String name, float[] values, memory.desc given, memory.desc wanted) {
    try (NativeScope scope = NativeScope.open()) {
      return pack(name, new FloatPointer(values), given, wanted);
    }
  }

  /**
   * {@return int8 weights in the wanted layout, as {@link #pack(String, float[], memory.desc,
   * memory.desc)}}
   */
  memory pack(String name, byte[] values, memory.desc given, memory.desc wanted) {
    try (NativeScope scope = NativeScope.open()) {
      return pack(name, new BytePointer(values), given, wanted);
    }
  }

  private memory pack(String name, Pointer values, memory.desc given, memory.desc wanted) {
    List<Packed> known = byName.computeIfAbsent(name, n -> new ArrayList<>());
    for (Packed p : known) {
      if (p.form.get().equals(wanted)) {
        return p.data.get();
      }
    }
    try (Construction making = new Construction()) {
      Owned<memory> data = making.retain(new memory(wanted, OneDnn.cpu()));
      Owned<memory.desc> form = making.retain(new memory.desc(wanted));
      memory plain = OneDnn.at(given, values);
      reorder.primitive_desc how =
          new reorder.primitive_desc(OneDnn.cpu(), given, OneDnn.cpu(), wanted);
      primitive program = OneDnn.program(how);
      stream queue = OneDnn.stream();
      dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(2);
      arguments.position(0).arg(dnnl.DNNL_ARG_FROM).memory(plain.get());
      arguments.position(1).arg(dnnl.DNNL_ARG_TO).memory(data.get().get());
      OneDnn.check(
          dnnl.dnnl_primitive_execute(program.get(), queue.get(), 2, arguments.position(0)),
          "reorder of " + name);
      known.add(new Packed(form, data)); // only now does it hold the weights
      making.done();
      return data.get();
    }
  }

  @Override
  public void close() {
    for (List<Packed> layouts : byName.values()) {
      for (Packed p : layouts) {
        p.data.close();
        p.form.close();
      }
    }
    byName.clear();
  }
}
