#ifndef RECORDING_H
#define RECORDING_H

// What the interposed functions have in common: the calling thread's lane, and how something is told there.

#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>

#include "watch_layout.h"

/// What a program calls in the stead of the system's. Nothing else of this library is seen by it.
#define INTERPOSED __attribute__((visibility("default")))
#pragma GCC visibility push(hidden)

/// A thread as this library knows it. Nothing but its own thread looks at it.
struct lane {
    /// Nil while nothing is told of the thread.
    struct watch_ring *ring;
    uint64_t head, tail;
    /// Its stack, outside of which no frame is looked for.
    uintptr_t stack_start, stack_end;
    int32_t process_thread;
    /// Whether it has been asked for before.
    uint8_t is_known;
    /// Something is being told: what a signal handler does meanwhile can not be.
    uint8_t is_busy;
};

/// An operation's caller, that one's, and so on.
struct place {
    uint64_t callers[WATCH_CALLERS];
};

extern __thread struct lane watch_own_lane __attribute__((tls_model("initial-exec"), visibility("hidden")));

/// The calling thread's; nil where it is not watched.
struct lane *watch_find_lane(void);
/// Begins the lane of a thread that has that number; 0 for one that nobody has told of. Its first record has these flags.
struct lane *watch_begin_lane(uint32_t number, int flags);
/// A number for a thread that is about to be.
uint32_t watch_next_thread(void);

static inline struct lane *watch_lane(void) {
    struct lane *own = &watch_own_lane;
    if (__builtin_expect(own->ring != NULL, 1)) return own;
    return own->is_known ? NULL : watch_find_lane();
}

/// C++'s own library, which is compiled without frame pointers on some machines, and what of the program can call it.
extern struct watch_text {
    uintptr_t start, size;
} watch_library_text, watch_program_text;

/// The nearest word on the stack that is where a call in the program returns to; 0 for none.
uintptr_t watch_find_return(const uintptr_t *frame, const struct lane *lane);

static inline int watch_is_in(struct watch_text text, uintptr_t address) { return address - text.start < text.size; }

/// Where an operation was called, from the frame of the function that stands in for it. Only pointers into the thread's own stack are
/// followed, as a caller without frame pointers has anything else in that register.
static inline struct place watch_place(const struct lane *lane, void *caller, void *frame) {
    struct place place = {{(uintptr_t)caller}};
    uintptr_t own = (uintptr_t)frame;
    if (!lane || own < lane->stack_start || own >= lane->stack_end) return place;
    int count = 1;
    if (__builtin_expect(watch_is_in(watch_library_text, (uintptr_t)caller), 0))
        place.callers[count++] = watch_find_return(frame, lane);
    while (count < WATCH_CALLERS) {
        uintptr_t outer = *(uintptr_t *)own;
        if (outer <= own || outer + 16 > lane->stack_end || outer % sizeof(uintptr_t) != 0) break;
        place.callers[count++] = ((uintptr_t *)outer)[1];
        own = outer;
    }
    return place;
}

#define PLACE(lane) watch_place(lane, __builtin_return_address(0), __builtin_frame_address(0))

/// What is told of an operation, without number, time and place.
struct fact {
    enum watch_kind kind;
    enum watch_class class;
    int flags, error, value;
};

/// Tells it; waits where the watcher is behind. Nothing where there is no lane. Leaves `errno` as it is.
void watch_tell(struct lane *lane, struct place place, const volatile void *object, struct fact fact);

/// The function that the program would have called; with a version where there are several.
void *watch_find_real(const char *name, const char *version);

#if defined(__x86_64__)
#define CONDITION_VERSION "GLIBC_2.3.2"
#else
#define CONDITION_VERSION NULL
#endif

/// A name for the real function within a function, looked for once: two threads that look at once find the same.
#define REAL_VERSION(name, version)                                                                                    \
    static __typeof__(name) *found_##name;                                                                             \
    __typeof__(name) *real_##name = __atomic_load_n(&found_##name, __ATOMIC_RELAXED);                                  \
    if (__builtin_expect(!real_##name, 0)) {                                                                           \
        real_##name = (__typeof__(name) *)watch_find_real(#name, version);                                             \
        __atomic_store_n(&found_##name, real_##name, __ATOMIC_RELAXED);                                                \
    }

#define REAL(name) REAL_VERSION(name, NULL)

#pragma GCC visibility pop

#endif
