package kpnative.data.load;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.PhotographFrame;

/** A small file of decoded pictures. */
public final class IndexSeed {
  private IndexSeed() {}

  /** {@return a file of one picture of 8 x 8, and one that was left out} */
  public static byte[] bytes() {
    CacheEntry.State state = new CacheEntry.State(100, 1_700_000_000_000L);
    PhotographFrame frame = new PhotographFrame(new Size(8, 8), 1, 1);
    byte[] end =
        new CacheIndex(
                Channels.GRAY,
                1 << 20,
                CacheIndex.SEGMENT,
                128,
                List.of(
                    new CacheEntry("a.png", 1, state, Optional.of(frame), 64),
                    new CacheEntry("b.png", 2, state, Optional.empty(), 0)))
            .encode();
    return ByteBuffer.allocate(128 + end.length)
        .put(CacheIndex.MAGIC)
        .position(128)
        .put(end)
        .array();
  }
}
