/*
 * What cuBLAS, cuDNN, NCCL and the other libraries of CUDA return when nothing is computed: handles that
 * point to zeros, sizes of 0, success. LIBRARY_CALLS names the functions that only need to succeed;
 * fake-cuda.sh makes it from what LibTorch wants of each library.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void fake_log(const char *format, ...);
int fake_stream(void *stream);

#define SUCCEEDS(name) int name(void) { fake_log("call %s", #name); return 0; }
#define CREATES(name) int name(void **to) { *to = calloc(1, 4096); return 0; }
#define RETURNS_TEXT(name) const char *name(void) { return "an error of a made library"; }
#include LIBRARY_CALLS

#ifdef CUDNN
size_t cudnnGetVersion(void) { return 91900; }
size_t cudnnGetCudartVersion(void) { return 13010; }
int cudnnBackendCreateDescriptor(int kind, void **to) { (void)kind; *to = calloc(1, 4096); return 0; }

typedef struct { int algorithm, status; float time; size_t memory; int determinism, math, reserved[3]; } Found;

static int found(int *count, Found *to) {
  memset(to, 0, sizeof(Found));
  *count = 1;
  return 0;
}
#define CHOOSES(name)                                                                             \
  int name(void *h, void *a, void *b, void *c, void *d, int n, int *count, Found *to) {           \
    (void)h; (void)a; (void)b; (void)c; (void)d; (void)n;                                         \
    return found(count, to);                                                                      \
  }
CHOOSES(cudnnGetConvolutionForwardAlgorithm_v7)
CHOOSES(cudnnGetConvolutionBackwardDataAlgorithm_v7)
CHOOSES(cudnnGetConvolutionBackwardFilterAlgorithm_v7)
#define TRIES(name)                                                                               \
  int name(void *h, void *a, void *b, void *c, void *d, void *e, void *f, void *g, int n,         \
           int *count, Found *to) {                                                               \
    (void)h; (void)a; (void)b; (void)c; (void)d; (void)e; (void)f; (void)g; (void)n;              \
    return found(count, to);                                                                      \
  }
TRIES(cudnnFindConvolutionForwardAlgorithmEx)
TRIES(cudnnFindConvolutionBackwardDataAlgorithmEx)
TRIES(cudnnFindConvolutionBackwardFilterAlgorithmEx)

/* the last argument receives the size */
typedef void *V;
int cudnnGetBatchNormalizationForwardTrainingExWorkspaceSize(V h, int m, int o, V a, V b, V c, V d, V e, size_t *n) { return *n = 0; }
int cudnnGetBatchNormalizationBackwardExWorkspaceSize(V h, int m, int o, V a, V b, V c, V d, V e, V f, V g, size_t *n) { return *n = 0; }
int cudnnGetBatchNormalizationTrainingExReserveSpaceSize(V h, int m, int o, V a, V b, size_t *n) { return *n = 0; }
int cudnnGetConvolutionForwardWorkspaceSize(V h, V a, V b, V c, V d, int g, size_t *n) { return *n = 0; }
int cudnnGetConvolutionBackwardDataWorkspaceSize(V h, V a, V b, V c, V d, int g, size_t *n) { return *n = 0; }
int cudnnGetConvolutionBackwardFilterWorkspaceSize(V h, V a, V b, V c, V d, int g, size_t *n) { return *n = 0; }
#endif

#ifdef CUBLASLT
size_t cublasLtGetVersion(void) { return 130100; }
int cublasLtMatmulAlgoGetHeuristic(void *h, void *o, void *a, void *b, void *c, void *d, void *p, int n,
                                   void *to, int *count) {
  (void)h; (void)o; (void)a; (void)b; (void)c; (void)d; (void)p; (void)n; (void)to;
  *count = 1;
  return 0;
}
#endif

#ifdef NCCL
int ncclGetVersion(int *v) { *v = 22800; return 0; }
int ncclGetUniqueId(char *id) { memset(id, 7, 128); return 0; }
int ncclCommGetAsyncError(void *c, int *error) { (void)c; *error = 0; return 0; }
int ncclAllReduce(const void *from, void *to, size_t n, int type, int op, void *c, void *stream) {
  (void)from; (void)to; (void)c;
  fake_log("ncclAllReduce stream %d: %zu of type %d, operation %d", fake_stream(stream), n, type, op);
  return 0;
}
int ncclBroadcast(const void *from, void *to, size_t n, int type, int root, void *c, void *stream) {
  (void)from; (void)to; (void)c;
  fake_log("ncclBroadcast stream %d: %zu of type %d from %d", fake_stream(stream), n, type, root);
  return 0;
}
int ncclBcast(void *to, size_t n, int type, int root, void *c, void *stream) {
  return ncclBroadcast(to, to, n, type, root, c, stream);
}
#endif
