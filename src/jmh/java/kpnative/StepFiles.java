package kpnative;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.load.Augmenting;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.PictureCache;
import kpnative.data.painted.SyntheticFaces;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/**
 * What the three programs of {@link StepBenchmark} share, in a folder: {@code weights.safetensors},
 * {@code batches.bin} (float32, little-endian: the pictures of a batch, its targets, the next
 * batch's pictures, ...) and {@code network.json} for the one that can't read recipes.
 */
final class StepFiles {
  /** Faces a batch. */
  static final int BATCH = 32;

  /** Batches in the file; step {@code i} takes number {@code i % BATCHES}. */
  static final int BATCHES = 8;

  /** Decides the weights and the faces. */
  static final long SEED = 1;

  private StepFiles() {}

  /** {@return the recipe as the benchmark runs it} */
  static Recipe recipe(String name) throws IOException {
    return Recipes.load(name, List.of("train.batch=" + BATCH));
  }

  /*
   * Far below the recipes'. Adam divides a gradient by its own size, so where one is nearly zero
   * the rounding decides the direction; at the recipes' rate two programs that differ in the order
   * of their sums alone are 1e-3 apart after 50 steps, also the plain one and PyTorch.
   */
  private static final double LR = 3e-5;

  /** {@return the learning rate of step {@code number}, with the recipe's warm-up} */
  static double rate(Recipe recipe, int number) {
    int warmUp = Math.max(1, recipe.train().schedule().warmupSteps());
    return LR * Math.min(1, (number + 1.0) / warmUp);
  }

  /** Writes weights, batches and network. */
  static void write(Path folder, String name) throws IOException {
    Recipe recipe = recipe(name);
    KeypointSchema schema = recipe.ownSchema();
    NetworkGraph graph = recipe.graph(schema);
    try (TorchModule module = new TorchModule(graph, SEED)) {
      SafetensorsFile.write(folder.resolve("weights.safetensors"), module.state(), Map.of());
    }
    FaceSampler sampler =
        new FaceSampler(
            recipe.input(), recipe.box(), schema, recipe.keypointIndices(schema), recipe.codec());
    Files.writeString(folder.resolve("network.json"), json(recipe, graph, sampler.targetFloats()));
    List<AnnotatedFace> faces = SyntheticFaces.faces(BATCH * BATCHES, SEED, schema.count());
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("batches.bin"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        PictureCache pictures = new PictureCache(recipe.input().channels(), 0);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, 1)) {
      // with the recipe's changes: pictures that differ little would be learned in a few steps
      Randomness randomness = new Randomness(SEED);
      loader.start(
          EpochOrder.shuffled(faces.size(), faces.size(), randomness, 0),
          0,
          0,
          Optional.of(new Augmenting(recipe.augment(), randomness)));
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        try (Batch batch = next.get();
            NativeScope scope = NativeScope.open()) {
          write(file, batch.input());
          write(file, batch.target());
        }
      }
    }
  }

  /** {@return the batches: pictures {@code [B, C, H, W]} and targets {@code [B, 2K]} of each} */
  static List<List<Owned<Tensor>>> readBatches(Path folder, NetworkGraph graph) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("batches.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int pixels = BATCH * graph.input().elements();
    int targets = bytes.remaining() / Float.BYTES / BATCHES - pixels;
    List<List<Owned<Tensor>>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      try (NativeScope scope = NativeScope.open()) {
        Tensor input =
            tensor(
                bytes,
                pixels,
                BATCH,
                graph.input().channels(),
                graph.input().height(),
                graph.input().width());
        Tensor target = tensor(bytes, targets, BATCH, targets / BATCH);
        batches.add(List.of(Owned.retain(input), Owned.retain(target)));
      }
    }
    return batches;
  }

  private static Tensor tensor(ByteBuffer bytes, int floats, long... shape) {
    float[] values = new float[floats];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + floats * Float.BYTES);
    return Tensor.create(values, shape).clone();
  }

  private static void write(FileChannel file, Tensor tensor) throws IOException {
    Tensor rows = tensor.contiguous();
    float[] values = new float[Math.toIntExact(rows.numel())];
    new FloatPointer(rows.data_ptr()).get(values);
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static String json(Recipe recipe, NetworkGraph graph, int outputs) {
    List<String> layers = new ArrayList<>();
    for (NetworkGraph.Node node : graph.nodes()) {
      String what;
      if (node.layer() instanceof Layer.Conv c) {
        what = "\"conv\", \"stride\": " + c.stride() + ", \"padding\": " + c.padding();
      } else if (node.layer() instanceof Layer.MaxPool p) {
        what = "\"pool\", \"kernel\": " + p.kernel() + ", \"stride\": " + p.stride();
      } else if (node.layer() instanceof Layer.Relu) {
        what = "\"relu\"";
      } else if (node.layer() instanceof Layer.Flatten) {
        what = "\"flatten\"";
      } else if (node.layer() instanceof Layer.Linear) {
        what = "\"linear\"";
      } else {
        throw new IllegalArgumentException(
            "the comparison takes plain networks, got " + node.name() + ": " + node.layer());
      }
      layers.add("{\"name\": \"" + node.name() + "\", \"kind\": " + what + "}");
    }
    return String.format(
        Locale.ROOT,
        "{\"batch\": %d, \"batches\": %d, \"input\": [%d, %d, %d], \"outputs\": %d,\n"
            + " \"lr\": %s, \"warm_up\": %d,\n "
            + "\"layers\": [\n%s]}%n",
        BATCH,
        BATCHES,
        graph.input().channels(),
        graph.input().height(),
        graph.input().width(),
        outputs,
        LR,
        Math.max(1, recipe.train().schedule().warmupSteps()),
        String.join(",\n", layers));
  }
}
