package kpnative.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A network as a value: layers in an order in which they can be computed, and the shape of each.
 * The last node is the output. Immutable and thread-safe.
 */
public final class NetworkGraph {
  /** The name by which nodes refer to the network's input. */
  public static final String INPUT = "input";

  private static final long MAX_FLOATS = 1L << 31;

  private final Shape input;
  private final List<Node> nodes;
  private final Map<String, Shape> shapes;
  private final List<TensorSlot> slots;
  private final int backboneNodes; // the first ones; the others are the head

  /**
   * A named layer.
   *
   * @param name unique; the first part of its tensors' names
   * @param layer what it does
   * @param inputs names of earlier nodes, or {@link #INPUT}
   */
  public record Node(String name, Layer layer, List<String> inputs) {
    /** Copies the list; the graph checks what it names. */
    public Node {
      inputs = List.copyOf(inputs);
    }
  }

  private NetworkGraph(Shape input, List<Node> nodes, int backboneNodes) {
    this.input = input;
    this.nodes = List.copyOf(nodes);
    this.backboneNodes = backboneNodes;
    Map<String, Shape> known = new LinkedHashMap<>();
    known.put(INPUT, input);
    List<TensorSlot> tensors = new ArrayList<>();
    long floats = 0;
    for (Node node : this.nodes) {
      try {
        List<Shape> in = node.inputs().stream().map(n -> require(known, n)).toList();
        Shape out = new ShapeRule().read(node.layer(), in);
        if (known.putIfAbsent(node.name(), out) != null) {
          throw new IllegalArgumentException("the name is taken");
        }
        for (TensorSlot s : new LayerTensors().read(node.layer(), in.get(0))) {
          floats = Math.addExact(floats, s.elements());
          tensors.add(new TensorSlot(node.name() + "." + s.name(), s.shape(), s.role(), s.fanIn()));
        }
        if (floats > MAX_FLOATS) {
          throw new IllegalArgumentException(
              "the network would have over 2^31 parameters: " + floats);
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
      }
    }
    if (this.nodes.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    shapes = Collections.unmodifiableMap(known);
    slots = List.copyOf(tensors);
  }

  /** {@return a builder of a network that takes {@code input}} */
  public static Builder builder(Shape input) {
    return new Builder(input);
  }

  /** {@return what the network takes, without the batch} */
  public Shape input() {
    return input;
  }

  /** {@return what the network gives, without the batch} */
  public Shape output() {
    return shape(nodes.get(nodes.size() - 1).name());
  }

  /** {@return the nodes, each after its inputs} */
  public List<Node> nodes() {
    return nodes;
  }

  /**
   * {@return what a node gives}
   *
   * @param name a node's, or {@link #INPUT}
   * @throws IllegalArgumentException if there is none of this name
   */
  public Shape shape(String name) {
    return require(shapes, name);
  }

  /**
   * {@return the names of the nodes that turn features into keypoints, which weights made for
   * another task don't have}
   */
  public Set<String> head() {
    return nodes.subList(backboneNodes, nodes.size()).stream()
        .map(Node::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@return the last layer, which gives the coordinates} */
  public Layer last() {
    return nodes.get(nodes.size() - 1).layer();
  }

  /** {@return what the numbers are that the last layer reads, where it reads a map a keypoint} */
  public Optional<MapForm> mapForm() {
    if (last() instanceof Layer.SoftArgmax) {
      return Optional.of(MapForm.LOGITS);
    }
    return last() instanceof Layer.Argmax argmax ? Optional.of(argmax.form()) : Optional.empty();
  }

  /** {@return the shape of what the last layer reads: maps, where it makes coordinates of maps} */
  public Shape raw() {
    return shape(nodes.get(nodes.size() - 1).inputs().get(0));
  }

  /** {@return the tensors of all layers, in the nodes' order} */
  public List<TensorSlot> slots() {
    return slots;
  }

  /** {@return how many trained numbers there are} */
  public long parameterCount() {
    return slots.stream().filter(TensorSlot::isParameter).mapToLong(TensorSlot::elements).sum();
  }

  private static Shape require(Map<String, Shape> known, String name) {
    Shape s = known.get(name);
    if (s == null) {
      throw new IllegalArgumentException("there is no node '" + name + "' before it");
    }
    return s;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NetworkGraph g && g.input.equals(input) && g.nodes.equals(nodes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, nodes);
  }

  @Override
  public String toString() {
    return "NetworkGraph[" + input + " -> " + output() + ", " + nodes.size() + " nodes]";
  }

  /** Collects nodes. Not thread-safe. */
  public static final class Builder {
    private final Shape input;
    private final List<Node> nodes = new ArrayList<>();
    private int backboneNodes;

    private Builder(Shape input) {
      this.input = input;
    }

    /** {@return what the network will take} */
    public Shape input() {
      return input;
    }

    /** {@return the name of the node added last, or {@link NetworkGraph#INPUT}} */
    public String last() {
      return nodes.isEmpty() ? INPUT : nodes.get(nodes.size() - 1).name();
    }

    /**
     * Adds a node.
     *
     * @param inputs names of nodes; none means the one added last
     * @return {@code name}
     */
    public String add(String name, Layer layer, String... inputs) {
      nodes.add(new Node(name, layer, inputs.length == 0 ? List.of(last()) : List.of(inputs)));
      return name;
    }

    /** Says that the backbone is whole: what is added from now on is the head. */
    void beginHead() {
      backboneNodes = nodes.size();
    }

    /**
     * {@return the network}
     *
     * @throws IllegalArgumentException if a layer doesn't fit its input; the message names the node
     */
    public NetworkGraph build() {
      return new NetworkGraph(input, nodes, backboneNodes);
    }
  }
}
