package kpnative.label;

import java.util.List;

/**
 * A face as it is proposed.
 *
 * @param face where the points may be
 * @param confidence of each point, 0 to 1; empty where nothing says it
 */
record Draft(LabelFace face, List<Double> confidence) {
  Draft {
    confidence = List.copyOf(confidence);
  }
}
