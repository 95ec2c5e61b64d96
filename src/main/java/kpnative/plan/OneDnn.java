package kpnative.plan;

import kpnative.natives.Construction;
import kpnative.natives.NativeRuntime;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** The CPU engine of oneDNN, and factories for the objects that use it. Thread-safe. */
final class OneDnn {
  static final int INFERENCE = dnnl.dnnl_forward_inference;

  /** The memory format of maps: channels-last, which needs no padding of the channels. */
  static final memory.format_tag MAPS = memory.format_tag.nhwc;

  static final memory.format_tag PLAIN_MAPS = memory.format_tag.nchw;
  static final memory.format_tag ROWS = memory.format_tag.ab;
  static final memory.format_tag ANY = memory.format_tag.any;

  private static final OneDnn INSTANCE = new OneDnn();

  private final Owned<engine> cpu;
  private final dnnl_engine handle;

  private OneDnn() {
    try (Construction making = new Construction()) {
      cpu = making.retain(new engine(engine.kind.cpu, 0));
      handle = making.retain(cpu.get().get()).get(); // for the lifetime of the process
      making.done();
    }
  }

  /** {@return the engine, which lives as long as the process} */
  static engine cpu() {
    return INSTANCE.cpu.get();
  }

  /** {@return the engine's handle for oneDNN's C API} */
  static dnnl_engine handle() {
    return INSTANCE.handle;
  }

  /** {@return a new execution stream; scratch} On the CPU, a call has finished when it returns. */
  static stream stream() {
    return new stream(cpu());
  }

  /** {@return a float32 memory descriptor in this layout; scratch} */
  static memory.desc floats(memory.format_tag layout, long... sizes) {
    return new memory.desc(sizes, memory.data_type.f32, layout);
  }

  /** {@return a memory descriptor of a data type in this layout; scratch} */
  static memory.desc form(memory.data_type kind, memory.format_tag layout, long... sizes) {
    return new memory.desc(sizes, kind, layout);
  }

  /** {@return a memory object over borrowed memory, which must outlive it; scratch} */
  static memory at(memory.desc form, Pointer data) {
    return new memory(form, cpu(), data);
  }

  /** {@return attributes of a call whose scratchpad the caller provides; scratch} */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** {@return the compiled primitive for a descriptor; scratch} Slow: it generates machine code. */
  static primitive program(primitive_desc_base description) {
    return new primitive(description.get());
  }

  /** Throws if a call of oneDNN's C API failed. */
  static void check(int status, String call) {
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN's " + call + " failed: status " + status);
    }
  }

  static {
    NativeRuntime.loadForDetection();
  }
}
