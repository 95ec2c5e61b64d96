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
 * A network as a value: its layers in topological order, and the shape of each output. The last
 * node is the output, the keypoints' coordinates; a node named {@link #VISIBILITY} is a second one.
 * Immutable and thread-safe.
 */
public final class NetworkGraph {
  /** The name by which nodes refer to the network's input. */
  public static final String INPUT = "input";

  /**
   * The name of the node that outputs for each keypoint the logit of its being visible, {@code
   * [K]}, in networks that do.
   */
  public static final String VISIBILITY = "visibility";

  private static final long MAX_FLOATS = 1L << 31;

  private final Shape input;
  private final List<Node> nodes;
  private final Map<String, Shape> shapes;
  private final List<TensorSlot> slots;
  private final int backboneNodes; // a prefix of nodes; the rest is the head

  /**
   * A named layer.
   *
   * @param name unique; the prefix of its tensors' names
   * @param layer the layer
   * @param inputs names of earlier nodes, or {@link #INPUT}
   */
  public record Node(String name, Layer layer, List<String> inputs) {
    /** Copies the list; the graph checks that the inputs exist. */
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
          throw new IllegalArgumentException("another node already has this name");
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

  /** {@return a builder of a network with an input of shape {@code input}, without the batch} */
  public static Builder builder(Shape input) {
    return new Builder(input);
  }

  /** {@return the shape of the network's input, without the batch} */
  public Shape input() {
    return input;
  }

  /** {@return the shape of the network's output, without the batch} */
  public Shape output() {
    return shape(nodes.get(nodes.size() - 1).name());
  }

  /** {@return the nodes, each after its inputs} */
  public List<Node> nodes() {
    return nodes;
  }

  /**
   * {@return the shape of a node's output, without the batch}
   *
   * @param name the name of a node, or {@link #INPUT}
   * @throws IllegalArgumentException if no node has this name
   */
  public Shape shape(String name) {
    return require(shapes, name);
  }

  /**
   * {@return the names of the head's nodes, which turn features into keypoints; weights trained for
   * another task lack them}
   */
  public Set<String> head() {
    return nodes.subList(backboneNodes, nodes.size()).stream()
        .map(Node::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@return the part of the network that a node belongs to} */
  public NetworkPart part(String node) {
    if (!head().contains(node)) {
      return NetworkPart.ENCODER;
    }
    Node last = nodes.get(nodes.size() - 1);
    boolean learns =
        slots.stream().anyMatch(slot -> slot.isParameter() && slot.node().equals(last.name()));
    boolean ofKeypoints =
        node.equals(learns ? last.name() : last.inputs().get(0))
            || node.equals(VISIBILITY)
            || node.startsWith(VISIBILITY + ".");
    return ofKeypoints ? NetworkPart.LAST : NetworkPart.DECODER;
  }

  /** {@return the last layer, which outputs the coordinates} */
  public Layer last() {
    return nodes.get(nodes.size() - 1).layer();
  }

  /**
   * {@return what the heatmap values represent, or empty if the last layer does not read heatmaps}
   */
  public Optional<MapForm> mapForm() {
    if (last() instanceof Layer.SoftArgmax) {
      return Optional.of(MapForm.LOGITS);
    }
    return last() instanceof Layer.Argmax argmax ? Optional.of(argmax.form()) : Optional.empty();
  }

  /**
   * {@return the shape of the last layer's input, without the batch: the raw maps, where it decodes
   * maps}
   */
  public Shape raw() {
    return shape(nodes.get(nodes.size() - 1).inputs().get(0));
  }

  /** {@return whether the network also outputs the keypoints' {@link #VISIBILITY}} */
  public boolean hasVisibility() {
    return shapes.containsKey(VISIBILITY);
  }

  /** {@return the tensors of all layers, in the nodes' order} */
  public List<TensorSlot> slots() {
    return slots;
  }

  /** {@return the number of trained parameters} */
  public long parameterCount() {
    return slots.stream().filter(TensorSlot::isParameter).mapToLong(TensorSlot::elements).sum();
  }

  private static Shape require(Map<String, Shape> known, String name) {
    Shape s = known.get(name);
    if (s == null) {
      throw new IllegalArgumentException("no earlier node is named '" + name + "'");
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

    /** {@return the shape of the network's input, without the batch} */
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
     * @param inputs names of earlier nodes; if omitted, the node added last
     * @return {@code name}
     */
    public String add(String name, Layer layer, String... inputs) {
      nodes.add(new Node(name, layer, inputs.length == 0 ? List.of(last()) : List.of(inputs)));
      return name;
    }

    /** Marks the end of the backbone: nodes added from now on belong to the head. */
    void beginHead() {
      backboneNodes = nodes.size();
    }

    /**
     * {@return the network}
     *
     * @throws IllegalArgumentException if a layer does not fit its input; the message names the
     *     node
     */
    public NetworkGraph build() {
      return new NetworkGraph(input, nodes, backboneNodes);
    }
  }
}
