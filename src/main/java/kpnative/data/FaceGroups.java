package kpnative.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups the faces that a split must keep together: those that share a photograph or a person,
 * directly or through other faces.
 */
public final class FaceGroups {
  private FaceGroups() {}

  /**
   * {@return the groups, ordered by photograph name; within a group, the faces keep their order}
   */
  public static List<List<AnnotatedFace>> of(List<AnnotatedFace> faces) {
    int[] parent = new int[faces.size()];
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      for (String key : keys(faces.get(i))) {
        Integer other = first.putIfAbsent(key, i);
        if (other != null) {
          union(parent, i, other);
        }
      }
    }
    Map<Integer, List<AnnotatedFace>> byRoot = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      byRoot.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(faces.get(i));
    }
    // ordered by the smallest photograph name, so that the order of --data does not matter
    Map<String, List<AnnotatedFace>> byName = new TreeMap<>();
    for (List<AnnotatedFace> group : byRoot.values()) {
      String name =
          group.stream().map(AnnotatedFace::photograph).min(String::compareTo).orElseThrow();
      byName.put(name, group);
    }
    return List.copyOf(byName.values());
  }

  /** {@return the face's keys; faces with a common key must stay on the same side} */
  static List<String> keys(AnnotatedFace face) {
    String photograph = "photograph " + face.photograph();
    return face.person().map(p -> List.of(photograph, "person " + p)).orElse(List.of(photograph));
  }

  private static int root(int[] parent, int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  private static void union(int[] parent, int a, int b) {
    parent[root(parent, a)] = root(parent, b);
  }
}
