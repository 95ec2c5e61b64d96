/*
 * A CUDA 13 runtime without a GPU: device memory is the host's, kernels are named and not run, and
 * copies are done as late as CUDA may do them. What a program asks of the runtime, in which order and on
 * which stream, is so seen on any machine; what a GPU computes, and how fast, is not.
 *
 * FAKE_CUDA_DEVICES  how many GPUs there are; 1 by default
 * FAKE_CUDA_LOG      a file that each call is appended to: "copy", "kernel", "record", "wait", ...
 *
 * A copy from pinned memory is pending until something waits for it: an event after it, its stream, or
 * the device. If its source has changed by then, the program reused the memory too early, and the line
 * "HAZARD" says so. Streams are numbered by device * 100 + order of creation, from 1; 0 is the default
 * stream. Layouts are those of CUDA 13.0's driver_types.h.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_READY = 600, NO_DEVICE = 100 };
enum { HOST_TO_DEVICE = 1, DEVICE_TO_HOST = 2 };
enum { MOST_STREAMS = 512, MOST_RANGES = 4096, MOST_OPS = 1 << 16 };

typedef struct { unsigned x, y, z; } dim3;

typedef struct {
  enum { COPY, WAIT } kind;
  char *to, *from;
  size_t bytes;
  uint64_t sum;
  int other;       /* of WAIT: the stream */
  long other_upto; /* and how much of it */
} Op;

typedef struct { int device, number; Op *ops; long done, count; } Stream;
typedef struct { int stream; long upto; int polls; } Event;
typedef struct { char *start; size_t bytes; int host, device; } Range;
typedef struct { const void *host; const char *name; } Kernel;

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static Stream streams[MOST_STREAMS]; /* those below 16 are the default streams of the devices */
static int stream_count = 16;
static Range ranges[MOST_RANGES];
static size_t taken[16];
static Kernel *kernels;
static size_t kernel_count, kernel_room;
static int kernels_sorted;
static __thread int device;
static __thread struct { dim3 grid, block; size_t shared; void *stream; } configuration;

static int devices(void) {
  const char *n = getenv("FAKE_CUDA_DEVICES");
  int count = n ? atoi(n) : 1;
  return count < 0 ? 0 : count > 8 ? 8 : count;
}

void fake_log(const char *format, ...) {
  static FILE *out;
  pthread_mutex_lock(&lock);
  const char *name = getenv("FAKE_CUDA_LOG");
  if (name && !out) out = fopen(name, "a");
  if (out) {
    va_list rest;
    va_start(rest, format);
    vfprintf(out, format, rest);
    va_end(rest);
    fputc('\n', out);
    fflush(out);
  }
  pthread_mutex_unlock(&lock);
}

static int index_of(void *stream) { /* 1 and 2 are the legacy and the per-thread default stream */
  return (uintptr_t)stream <= 2 ? device : (int)(uintptr_t)stream;
}

int fake_stream(void *stream) {
  Stream *s = &streams[index_of(stream)];
  return s->device * 100 + s->number;
}

static uint64_t sum_of(const char *from, size_t bytes) {
  uint64_t sum = 1469598103934665603u;
  for (size_t i = 0; i < bytes; i++) sum = (sum ^ (unsigned char)from[i]) * 1099511628211u;
  return sum;
}

static void finish(int index, long upto) {
  Stream *s = &streams[index];
  while (s->done < upto) {
    Op *op = &s->ops[s->done++ % MOST_OPS];
    if (op->kind == WAIT) {
      finish(op->other, op->other_upto);
    } else {
      if (sum_of(op->from, op->bytes) != op->sum)
        fake_log("HAZARD stream %d: %zu bytes were overwritten before their copy was done",
                 s->device * 100 + s->number, op->bytes);
      memcpy(op->to, op->from, op->bytes);
    }
  }
}

static void push(int index, Op op) {
  Stream *s = &streams[index];
  if (!s->ops) s->ops = calloc(MOST_OPS, sizeof(Op));
  if (s->count - s->done == MOST_OPS) finish(index, s->done + 1);
  s->ops[s->count++ % MOST_OPS] = op;
}

static Range *range_of(const void *at) {
  for (int i = 0; i < MOST_RANGES; i++) {
    Range *r = &ranges[i];
    if (r->start && (char *)at >= r->start && (char *)at < r->start + r->bytes) return r;
  }
  return NULL;
}

static int allocate(void **to, size_t bytes, int host) {
  pthread_mutex_lock(&lock);
  for (int i = 0; i < MOST_RANGES; i++) {
    if (!ranges[i].start) {
      char *memory = NULL;
      if (posix_memalign((void **)&memory, 512, bytes ? bytes : 1)) break;
      memset(memory, 0, bytes);
      ranges[i] = (Range){memory, bytes ? bytes : 1, host, device};
      if (!host) taken[device] += bytes;
      fake_log("%s %zu", host ? "pin" : "malloc", bytes);
      *to = memory;
      pthread_mutex_unlock(&lock);
      return OK;
    }
  }
  pthread_mutex_unlock(&lock);
  return OUT_OF_MEMORY;
}

static int release(void *memory) {
  pthread_mutex_lock(&lock);
  Range *r = memory ? range_of(memory) : NULL;
  if (r) {
    for (int i = 0; i < stream_count; i++) finish(i, streams[i].count);
    if (!r->host) taken[r->device] -= r->bytes;
    free(r->start);
    r->start = NULL;
  }
  pthread_mutex_unlock(&lock);
  return OK;
}

/* devices */

int cudaGetDeviceCount(int *n) { return (*n = devices()) ? OK : NO_DEVICE; }
int cudaGetDevice(int *d) { *d = device; return OK; }
int cudaSetDevice(int d) {
  if (d < 0 || d >= devices()) return INVALID_VALUE;
  if (d != device) fake_log("device %d", d);
  for (int i = 0; i < 16; i++) streams[i].device = i;
  device = d;
  return OK;
}
int cudaRuntimeGetVersion(int *v) { *v = 13010; return OK; }
int cudaDriverGetVersion(int *v) { *v = 13010; return OK; }
const char *cudaGetErrorString(int e) { (void)e; return "an error of the made CUDA runtime"; }
const char *cudaGetErrorName(int e) { (void)e; return "cudaErrorMade"; }
int cudaGetLastError(void) { return OK; }
int cudaPeekAtLastError(void) { return OK; }
int cudaDeviceCanAccessPeer(int *can, int a, int b) { (void)a; (void)b; *can = 0; return OK; }
int cudaDeviceGetStreamPriorityRange(int *least, int *most) { *least = 0; *most = -5; return OK; }
int cudaDeviceGetPCIBusId(char *to, int n, int d) { snprintf(to, n, "0000:%02x:00.0", d); return OK; }
int cudaMemGetInfo(size_t *left, size_t *all) {
  *all = (size_t)80 << 30;
  *left = *all - taken[device];
  return OK;
}
int cudaDeviceGetAttribute(int *v, int attribute, int d) {
  (void)d;
  *v = attribute == 75 ? 9 : attribute == 76 ? 0 : attribute == 10 ? 32 : 1024;
  return OK;
}
int cudaGetDeviceProperties(char *p, int d) { /* an H100's */
  memset(p, 0, 1008);
  snprintf(p, 256, "made GPU %d", d);
  p[256] = (char)(d + 1);
  *(size_t *)(p + 288) = (size_t)80 << 30; /* totalGlobalMem */
  *(size_t *)(p + 296) = 49152;            /* sharedMemPerBlock */
  *(int *)(p + 304) = 65536;               /* regsPerBlock */
  *(int *)(p + 308) = 32;                  /* warpSize */
  *(int *)(p + 320) = 1024;                /* maxThreadsPerBlock */
  int *dim = (int *)(p + 324), *grid = (int *)(p + 336);
  dim[0] = dim[1] = 1024, dim[2] = 64;
  grid[0] = 2147483647, grid[1] = grid[2] = 65535;
  *(int *)(p + 360) = 9;                   /* major; minor is 0 */
  *(size_t *)(p + 368) = 512;              /* textureAlignment */
  *(int *)(p + 384) = 132;                 /* multiProcessorCount */
  *(int *)(p + 596) = 50 << 20;            /* l2CacheSize */
  *(int *)(p + 604) = 2048;                /* maxThreadsPerMultiProcessor */
  *(size_t *)(p + 624) = 233472;           /* sharedMemPerMultiprocessor */
  *(int *)(p + 632) = 65536;               /* regsPerMultiprocessor */
  *(size_t *)(p + 672) = 232448;           /* sharedMemPerBlockOptin */
  *(int *)(p + 688) = 32;                  /* maxBlocksPerMultiProcessor */
  return OK;
}

/* memory */

int cudaMalloc(void **to, size_t bytes) { return allocate(to, bytes, 0); }
int cudaFree(void *memory) { return release(memory); }
int cudaHostAlloc(void **to, size_t bytes, unsigned flags) { (void)flags; return allocate(to, bytes, 1); }
int cudaFreeHost(void *memory) { return release(memory); }
int cudaPointerGetAttributes(char *to, const void *at) {
  pthread_mutex_lock(&lock);
  Range *r = range_of(at);
  memset(to, 0, 88);
  *(int *)to = r ? (r->host ? 1 : 2) : 0;
  *(int *)(to + 4) = r ? r->device : -1;
  *(const void **)(to + 8) = r ? at : NULL;
  *(const void **)(to + 16) = at;
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int kind, void *stream) {
  pthread_mutex_lock(&lock);
  int s = index_of(stream);
  Range *source = range_of(from);
  int pinned = source && source->host;
  fake_log("copy stream %d: %zu bytes %s%s", fake_stream(stream), bytes,
           kind == HOST_TO_DEVICE ? "to the device" : kind == DEVICE_TO_HOST ? "to the host" : "there",
           kind == HOST_TO_DEVICE ? (pinned ? " from pinned memory" : " from pageable memory") : "");
  if (pinned) {
    push(s, (Op){COPY, to, (char *)from, bytes, sum_of(from, bytes), 0, 0});
  } else { /* CUDA returns when such a source is read, and the rest is done in order */
    finish(s, streams[s].count);
    memmove(to, from, bytes);
  }
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaMemcpy(void *to, const void *from, size_t bytes, int kind) {
  int e = cudaMemcpyAsync(to, from, bytes, kind, NULL);
  pthread_mutex_lock(&lock);
  finish(device, streams[device].count);
  pthread_mutex_unlock(&lock);
  return e;
}
int cudaMemcpyPeerAsync(void *to, int a, const void *from, int b, size_t bytes, void *stream) {
  (void)a; (void)b;
  return cudaMemcpyAsync(to, from, bytes, 3, stream);
}
int cudaMemset(void *to, int v, size_t bytes) { memset(to, v, bytes); return OK; }
int cudaMemsetAsync(void *to, int v, size_t bytes, void *stream) {
  fake_log("set stream %d: %zu bytes", fake_stream(stream), bytes);
  memset(to, v, bytes);
  return OK;
}

/* streams and events */

int cudaStreamCreateWithPriority(void **to, unsigned flags, int priority) {
  (void)flags; (void)priority;
  pthread_mutex_lock(&lock);
  int index = stream_count++;
  streams[index].device = device;
  streams[index].number = index - 15;
  *to = (void *)(uintptr_t)index;
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaStreamDestroy(void *stream) { (void)stream; return OK; }
int cudaStreamGetPriority(void *stream, int *p) { (void)stream; *p = 0; return OK; }
int cudaStreamQuery(void *stream) {
  Stream *s = &streams[index_of(stream)];
  return s->done == s->count ? OK : NOT_READY;
}
int cudaStreamSynchronize(void *stream) {
  pthread_mutex_lock(&lock);
  fake_log("synchronise stream %d", fake_stream(stream));
  int index = index_of(stream);
  finish(index, streams[index].count);
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaDeviceSynchronize(void) {
  pthread_mutex_lock(&lock);
  fake_log("synchronise device %d", device);
  for (int i = 0; i < stream_count; i++)
    if (streams[i].device == device) finish(i, streams[i].count);
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaStreamIsCapturing(void *stream, int *status) { (void)stream; *status = 0; return OK; }
int cudaStreamGetCaptureInfo(void *stream, int *status, ...) { (void)stream; *status = 0; return OK; }
int cudaThreadExchangeStreamCaptureMode(int *mode) { (void)mode; return OK; }
int cudaEventCreateWithFlags(Event **to, unsigned flags) {
  (void)flags;
  *to = calloc(1, sizeof(Event));
  return OK;
}
int cudaEventCreate(Event **to) { return cudaEventCreateWithFlags(to, 0); }
int cudaEventDestroy(Event *event) { (void)event; return OK; /* kept: CUDA's own outlive it too */ }
int cudaEventRecord(Event *event, void *stream) {
  pthread_mutex_lock(&lock);
  int s = index_of(stream);
  *event = (Event){s, streams[s].count, 0};
  fake_log("record stream %d: event %p", fake_stream(stream), (void *)event);
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaEventRecordWithFlags(Event *event, void *stream, unsigned f) { (void)f; return cudaEventRecord(event, stream); }
int cudaStreamWaitEvent(void *stream, Event *event, unsigned flags) {
  (void)flags;
  pthread_mutex_lock(&lock);
  int s = index_of(stream);
  fake_log("wait stream %d: event %p of stream %d", fake_stream(stream), (void *)event,
           streams[event->stream].device * 100 + streams[event->stream].number);
  if (s != event->stream) push(s, (Op){WAIT, NULL, NULL, 0, 0, event->stream, event->upto});
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaEventSynchronize(Event *event) {
  pthread_mutex_lock(&lock);
  fake_log("synchronise event %p", (void *)event);
  finish(event->stream, event->upto);
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaEventQuery(Event *event) { /* whoever asks a third time waits by asking */
  pthread_mutex_lock(&lock);
  if (streams[event->stream].done < event->upto && ++event->polls > 2) finish(event->stream, event->upto);
  int done = streams[event->stream].done >= event->upto;
  pthread_mutex_unlock(&lock);
  return done ? OK : NOT_READY;
}
int cudaEventElapsedTime(float *ms, Event *a, Event *b) { (void)a; (void)b; *ms = 0; return OK; }

/* kernels */

void **__cudaRegisterFatBinary(void *binary) { (void)binary; return calloc(1, sizeof(void *)); }
void __cudaRegisterFatBinaryEnd(void **handle) { (void)handle; }
void __cudaUnregisterFatBinary(void **handle) { (void)handle; }
void __cudaRegisterVar(void) {}
void __cudaRegisterFunction(void **binary, const char *host, char *d, const char *name, int n, void *a,
                            void *b, void *c, void *e, int *f) {
  (void)binary; (void)d; (void)n; (void)a; (void)b; (void)c; (void)e; (void)f;
  pthread_mutex_lock(&lock);
  if (kernel_count == kernel_room)
    kernels = realloc(kernels, (kernel_room = 2 * kernel_room + 1024) * sizeof(Kernel));
  kernels[kernel_count++] = (Kernel){host, name};
  kernels_sorted = 0;
  pthread_mutex_unlock(&lock);
}
static int by_host(const void *a, const void *b) {
  const void *x = ((const Kernel *)a)->host, *y = ((const Kernel *)b)->host;
  return x < y ? -1 : x > y;
}
static const char *name_of(const void *host) {
  if (!kernels_sorted) {
    qsort(kernels, kernel_count, sizeof(Kernel), by_host);
    kernels_sorted = 1;
  }
  Kernel key = {host, NULL};
  Kernel *found = bsearch(&key, kernels, kernel_count, sizeof(Kernel), by_host);
  return found ? found->name : "?";
}
int __cudaGetKernel(const void **to, const void *host) { *to = host; return OK; }
int __cudaLaunchKernel(const void *kernel, dim3 grid, dim3 block, void **arguments, size_t shared, void *stream) {
  (void)grid; (void)block; (void)arguments; (void)shared;
  pthread_mutex_lock(&lock);
  fake_log("kernel stream %d: %s", fake_stream(stream), name_of(kernel));
  pthread_mutex_unlock(&lock);
  return OK;
}
int cudaLaunchKernelExC(const void **configuration_of, const void *kernel, void **arguments) {
  (void)arguments; /* the stream is behind two dim3 and a size_t */
  return __cudaLaunchKernel(kernel, (dim3){0}, (dim3){0}, NULL, 0, (void *)configuration_of[4]);
}
unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, size_t shared, void *stream) {
  configuration.grid = grid, configuration.block = block;
  configuration.shared = shared, configuration.stream = stream;
  return 0;
}
int __cudaPopCallConfiguration(dim3 *grid, dim3 *block, size_t *shared, void **stream) {
  *grid = configuration.grid, *block = configuration.block;
  *shared = configuration.shared, *stream = configuration.stream;
  return OK;
}
int cudaFuncGetAttributes(char *to, const void *kernel) {
  (void)kernel;
  memset(to, 0, 144);
  *(int *)(to + 24) = 1024; /* maxThreadsPerBlock */
  *(int *)(to + 28) = 32;   /* numRegs */
  return OK;
}
int cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *n, const void *k, int b, size_t s, unsigned f) {
  (void)k; (void)b; (void)s; (void)f;
  *n = 2;
  return OK;
}
