package kpnative.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import kpnative.checks.Require;
import kpnative.text.WhenAbsent;

/**
 * The head settings of a recipe: how a backbone's feature maps become the coordinates of K
 * keypoints.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HeadSpec.FullyConnected.class, name = "fc"),
  @JsonSubTypes.Type(value = HeadSpec.Pca.class, name = "pca"),
  @JsonSubTypes.Type(value = HeadSpec.Grid.class, name = "grid"),
  @JsonSubTypes.Type(value = HeadSpec.Maps.class, name = "maps")
})
public sealed interface HeadSpec {
  /**
   * Global average pooling, then fully connected layers to 2K coordinates.
   *
   * @param hidden widths of the layers before the last, each followed by ReLU
   */
  record FullyConnected(List<Integer> hidden) implements HeadSpec {
    /** Rejects widths out of range. */
    public FullyConnected {
      hidden = SpecCheck.list("network.head.hidden", hidden, 1, 1 << 16, 0, 16);
    }
  }

  /**
   * Global average pooling, then one fully connected layer to the coefficients of a PCA shape
   * model, whose mean and basis come from the training shapes.
   *
   * @param coefficients N, the number of principal components
   */
  record Pca(int coefficients) implements HeadSpec {
    /** Rejects a count out of range. */
    public Pca {
      Require.range("network.head.coefficients", coefficients, 1, 1 << 12);
    }
  }

  /**
   * A score and offsets in each cell of a coarse grid, see {@link Layer.GridPoints}.
   *
   * @param stride cell size in input pixels, one of the backbone's strides
   * @param neighbours N, the number of neighbours whose offsets each cell predicts; at most K - 1
   *     are used
   */
  record Grid(int stride, int neighbours) implements HeadSpec {
    /** Rejects counts out of range. */
    public Grid {
      Require.range("network.head.stride", stride, 1, 1 << 12);
      Require.range("network.head.neighbours", neighbours, 0, 1 << 8);
    }
  }

  /**
   * A decoder that upsamples to finer maps, with skip connections from the backbone, then one map
   * per keypoint.
   *
   * @param skip how the backbone's maps join the decoder
   * @param channels decoder channels per level, coarsest first; one value applies to all levels
   * @param stride pixel size of the maps in input pixels, one of the backbone's strides
   * @param reading how coordinates are read from the maps
   * @param visibility whether a second output tells which keypoints can be seen, from the features
   *     where each was found; only for maps that are distributions
   */
  record Maps(
      Skip skip,
      List<Integer> channels,
      int stride,
      MapReading reading,
      @WhenAbsent("false") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean visibility)
      implements HeadSpec {
    /** Rejects values out of range, and a visibility that the maps cannot give. */
    public Maps {
      channels = SpecCheck.list("network.head.channels", channels, 1, 1 << 14, 1, 16);
      Require.range("network.head.stride", stride, 1, 1 << 12);
      if (visibility && reading.form() != MapForm.LOGITS) {
        throw new IllegalArgumentException(
            "network.head.visibility needs maps that are distributions: a network.head.reading of"
                + " expectation, argmax, quarter or dark, got "
                + reading.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** How a backbone's maps join the decoder's maps of the same size. */
  enum Skip {
    /** By addition after a 1 x 1 convolution, which is cheap. */
    ADD,
    /** By concatenation before two 3 x 3 convolutions, as in a U-Net. */
    CONCAT
  }
}
