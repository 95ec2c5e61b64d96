package kpnative.parallel;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The only worker. */
record LoneWorker() implements Workers {
  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void sum(Tensor values) {
    // it is the sum
  }

  @Override
  public void takeFirst(Tensor values) {
    // this is the first
  }

  @Override
  public Gradients gradients(List<Tensor> parameters) {
    return new Gradients() {
      @Override
      public void backward(Tensor loss) {
        loss.backward();
      }

      @Override
      public void close() {
        // it holds nothing
      }
    };
  }

  @Override
  public void close() {
    // it holds nothing
  }
}
