package kpnative.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a {@link PickleMachine}: a stack of values, marks that say where on it a group
 * begins, and a memo of numbered values. Each has a limit.
 */
final class PickleStack {
  private static final int MAX_STACK = 100_000; // Python empties it every 1,000 items
  private static final int MAX_MARKS = 1_000;
  private static final int MAX_MEMO = 1_000_000;

  private final Function<String, IOException> error;
  private final List<PickleValue> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();

  /**
   * An empty memory.
   *
   * @param error makes an error of the pickle of a message, with the file and the place
   */
  PickleStack(Function<String, IOException> error) {
    this.error = error;
  }

  void push(PickleValue value) throws IOException {
    if (values.size() == MAX_STACK) {
      throw error.apply("over " + MAX_STACK + " values on the stack");
    }
    values.add(value);
  }

  PickleValue pop() throws IOException {
    return popLast(1).get(0);
  }

  PickleValue peek() throws IOException {
    require(1);
    return values.get(values.size() - 1);
  }

  /** {@return the last values, in the order in which they were pushed} */
  List<PickleValue> popLast(int count) throws IOException {
    require(count);
    return cut(values.size() - count);
  }

  /** Begins a group. */
  void mark() throws IOException {
    if (marks.size() == MAX_MARKS) {
      throw error.apply("over " + MAX_MARKS + " groups inside each other");
    }
    marks.add(values.size());
  }

  /** {@return the values since the last mark, which is taken away} */
  List<PickleValue> popGroup() throws IOException {
    if (marks.isEmpty()) {
      throw error.apply("the end of a group that never began");
    }
    int from = marks.remove(marks.size() - 1);
    return cut(from);
  }

  /** {@return the only value} The pickle has ended. */
  PickleValue result() throws IOException {
    if (values.size() != 1 || !marks.isEmpty()) {
      throw error.apply("the pickle ends with " + values.size() + " values, expected 1");
    }
    return pop();
  }

  /** Keeps the last value, which stays on the stack, under a number. */
  void remember(long index) throws IOException {
    if (memo.size() >= MAX_MEMO) {
      throw error.apply("over " + MAX_MEMO + " values in the memo");
    }
    memo.put(index, peek());
  }

  /** Keeps the last value under the next number. */
  void remember() throws IOException {
    remember(memo.size());
  }

  /** {@return the value of that number} */
  PickleValue recall(long index) throws IOException {
    @Nullable PickleValue value = memo.get(index);
    if (value == null) {
      throw error.apply("the memo has no value " + index);
    }
    return value;
  }

  private List<PickleValue> cut(int from) {
    List<PickleValue> top = values.subList(from, values.size());
    List<PickleValue> popped = new ArrayList<>(top);
    top.clear();
    return popped;
  }

  /** What is below the last mark belongs to another group. */
  private void require(int count) throws IOException {
    int free = values.size() - (marks.isEmpty() ? 0 : marks.get(marks.size() - 1));
    if (free < count) {
      throw error.apply("needs " + count + " values on the stack, there are " + free);
    }
  }
}
