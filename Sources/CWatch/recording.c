#define _GNU_SOURCE
#include "recording.h"

#include <limits.h>
#include <link.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

__thread struct lane watch_own_lane __attribute__((tls_model("initial-exec")));

/// Nil while this process is not watched.
static struct watch_area *area;
static pthread_key_t ending;

void *watch_find_real(const char *name, const char *version) {
    void *found = version ? dlvsym(RTLD_NEXT, name, version) : NULL;
    return found ? found : dlsym(RTLD_NEXT, name);
}

// MARK: The process

static int add_module(struct dl_phdr_info *info, size_t size, void *count) {
    uint32_t *number = count;
    if (*number >= WATCH_MODULES) return 1;
    struct watch_module *module = &area->modules[*number];
    module->range = (struct watch_range){info->dlpi_addr, UINT64_MAX, 0, area->executions};
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD) continue;
        uint64_t start = info->dlpi_addr + part->p_vaddr;
        if (start < module->range.start) module->range.start = start;
        if (start + part->p_memsz > module->range.end) module->range.end = start + part->p_memsz;
    }
    // The one without a name is the program itself.
    if (info->dlpi_name[0]) {
        strncpy(module->path, info->dlpi_name, WATCH_PATH_SIZE - 1);
    } else {
        ssize_t length = readlink("/proc/self/exe", module->path, WATCH_PATH_SIZE - 1);
        module->path[length > 0 ? length : 0] = 0;
    }
    *number += 1;
    return 0;
}

#if defined(__x86_64__)
/// Notes where the text is of the program, the first that is told of, and of C++'s library.
static int find_text(struct dl_phdr_info *info, size_t size, void *unused) {
    struct watch_text *text = watch_program_text.size == 0                   ? &watch_program_text
                              : strstr(info->dlpi_name, "/libstdc++.so")    ? &watch_library_text
                                                                            : NULL;
    for (int i = 0; text && i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && part->p_flags & PF_X)
            *text = (struct watch_text){info->dlpi_addr + part->p_vaddr, part->p_memsz};
    }
    return 0;
}
#endif

static struct watch_area *find_area(void) {
    const char *number = getenv(WATCH_VARIABLE);
    if (!number) return NULL;
    int file = atoi(number);
    struct stat status;
    if (fstat(file, &status) != 0 || status.st_size != sizeof(struct watch_area)) return NULL;
    struct watch_area *found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found == MAP_FAILED) return NULL;
    int32_t nobody = 0;
    // It stays the same process when it executes another program; the children that it makes find it taken.
    if (found->magic == WATCH_MAGIC &&
        (__atomic_compare_exchange_n(&found->process, &nobody, getpid(), 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) ||
         nobody == getpid()))
        return found;
    munmap(found, sizeof *found);
    return NULL;
}

/// What it does from now on is another process's business.
static void forget_child(void) {
    area = NULL;
    watch_own_lane.ring = NULL;
    watch_own_lane.is_known = 1;
}

static void tell_fork(void) {
    struct lane *lane = watch_lane();
    watch_tell(lane, (struct place){{0}}, NULL, (struct fact){.kind = WATCH_FORK});
}

/// The last that a thread does, again and again as long as the system asks: other keys may have destructors that lock.
static void end_lane(void *rounds) {
    uintptr_t round = (uintptr_t)rounds;
    if (round < PTHREAD_DESTRUCTOR_ITERATIONS) {
        pthread_setspecific(ending, (void *)(round + 1));
        return;
    }
    struct lane *lane = &watch_own_lane;
    if (!lane->ring) return;
    watch_tell(lane, (struct place){{0}}, NULL, (struct fact){.kind = WATCH_FINISH});
    struct watch_ring *ring = lane->ring;
    lane->ring = NULL;
    __atomic_store_n(&ring->state, 2, __ATOMIC_RELEASE);
}

static void attach(void) {
    int before = errno;
    area = find_area();
    if (area) {
        uint32_t rings = __atomic_load_n(&area->ring_count, __ATOMIC_ACQUIRE);
        if (rings > 0) area->executions += 1;
        // What the program before had loaded stays, as its records may not have been read yet.
        uint32_t count = area->module_count;
        dl_iterate_phdr(add_module, &count);
        __atomic_store_n(&area->module_count, count, __ATOMIC_RELEASE);
#if defined(__x86_64__)
        dl_iterate_phdr(find_text, NULL);
#endif
        pthread_key_create(&ending, end_lane);
        pthread_atfork(NULL, tell_fork, forget_child);
        // There was another program in this process before: its threads are gone.
        for (uint32_t i = 0; i < rings; i++)
            if (area->rings[i].state == 1) __atomic_store_n(&area->rings[i].state, 2, __ATOMIC_RELEASE);
        watch_begin_lane(rings == 0 ? 1 : watch_next_thread(), WATCH_MAIN | (rings == 0 ? 0 : WATCH_EXECUTED));
    }
    errno = before;
}

/// 0 before it is known whether this process is watched, 1 while that is found out, 2 from then on.
static uint32_t stage;

__attribute__((constructor)) static void begin(void) {
    uint32_t before = 0;
    if (!__atomic_compare_exchange_n(&stage, &before, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return;
    attach();
    __atomic_store_n(&stage, 2, __ATOMIC_RELEASE);
}

// MARK: Callers

struct watch_text watch_library_text, watch_program_text;

/// Whether there is a call right before that address, which is one of the program's text.
static int follows_call(uintptr_t address) {
    const uint8_t *code = (const uint8_t *)address;
    if (address - watch_program_text.start < 7) return 0;
    // By a distance, or by what a register or a place in memory says.
    return code[-5] == 0xE8 || (code[-2] == 0xFF && (code[-1] & 0xF8) == 0xD0) ||
           (code[-3] == 0xFF && (code[-2] & 0xF8) == 0x50) || (code[-6] == 0xFF && (code[-5] & 0x38) == 0x10);
}

uintptr_t watch_find_return(const uintptr_t *frame, const struct lane *lane) {
    // Behind the frame pointer and the return address; functions that wait have little on the stack.
    for (const uintptr_t *word = frame + 2; word < frame + 66 && (uintptr_t)(word + 1) <= lane->stack_end; word++)
        if (watch_is_in(watch_program_text, *word) && follows_call(*word)) return *word;
    return 0;
}

// MARK: Lanes

uint32_t watch_next_thread(void) { return __atomic_fetch_add(&area->next_thread, 1, __ATOMIC_RELAXED); }

/// A ring that nobody has; nil where there is none. Tells whether one will come free as soon as it has been read.
static struct watch_ring *take_ring(int *is_freed_soon) {
    *is_freed_soon = 0;
    for (uint32_t i = 0; i < WATCH_RINGS; i++) {
        uint32_t nobody = 0;
        if (!__atomic_compare_exchange_n(
                &area->rings[i].state, &nobody, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
            *is_freed_soon |= nobody == 2;
            continue;
        }
        uint32_t count = __atomic_load_n(&area->ring_count, __ATOMIC_RELAXED);
        while (count <= i && !__atomic_compare_exchange_n(
                                 &area->ring_count, &count, i + 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {}
        return &area->rings[i];
    }
    return NULL;
}

/// Waits until something has been read, but not for long.
static void wait_for_reading(uint32_t readings) {
    struct timespec limit = {0, 50000000};
    syscall(SYS_futex, &area->readings, FUTEX_WAIT, readings, &limit, NULL, 0);
}

static void wake_watcher(void) {
    if (!__atomic_load_n(&area->asleep, __ATOMIC_SEQ_CST)) return;
    __atomic_store_n(&area->asleep, 0, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &area->asleep, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static int is_abandoned(void) {
    return __atomic_load_n(&area->closed, __ATOMIC_RELAXED) ||
           (syscall(SYS_kill, area->watcher, 0) != 0 && errno == ESRCH);
}

struct lane *watch_begin_lane(uint32_t number, int flags) {
    struct lane *lane = &watch_own_lane;
    lane->is_known = 1;
    if (!area) return NULL;
    int before = errno;
    int is_freed_soon;
    uint32_t readings = __atomic_load_n(&area->readings, __ATOMIC_SEQ_CST);
    struct watch_ring *ring = take_ring(&is_freed_soon);
    while (!ring && is_freed_soon && !is_abandoned()) {
        wake_watcher();
        wait_for_reading(readings);
        readings = __atomic_load_n(&area->readings, __ATOMIC_SEQ_CST);
        ring = take_ring(&is_freed_soon);
    }
    if (!ring) {
        __atomic_fetch_add(&area->unwatched, 1, __ATOMIC_RELAXED);
        return NULL;
    }
    lane->process_thread = (int32_t)syscall(SYS_gettid);
    pthread_attr_t attributes;
    void *start;
    size_t size;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &start, &size) == 0) {
            lane->stack_start = (uintptr_t)start;
            lane->stack_end = (uintptr_t)start + size;
        }
        pthread_attr_destroy(&attributes);
    }
    lane->head = ring->head;
    lane->tail = ring->tail;
    lane->ring = ring;
    pthread_setspecific(ending, (void *)1);
    if (number == 0) number = watch_next_thread();
    watch_tell(
        lane, (struct place){{0}}, (void *)pthread_self(),
        (struct fact){.kind = WATCH_BEGIN, .flags = flags, .value = (int)number});
    errno = before;
    return lane;
}

struct lane *watch_find_lane(void) {
    // Other libraries may lock before this one has been told to begin.
    begin();
    struct lane *lane = &watch_own_lane;
    if (lane->is_known || __atomic_load_n(&stage, __ATOMIC_ACQUIRE) != 2) return lane->ring ? lane : NULL;
    return watch_begin_lane(0, 0);
}

// MARK: Telling

/// Nothing is told of the process any more.
static void stop_watching(struct lane *lane) { lane->ring = NULL; }

/// Whether there is room now, which may take until the watcher has read.
static int make_room(struct lane *lane) {
    int before = errno;
    for (;;) {
        uint32_t readings = __atomic_load_n(&area->readings, __ATOMIC_SEQ_CST);
        lane->tail = __atomic_load_n(&lane->ring->tail, __ATOMIC_ACQUIRE);
        uint64_t used = lane->head - lane->tail;
        if (used < WATCH_RING_SIZE / 2) break;
        wake_watcher();
        if (used < WATCH_RING_SIZE) break;
        if (is_abandoned()) {
            stop_watching(lane);
            errno = before;
            return 0;
        }
        wait_for_reading(readings);
    }
    errno = before;
    return 1;
}

void watch_tell(struct lane *lane, struct place place, const volatile void *object, struct fact fact) {
    if (!lane || !lane->ring) return;
    if (lane->is_busy) {
        __atomic_fetch_add(&area->dropped, 1, __ATOMIC_RELAXED);
        return;
    }
    lane->is_busy = 1;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (lane->head - lane->tail < WATCH_RING_SIZE / 2 || make_room(lane)) {
        struct watch_record *record = &lane->ring->records[lane->head % WATCH_RING_SIZE];
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        *record = (struct watch_record){
            .number = __atomic_fetch_add(&area->next_number, 1, __ATOMIC_RELAXED),
            .time = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec,
            .object = (uintptr_t)object,
            .callers = {place.callers[0], place.callers[1], place.callers[2], place.callers[3], place.callers[4]},
            .kind = (uint8_t)fact.kind,
            .class = (uint8_t)fact.class,
            .flags = (uint8_t)fact.flags,
            .error = (uint8_t)fact.error,
            .value = fact.value,
        };
        lane->head += 1;
        __atomic_store_n(&lane->ring->head, lane->head, __ATOMIC_RELEASE);
    }
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    lane->is_busy = 0;
}
