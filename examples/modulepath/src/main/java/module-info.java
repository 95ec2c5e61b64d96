/** All that it says of kp-native and its natives is this one line. */
module com.example.modulepath {
  requires kpnative;
}
