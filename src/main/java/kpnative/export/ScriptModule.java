package kpnative.export;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.network.TensorSlot;

/**
 * A module of a TorchScript file. The dotted names of a network's tensors become nested modules, so
 * that PyTorch shows the tensors under the same names ({@code layer1.0.conv1.weight}). Not
 * thread-safe.
 */
final class ScriptModule {
  private final Map<String, ScriptModule> modules = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private String type = ""; // the class name, set by number()

  /** A tensor, and the number of the zip entry that holds its bytes. */
  private record Tensor(TensorSlot slot, int entry) {}

  /** {@return the module that holds these tensors, whose zip entries are numbered in this order} */
  static ScriptModule of(List<TensorSlot> slots) {
    ScriptModule network = new ScriptModule();
    for (int i = 0; i < slots.size(); i++) {
      ScriptModule module = network;
      for (String step : slots.get(i).node().split("\\.", -1)) {
        module = module.modules.computeIfAbsent(step, name -> new ScriptModule());
      }
      String name = slots.get(i).name().substring(slots.get(i).node().length() + 1);
      module.tensors.put(name, new Tensor(slots.get(i), i));
    }
    network.number("Network", new ArrayList<>());
    return network;
  }

  private void number(String name, List<String> taken) {
    type = name;
    for (ScriptModule inner : modules.values()) {
      taken.add("Part" + taken.size());
      inner.number(taken.get(taken.size() - 1), taken);
    }
  }

  /**
   * {@return the source of this class and of its submodules' classes}
   *
   * @param body the lines of its forward method; submodules have none
   * @param result the type of what they return
   */
  String code(String body, String result) {
    StringBuilder text = new StringBuilder();
    modules.values().forEach(inner -> text.append(inner.code("", "")));
    text.append("class ").append(type).append("(Module):\n");
    text.append("  __parameters__ = ").append(names(true)).append("\n");
    text.append("  __buffers__ = ").append(names(false)).append("\n");
    tensors.keySet().forEach(name -> text.append(declaration(name, "Tensor")));
    text.append("  training : bool\n");
    modules.forEach((name, m) -> text.append(declaration(name, "__torch__." + m.type)));
    if (!body.isEmpty()) {
      text.append("  def forward(self: __torch__.").append(type);
      text.append(",\n    input: Tensor) -> ").append(result).append(":\n").append(body);
    }
    return text.toString();
  }

  /** {@return the pickle of this module, in which the key of a storage is its entry number} */
  byte[] pickle() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PickleWriter out = new PickleWriter(bytes);
    out.begin();
    write(out);
    out.end();
    return bytes.toByteArray();
  }

  private void write(PickleWriter out) {
    out.beginObject("__torch__", type);
    tensors.forEach(
        (name, t) -> {
          out.text(name);
          out.tensor(t.entry(), t.slot().shape());
        });
    out.text("training");
    out.falseValue();
    modules.forEach(
        (name, inner) -> {
          out.text(name);
          inner.write(out);
        });
    out.endObject();
  }

  private String names(boolean parameters) {
    StringBuilder list = new StringBuilder("[");
    tensors.forEach(
        (name, t) -> {
          if (t.slot().isParameter() == parameters) {
            list.append('"').append(name).append("\", ");
          }
        });
    return list.append(']').toString();
  }

  private static String declaration(String name, String type) {
    return ScriptText.isIdentifier(name)
        ? "  " + name + " : " + type + "\n"
        : "  __annotations__[\"" + name + "\"] = " + type + "\n";
  }
}
