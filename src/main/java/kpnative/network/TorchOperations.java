package kpnative.network;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kpnative.codec.GridMaps;
import kpnative.codec.MapDecoding;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Translates each layer to its LibTorch call. */
final class TorchOperations implements LayerReader<TorchOperations.Context, TorchOperation> {
  private static final long[] NO_DILATION = {1, 1};
  private static final long[] ONE = {1, 1};
  private static final long[] NO_PADDING = {0, 0};

  /*
   * A 1x1 convolution with a stride reads every n-th place. The gradient of its weights oneDNN 3.7, which
   * is in LibTorch 2.10, computes of a copy of these places, and books too little memory for it where
   * there are fewer channels than a vector has lanes, 16 at most: it writes beyond it
   * (jit_1x1, 11 x 4 x 48 x 48 to 4 channels by a stride of 2, AVX2 as AVX-512). Then we take the places.
   */
  private static final int LANES = 16;

  private final TorchConstants constants;
  private final Optional<SharedStatistics> shared;

  /**
   * The context in which a layer is translated.
   *
   * @param place the layer's position in the compute order
   * @param tensors the network's tensors by full name; borrowed
   * @param frozen names of the parameters that are not trained; a batch normalisation whose scale
   *     is among them uses its running statistics
   * @param overwrites whether the layer may overwrite its first input
   */
  record Context(
      ComputeOrder.Place place,
      Map<String, Owned<Tensor>> tensors,
      Set<String> frozen,
      boolean overwrites) {
    Tensor tensor(String suffix) {
      return tensor(place.name(), suffix);
    }

    private Tensor tensor(String layer, String suffix) {
      return Objects.requireNonNull(tensors.get(layer + "." + suffix)).get();
    }
  }

  /**
   * A translator of layers.
   *
   * @param shared with whom batch normalisations share statistics; empty for nobody
   */
  TorchOperations(TorchConstants constants, Optional<SharedStatistics> shared) {
    this.constants = constants;
    this.shared = shared;
  }

  @Override
  public TorchOperation conv(Layer.Conv layer, Context context) {
    Tensor weight = context.tensor("weight");
    TensorOptional bias = bias(layer.bias(), context);
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    TensorOptional trained = context.place().lateBias().isEmpty() ? bias : constants.none();
    if (readsSomePlaces(layer) && context.place().in().channels() < LANES) {
      return (x, training) -> {
        try (Tensor places = torch.max_pool2d(x[0], ONE, stride, NO_PADDING, NO_DILATION, false)) {
          return torch.conv2d(
              places, weight, training ? trained : bias, ONE, NO_PADDING, NO_DILATION, 1);
        }
      };
    }
    return (x, training) ->
        torch.conv2d(
            x[0], weight, training ? trained : bias, stride, padding, NO_DILATION, layer.groups());
  }

  private static boolean readsSomePlaces(Layer.Conv layer) {
    return layer.kernel() == 1 && layer.stride() > 1 && layer.groups() == 1;
  }

  @Override
  public TorchOperation batchNorm(Layer.BatchNorm layer, Context context) {
    TensorOptional weight = constants.optional(context.tensor("weight"));
    TensorOptional bias = constants.optional(context.tensor("bias"));
    TensorOptional mean = constants.optional(context.tensor("running_mean"));
    TensorOptional variance = constants.optional(context.tensor("running_var"));
    boolean trained = !context.frozen().contains(context.place().name() + ".weight");
    TorchOperation own =
        (x, training) ->
            torch.batch_norm(
                x[0],
                weight,
                bias,
                mean,
                variance,
                training && trained,
                layer.momentum(),
                layer.eps(),
                true);
    if (shared.isEmpty() || !trained) {
      return own;
    }
    TorchOperation all =
        new SharedBatchNorm(
            shared.get(),
            context.tensor("weight"),
            context.tensor("bias"),
            context.tensor("running_mean"),
            context.tensor("running_var"),
            layer.momentum(),
            layer.eps(),
            constants.none());
    return (x, training) -> (training ? all : own).apply(x, training);
  }

  @Override
  public TorchOperation relu(Layer.Relu layer, Context context) {
    if (!context.overwrites()) {
      return (x, training) -> torch.relu(x[0]);
    }
    return (x, training) -> {
      x[0].relu_();
      return x[0]; // the call may return another Java object for the same tensor
    };
  }

  @Override
  public TorchOperation maxPool(Layer.MaxPool layer, Context context) {
    long[] kernel = {layer.kernel(), layer.kernel()};
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    TorchOperation pool =
        (x, training) -> torch.max_pool2d(x[0], kernel, stride, padding, NO_DILATION, false);
    String convolution = context.place().lateBias();
    if (convolution.isEmpty()) {
      return pool;
    }
    Tensor bias = context.tensor(convolution, "bias");
    long[] perChannel = {1, context.place().in().channels(), 1, 1};
    return (x, training) -> {
      Tensor pooled = pool.apply(x, training);
      if (training) {
        try (Tensor view = bias.view(perChannel)) {
          pooled.add_(view); // in-place: the gradient of the pooling does not need its output
        }
      }
      return pooled;
    };
  }

  @Override
  public TorchOperation averagePool(Layer.AveragePool layer, Context context) {
    long side = layer.kernel();
    return (x, training) -> torch.avg_pool2d(x[0], side, side);
  }

  @Override
  public TorchOperation globalAveragePool(Layer.GlobalAveragePool layer, Context context) {
    return (x, training) -> {
      try (Tensor mean = torch.adaptive_avg_pool2d(x[0], 1, 1)) {
        return mean.flatten(1, -1);
      }
    };
  }

  @Override
  public TorchOperation flatten(Layer.Flatten layer, Context context) {
    return (x, training) -> x[0].flatten(1, -1);
  }

  @Override
  public TorchOperation linear(Layer.Linear layer, Context context) {
    Tensor weight = context.tensor("weight");
    TensorOptional bias = bias(layer.bias(), context);
    return (x, training) -> torch.linear(x[0], weight, bias);
  }

  @Override
  public TorchOperation add(Layer.Add layer, Context context) {
    if (!context.overwrites()) {
      return (x, training) -> torch.add(x[0], x[1]);
    }
    return (x, training) -> {
      x[0].add_(x[1]);
      return x[0];
    };
  }

  @Override
  public TorchOperation concat(Layer.Concat layer, Context context) {
    return (x, training) -> {
      try (TensorVector inputs = new TensorVector(x)) {
        return torch.cat(inputs, 1);
      }
    };
  }

  @Override
  public TorchOperation cells(Layer.Cells layer, Context context) {
    return (x, training) -> {
      Tensor[] rows = new Tensor[x.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = x[i].permute(0, 2, 3, 1).flatten(1, -1); // [B, H*W*C]
      }
      try (TensorVector inputs = new TensorVector(rows)) {
        return torch.cat(inputs, 1);
      }
    };
  }

  @Override
  public TorchOperation upsample(Layer.Upsample layer, Context context) {
    long[] size = {context.place().out().height(), context.place().out().width()};
    return (x, training) -> torch.upsample_nearest2d(x[0], size);
  }

  @Override
  public TorchOperation softArgmax(Layer.SoftArgmax layer, Context context) {
    int height = context.place().in().height();
    int width = context.place().in().width();
    Tensor grid = constants.keep(MapDecoding.centres(height, width, torch.zeros(0)));
    return (x, training) -> MapDecoding.expectation(x[0], grid);
  }

  @Override
  public TorchOperation pointFeatures(Layer.PointFeatures layer, Context context) {
    return (x, training) -> {
      try (Tensor maps = x[0].detach();
          Tensor features = x[1].detach();
          Tensor flat = maps.flatten(2, 3);
          Tensor weights = torch.softmax(flat, 2); // [B, K, H*W]
          Tensor columns = weights.transpose(1, 2);
          Tensor rows = features.flatten(2, 3); // [B, C, H*W]
          Tensor means = torch.matmul(rows, columns)) { // [B, C, K]
        return means.unsqueeze(3);
      }
    };
  }

  @Override
  public TorchOperation argmax(Layer.Argmax layer, Context context) {
    boolean peaks = layer.form() == MapForm.PEAKS;
    return switch (layer.refinement()) {
      case NONE -> (x, training) -> MapDecoding.argmax(x[0]);
      case QUARTER -> (x, training) -> MapDecoding.quarter(x[0]);
      case DARK -> (x, training) -> peaks ? MapDecoding.darkOfPeaks(x[0]) : MapDecoding.dark(x[0]);
    };
  }

  @Override
  public TorchOperation gridPoints(Layer.GridPoints layer, Context context) {
    Tensor nearest =
        layer.neighbours() == 0
            ? constants.keep(torch.zeros(new long[] {layer.keypoints(), 0}))
            : context.tensor("neighbours");
    return (x, training) -> GridMaps.of(x[0], layer.keypoints()).decode(nearest);
  }

  @Override
  public TorchOperation shapeBasis(Layer.ShapeBasis layer, Context context) {
    Tensor mean = context.tensor("mean");
    Tensor basis = context.tensor("basis");
    return (x, training) -> {
      try (Tensor columns = basis.t()) {
        return torch.addmm(mean, x[0], columns); // [B, N] x [N, 2K]
      }
    };
  }

  private TensorOptional bias(boolean present, Context context) {
    return present ? constants.optional(context.tensor("bias")) : constants.none();
  }
}
