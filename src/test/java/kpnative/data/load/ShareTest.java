package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void partsFollowEachOtherAndCoverABatch() {
    for (int of = 1; of <= 9; of++) {
      for (int samples = 1; samples <= 20; samples++) {
        int next = 0;
        for (int rank = 0; rank < of; rank++) {
          Share share = new Share(rank, of);
          assertThat(share.from(samples)).isEqualTo(next);
          assertThat(share.count(samples)).isBetween(samples / of, share.most(samples));
          next += share.count(samples);
        }
        assertThat(next).isEqualTo(samples);
      }
    }
  }

  @Test
  void aPartThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> new Share(2, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
