package kpnative.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link PickleMachine}: a stack of values, marks that show where on the stack a
 * group begins, and a memo of numbered values. Each is limited in size.
 */
final class PickleStack {
  private static final int MAX_STACK = 100_000; // Python writes lists in batches of 1,000 items
  private static final int MAX_MARKS = 1_000;
  private static final int MAX_MEMO = 1_000_000;

  private final Function<String, IOException> error;
  private final List<PickleValue> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();

  /**
   * Creates an empty stack and memo.
   *
   * @param error makes an exception from a message and adds the file and the position
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

  /** {@return the last {@code count} values in the order of their pushes, after removing them} */
  List<PickleValue> popLast(int count) throws IOException {
    require(count);
    return cut(values.size() - count);
  }

  /** Begins a group. */
  void mark() throws IOException {
    if (marks.size() == MAX_MARKS) {
      throw error.apply("over " + MAX_MARKS + " nested groups");
    }
    marks.add(values.size());
  }

  /** {@return the values since the last mark, after removing them and the mark} */
  List<PickleValue> popGroup() throws IOException {
    if (marks.isEmpty()) {
      throw error.apply("the end of a group that never began");
    }
    int from = marks.remove(marks.size() - 1);
    return cut(from);
  }

  /** {@return the only value on the stack when the pickle ends} */
  PickleValue result() throws IOException {
    if (values.size() != 1 || !marks.isEmpty()) {
      throw error.apply("the pickle ends with " + values.size() + " values, expected 1");
    }
    return pop();
  }

  /** Stores the top value in the memo under a number. The value stays on the stack. */
  void remember(long index) throws IOException {
    if (memo.size() >= MAX_MEMO) {
      throw error.apply("over " + MAX_MEMO + " values in the memo");
    }
    memo.put(index, peek());
  }

  /** Stores the top value in the memo under the next number. */
  void remember() throws IOException {
    remember(memo.size());
  }

  /** {@return the memo's value of this number} */
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

  /**
   * Checks that the current group has {@code count} values. Values below the last mark belong to
   * another group.
   */
  private void require(int count) throws IOException {
    int free = values.size() - (marks.isEmpty() ? 0 : marks.get(marks.size() - 1));
    if (free < count) {
      throw error.apply("needs " + count + " values on the stack, got " + free);
    }
  }
}
