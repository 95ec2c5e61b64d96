/* The part of NVIDIA's driver that LibTorch asks directly: whether a GPU is in use already. */
int cuDevicePrimaryCtxGetState(int device, unsigned *flags, int *active) {
  (void)device;
  *flags = 0;
  *active = 1;
  return 0;
}
int cuCtxGetCurrent(void **context) {
  *context = (void *)1;
  return 0;
}
