package kpnative.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Would a convolution be faster by another of oneDNN's implementations, or in another layout, than
 * by the one that a plan takes: the first that oneDNN offers for channels-last maps?
 *
 * <p>{@code RUNS BATCH RECIPE...}: each different convolution of the recipes' networks, with its
 * ReLU, on one thread: every implementation that {@code next_impl} leads to on channels-last maps,
 * Winograd's algorithm, and blocks of 8 and 16 channels, as those and as oneDNN likes best. The
 * variants take turns; a time is the least of RUNS. Whatever a change of layout costs the layers
 * before and after is not counted, so blocked layouts look better than they are.
 */
public final class ConvolutionVariants {
  private static final int ALIGNMENT = 64;
  private static final double GIGA = 1e-9;
  private static final int WARM_UP = 3;
  private static final int FEW = 16; // channels: below, all variants are printed

  private ConvolutionVariants() {}

  private record Variant(String name, Run run) {}

  private record Run(
      dnnl_primitive program, dnnl_stream stream, int count, dnnl_exec_arg_t arguments) {
    long nanos() {
      long from = System.nanoTime();
      OneDnn.check(dnnl.dnnl_primitive_execute(program, stream, count, arguments), "convolution");
      return System.nanoTime() - from;
    }
  }

  /** Prints a line a convolution, and for each network what choosing the best of all would gain. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    NativeRuntime.loadForDetection();
    NativeThreads.set(1);
    int runs = Integer.parseInt(args[0]);
    int batch = Integer.parseInt(args[1]);
    for (String recipe : List.of(args).subList(2, args.length)) {
      Recipe loaded = Recipes.load(recipe, List.of());
      NetworkGraph graph = loaded.graph(loaded.ownSchema());
      System.out.printf(Locale.ROOT, "%n%s, %d faces%n", recipe, batch);
      System.out.printf(
          Locale.ROOT,
          "%-34s %5s %8s %8s %-22s %6s %s%n",
          "convolution",
          "times",
          "us",
          "GFLOP/s",
          "first",
          "ratio",
          "best other");
      Map<String, Integer> count = new LinkedHashMap<>();
      Map<String, FusedNode> nodes = new LinkedHashMap<>();
      for (FusedNode node : new FusedGraph(graph).nodes()) {
        if (node.layer() instanceof Layer.Conv) {
          count.merge(name(node), 1, Integer::sum);
          nodes.putIfAbsent(name(node), node);
        }
      }
      double first = 0;
      double best = 0;
      double plain = 0;
      for (Map.Entry<String, FusedNode> each : nodes.entrySet()) {
        int times = count.get(each.getKey());
        try (NativeScope scope = NativeScope.open()) {
          Map<String, Double> micros = measure(each.getValue(), batch, runs);
          String own = micros.keySet().iterator().next();
          double mine = micros.get(own);
          Map.Entry<String, Double> other =
              micros.entrySet().stream()
                  .filter(e -> !e.getKey().equals(own))
                  .min(Map.Entry.comparingByValue())
                  .orElse(Map.entry("none", Double.NaN));
          double sameLayout =
              micros.entrySet().stream()
                  .filter(e -> e.getKey().startsWith("nhwc"))
                  .map(Map.Entry::getValue)
                  .min(Comparator.naturalOrder())
                  .orElseThrow();
          first += times * mine;
          best += times * Math.min(mine, Double.isNaN(other.getValue()) ? mine : other.getValue());
          plain += times * sameLayout;
          System.out.printf(
              Locale.ROOT,
              "%-34s %5d %8.1f %8.1f %-22s %6.2f %s%n",
              each.getKey(),
              times,
              mine,
              flops(each.getValue(), batch) * GIGA / (mine * 1e-6),
              own.substring("nhwc ".length()),
              other.getValue() / mine,
              other.getKey());
          if (each.getValue().in().channels() < FEW) {
            micros.forEach(
                (variant, us) ->
                    System.out.printf(Locale.ROOT, "    %s %.2f%n", variant, us / mine));
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "all convolutions: first %.0f us; best of channels-last %.3f, best of all %.3f of it%n",
          first,
          plain / first,
          best / first);
    }
  }

  private static String name(FusedNode node) {
    Layer.Conv conv = (Layer.Conv) node.layer();
    return String.format(
        Locale.ROOT,
        "%dx%d/%d %d-%d of %dx%d%s",
        conv.kernel(),
        conv.kernel(),
        conv.stride(),
        node.in().channels(),
        conv.out(),
        node.in().height(),
        node.in().width(),
        conv.groups() == 1 ? "" : ", groups " + conv.groups());
  }

  private static double flops(FusedNode node, int batch) {
    Layer.Conv conv = (Layer.Conv) node.layer();
    return 2.0
        * batch
        * node.out().elements()
        * conv.kernel()
        * conv.kernel()
        * node.in().channels()
        / conv.groups();
  }

  /** {@return the least time of each variant, microseconds; the plan's own is the first} */
  private static Map<String, Double> measure(FusedNode node, int batch, int runs) {
    List<Variant> variants = new ArrayList<>();
    memory.format_tag[] layouts = {
      memory.format_tag.nhwc, memory.format_tag.nChw8c, memory.format_tag.nChw16c, OneDnn.ANY
    };
    String[] names = {"nhwc", "nChw8c", "nChw16c", "any"};
    for (int i = 0; i < layouts.length; i++) {
      all(node, batch, layouts[i], names[i], dnnl.dnnl_convolution_direct, variants);
    }
    all(node, batch, layouts[0], "nhwc wino", dnnl.dnnl_convolution_winograd, variants);
    all(node, batch, OneDnn.ANY, "any wino", dnnl.dnnl_convolution_winograd, variants);
    Map<String, Double> least = new LinkedHashMap<>();
    for (int run = -WARM_UP; run < runs; run++) {
      for (Variant each : variants) {
        double micros = each.run.nanos() / 1e3;
        if (run >= 0) {
          least.merge(each.name, micros, Math::min);
        }
      }
    }
    return least;
  }

  private static void all(
      FusedNode node,
      int batch,
      memory.format_tag layout,
      String name,
      int algorithm,
      List<Variant> to) {
    Layer.Conv conv = (Layer.Conv) node.layer();
    convolution_forward.primitive_desc description = describe(node, batch, layout, algorithm);
    if (description.get(true) == null) { // not offered
      return;
    }
    do {
      String implementation = description.impl_info_str().getString();
      if (implementation.startsWith("ref")) {
        return; // a hundred times slower
      }
      to.add(new Variant(name + " " + implementation, run(description, conv)));
    } while (description.next_impl());
  }

  private static convolution_forward.primitive_desc describe(
      FusedNode node, int batch, memory.format_tag layout, int algorithm) {
    Layer.Conv conv = (Layer.Conv) node.layer();
    long k = conv.kernel();
    long g = conv.groups();
    long in = node.in().channels();
    long[] weights =
        g == 1 ? new long[] {conv.out(), in, k, k} : new long[] {g, conv.out() / g, in / g, k, k};
    long[] source = {batch, in, node.in().height(), node.in().width()};
    long[] target = {batch, conv.out(), node.out().height(), node.out().width()};
    long[] strides = {conv.stride(), conv.stride()};
    long[] before = {conv.padding(), conv.padding()};
    long[] after = {
      (target[2] - 1) * conv.stride() + k - source[2] - conv.padding(),
      (target[3] - 1) * conv.stride() + k - source[3] - conv.padding()
    };
    primitive_attr attributes = OneDnn.attributes();
    post_ops then = new post_ops();
    PlanCalls.rectify(node, then);
    attributes.set_post_ops(then);
    return new convolution_forward.primitive_desc(
        OneDnn.cpu(),
        OneDnn.INFERENCE,
        algorithm,
        // one channel: blocks of it are mostly padding, oneDNN reads it planar
        OneDnn.floats(in == 1 ? memory.format_tag.nhwc : layout, source),
        OneDnn.floats(OneDnn.ANY, weights),
        OneDnn.floats(memory.format_tag.a, conv.out()),
        OneDnn.floats(layout, target),
        strides,
        before,
        after,
        attributes,
        true);
  }

  private static Run run(convolution_forward.primitive_desc description, Layer.Conv conv) {
    primitive program = OneDnn.program(description);
    memory.desc scratch = description.scratchpad_desc();
    boolean needsScratch = scratch.get_size() > 0;
    int count = needsScratch ? 5 : 4;
    dnnl_exec_arg_t list = new dnnl_exec_arg_t(count);
    put(list, 0, dnnl.DNNL_ARG_SRC, description.src_desc());
    put(list, 1, dnnl.DNNL_ARG_WEIGHTS, description.weights_desc());
    put(list, 2, dnnl.DNNL_ARG_BIAS, OneDnn.floats(memory.format_tag.a, conv.out()));
    put(list, 3, dnnl.DNNL_ARG_DST, description.dst_desc());
    if (needsScratch) {
      put(list, 4, dnnl.DNNL_ARG_SCRATCHPAD, scratch);
    }
    return new Run(program.get(), OneDnn.stream().get(), count, list.position(0));
  }

  private static void put(dnnl_exec_arg_t list, int place, int argument, memory.desc form) {
    FloatPointer data = new FloatPointer(form.get_size() / Float.BYTES + ALIGNMENT);
    Pointer.memset(data, 0, data.capacity() * Float.BYTES);
    long over = data.address() % ALIGNMENT / Float.BYTES;
    FloatPointer aligned = data.getPointer(over == 0 ? 0 : ALIGNMENT / Float.BYTES - over);
    list.position(place).arg(argument).memory(OneDnn.at(form, aligned).get());
  }
}
