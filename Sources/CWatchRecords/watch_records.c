#define _GNU_SOURCE
#include "watch_layout.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int watch_area_make(struct watch_area **area) {
    int file = memfd_create("watch", MFD_CLOEXEC);
    if (file < 0) return -1;
    // Pages that nobody writes take no memory.
    void *memory = ftruncate(file, sizeof(struct watch_area)) == 0
                       ? mmap(NULL, sizeof(struct watch_area), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
                       : MAP_FAILED;
    if (memory == MAP_FAILED) {
        close(file);
        return -1;
    }
    *area = memory;
    (*area)->magic = WATCH_MAGIC;
    (*area)->next_thread = 2;
    (*area)->watcher = getpid();
    return file;
}

void watch_area_unmap(struct watch_area *area) { munmap(area, sizeof *area); }

uint64_t watch_ring_count(struct watch_area *area, uint32_t ring, uint64_t tail) {
    uint64_t count = __atomic_load_n(&area->rings[ring].head, __ATOMIC_ACQUIRE) - tail;
    // A program that writes where it should not may have written here.
    return count <= WATCH_RING_SIZE ? count : 0;
}

void watch_ring_read(struct watch_area *area, uint32_t ring, uint64_t tail) {
    struct watch_ring *own = &area->rings[ring];
    __atomic_store_n(&own->tail, tail, __ATOMIC_RELEASE);
    uint32_t ended = 2;
    if (__atomic_load_n(&own->state, __ATOMIC_ACQUIRE) == ended &&
        __atomic_load_n(&own->head, __ATOMIC_ACQUIRE) == tail)
        __atomic_compare_exchange_n(&own->state, &ended, 0, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
}

const struct watch_record *watch_ring_record(const struct watch_area *area, uint32_t ring, uint64_t place) {
    return &area->rings[ring].records[place % WATCH_RING_SIZE];
}

uint32_t watch_area_rings(const struct watch_area *area) {
    uint32_t count = __atomic_load_n(&area->ring_count, __ATOMIC_ACQUIRE);
    return count < WATCH_RINGS ? count : WATCH_RINGS;
}

int32_t watch_area_process(const struct watch_area *area) {
    return __atomic_load_n(&area->process, __ATOMIC_ACQUIRE);
}

uint64_t watch_area_dropped(const struct watch_area *area) {
    return __atomic_load_n(&area->dropped, __ATOMIC_RELAXED);
}

uint32_t watch_area_unwatched(const struct watch_area *area) {
    return __atomic_load_n(&area->unwatched, __ATOMIC_RELAXED);
}

uint32_t watch_area_modules(const struct watch_area *area) {
    uint32_t count = __atomic_load_n(&area->module_count, __ATOMIC_ACQUIRE);
    return count < WATCH_MODULES ? count : WATCH_MODULES;
}

struct watch_range watch_module_range(const struct watch_area *area, uint32_t index) {
    return area->modules[index].range;
}

const char *watch_module_path(const struct watch_area *area, uint32_t index) {
    return area->modules[index].path;
}

uint64_t watch_ring_tail(const struct watch_area *area, uint32_t ring) { return area->rings[ring].tail; }

void watch_area_let_go_on(struct watch_area *area) {
    __atomic_fetch_add(&area->readings, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &area->readings, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void watch_area_sleep(struct watch_area *area, int milliseconds) {
    struct timespec limit = {0, milliseconds * 1000000L};
    __atomic_store_n(&area->asleep, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &area->asleep, FUTEX_WAIT, 1, &limit, NULL, 0);
    __atomic_store_n(&area->asleep, 0, __ATOMIC_SEQ_CST);
}

void watch_area_close(struct watch_area *area) {
    __atomic_store_n(&area->closed, 1, __ATOMIC_SEQ_CST);
    watch_area_let_go_on(area);
}

size_t watch_class_size(int class) {
    switch (class) {
    case WATCH_MUTEX: return sizeof(pthread_mutex_t);
    case WATCH_RWLOCK: return sizeof(pthread_rwlock_t);
    case WATCH_CONDITION: return sizeof(pthread_cond_t);
    case WATCH_SEMAPHORE: return sizeof(sem_t);
    case WATCH_BARRIER: return sizeof(pthread_barrier_t);
    default: return 1;
    }
}
