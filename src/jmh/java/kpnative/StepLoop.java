package kpnative;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One of the programs of {@link StepBenchmark}: takes training steps when it is told to. */
@FunctionalInterface
public interface StepLoop {
  /**
   * {@return the loss of step {@code number}, counted from 0, before its update}
   *
   * @param number which batch to take too
   */
  double step(int number);

  /**
   * Says {@code ready}, then obeys: a line with a number of steps in; out a line with milliseconds
   * a step by the wall's clock and by the thread's, and the loss of each. Until there is no more.
   */
  @SuppressWarnings("SystemOut")
  static void serve(StepLoop loop) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int steps = Integer.parseInt(line);
      StringBuilder losses = new StringBuilder();
      long cpu = threads.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        losses.append(' ').append(loop.step(number++));
      }
      double wallMs = (System.nanoTime() - wall) / 1e6 / steps;
      double cpuMs = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / steps;
      System.out.println(String.format(Locale.ROOT, "%.3f %.3f%s", wallMs, cpuMs, losses));
    }
  }
}
