package kpnative.forward;

import java.util.Locale;

/** Who is measured. Classes and natives of one are loaded only where it is opened. */
enum Peer {
  /** LibTorch from Java, an operation a layer: the reference. */
  EAGER {
    @Override
    Forward open(ForwardTask task) throws Exception {
      return new EagerForward(task);
    }
  },
  /** The network compiled for inference: what a detector runs. */
  COMPILED {
    @Override
    Forward open(ForwardTask task) throws Exception {
      return new PlanForward(task);
    }
  },
  /** ONNX Runtime's Java interface, on the exported ONNX file. */
  ONNXRUNTIME {
    @Override
    Forward open(ForwardTask task) throws Exception {
      return new OnnxForward(task);
    }
  },
  /** DJL with PyTorch, on the exported TorchScript file. */
  DJL {
    @Override
    Forward open(ForwardTask task) throws Exception {
      return new DjlForward(task);
    }
  };

  /** {@return it, ready to run; owned by the caller} */
  abstract Forward open(ForwardTask task) throws Exception;

  /** {@return whether it is a way of kp-native's; the last of these is what others are beside} */
  boolean isOurs() {
    return this == EAGER || this == COMPILED;
  }

  /** {@return its name on command lines and in tables} */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
