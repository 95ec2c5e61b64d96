// An allocator that puts a page that nobody may touch behind each aligned buffer, and never gives an address out twice: who writes
// beyond a buffer of LibTorch, oneDNN or ours, or into one that is freed, is stopped at that instruction. See guard.sh.
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { SLOTS = 1 << 20, PAGE = 4096 };

static struct {
  void *pointer;
  void *mapping;
  size_t length;
} slots[SLOTS];
static void *const FREED = (void *)1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

extern void __libc_free(void *);

static size_t slot(void *pointer) { return ((uintptr_t)pointer >> 6) % SLOTS; }

int posix_memalign(void **out, size_t alignment, size_t size) {
  size_t used = (size + alignment - 1) / alignment * alignment;
  if (used == 0) used = alignment;
  size_t pages = (used + PAGE - 1) / PAGE * PAGE;
  char *mapping = mmap(0, pages + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED) return ENOMEM;
  mprotect(mapping + pages, PAGE, PROT_NONE);
  void *pointer = (void *)((uintptr_t)(mapping + pages - used) / alignment * alignment);
  pthread_mutex_lock(&lock);
  size_t i = slot(pointer);
  while (slots[i].pointer && slots[i].pointer != FREED) i = (i + 1) % SLOTS;
  slots[i].pointer = pointer;
  slots[i].mapping = mapping;
  slots[i].length = pages + PAGE;
  pthread_mutex_unlock(&lock);
  *out = pointer;
  return 0;
}

void *aligned_alloc(size_t alignment, size_t size) {
  void *pointer;
  return posix_memalign(&pointer, alignment, size) ? 0 : pointer;
}

void free(void *pointer) {
  if (!pointer) return;
  if (((uintptr_t)pointer & 63) == 0) { // as aligned as ours
    pthread_mutex_lock(&lock);
    size_t i = slot(pointer);
    while (slots[i].pointer && slots[i].pointer != pointer) i = (i + 1) % SLOTS;
    if (slots[i].pointer == pointer) {
      slots[i].pointer = FREED;
      mprotect(slots[i].mapping, slots[i].length, PROT_NONE);
      madvise(slots[i].mapping, slots[i].length, MADV_DONTNEED);
      pthread_mutex_unlock(&lock);
      return;
    }
    pthread_mutex_unlock(&lock);
  }
  __libc_free(pointer);
}
