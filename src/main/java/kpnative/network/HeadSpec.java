package kpnative.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import kpnative.checks.Require;

/** What a recipe says of its head: how a backbone's maps become the coordinates of K keypoints. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HeadSpec.FullyConnected.class, name = "fc"),
  @JsonSubTypes.Type(value = HeadSpec.Pca.class, name = "pca"),
  @JsonSubTypes.Type(value = HeadSpec.Grid.class, name = "grid"),
  @JsonSubTypes.Type(value = HeadSpec.Maps.class, name = "maps")
})
public sealed interface HeadSpec {
  /**
   * The mean of each map, then fully connected layers to 2K numbers.
   *
   * @param hidden widths of those before the last, each with ReLU
   */
  record FullyConnected(List<Integer> hidden) implements HeadSpec {
    /** Rejects widths out of range. */
    public FullyConnected {
      hidden = SpecCheck.list("network.head.hidden", hidden, 1, 1 << 16, 0, 16);
    }
  }

  /**
   * The mean of each map, then one fully connected layer to the coefficients of a shape, whose mean
   * and basis come from the training shapes.
   *
   * @param coefficients N
   */
  record Pca(int coefficients) implements HeadSpec {
    /** Rejects a count out of range. */
    public Pca {
      Require.range("network.head.coefficients", coefficients, 1, 1 << 12);
    }
  }

  /**
   * A score and offsets in each cell of a coarse grid.
   *
   * @param stride of the cells, pixels of the input, one of the backbone's
   * @param neighbours N, whose places a cell tells too; fewer where there are not so many points
   */
  record Grid(int stride, int neighbours) implements HeadSpec {
    /** Rejects counts out of range. */
    public Grid {
      Require.range("network.head.stride", stride, 1, 1 << 12);
      Require.range("network.head.neighbours", neighbours, 0, 1 << 8);
    }
  }

  /**
   * A decoder that climbs back to finer maps, with skip connections from the backbone, then a map a
   * keypoint.
   *
   * @param skip how the backbone's maps join
   * @param channels of the decoder, from the coarsest level to the finest; one value stands for all
   * @param stride of the maps, pixels of the input, one of the backbone's
   * @param reading how places are read from them
   */
  record Maps(Skip skip, List<Integer> channels, int stride, MapReading reading)
      implements HeadSpec {
    /** Rejects numbers out of range. */
    public Maps {
      channels = SpecCheck.list("network.head.channels", channels, 1, 1 << 14, 1, 16);
      Require.range("network.head.stride", stride, 1, 1 << 12);
    }
  }

  /** How the backbone's maps join the decoder's of the same size. */
  enum Skip {
    /** Added, after a 1 x 1 convolution: light. */
    ADD,
    /** Beside them, before two 3 x 3 convolutions: a U-Net's. */
    CONCAT
  }
}
