#define _GNU_SOURCE
#include "recording.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Threads: create, join, name. The end of one is told where its own data is destroyed, however it came to its end.

struct beginning {
    void *(*body)(void *);
    void *argument;
    uint32_t number;
};

static void *begin_thread(void *memory) {
    struct beginning own = *(struct beginning *)memory;
    free(memory);
    watch_begin_lane(own.number, 0);
    return own.body(own.argument);
}

INTERPOSED int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
    REAL(pthread_create)
    struct lane *lane = watch_lane();
    struct beginning *beginning = lane ? malloc(sizeof *beginning) : NULL;
    if (!beginning) return real_pthread_create(thread, attributes, body, argument);
    struct place place = PLACE(lane);
    uint32_t number = watch_next_thread();
    *beginning = (struct beginning){body, argument, number};
    watch_tell(lane, place, (void *)body, (struct fact){.kind = WATCH_CREATE, .value = (int)number});
    int result = real_pthread_create(thread, attributes, begin_thread, beginning);
    if (result == 0) {
        watch_tell(lane, place, (void *)*thread, (struct fact){.kind = WATCH_CREATED, .value = (int)number});
    } else {
        free(beginning);
        watch_tell(lane, place, NULL, (struct fact){.kind = WATCH_NOT_CREATED, .error = result, .value = (int)number});
    }
    return result;
}

static int joined(struct lane *lane, struct place place, pthread_t thread, int result) {
    struct fact fact = {.kind = WATCH_JOIN_FAILED, .error = result};
    if (result == 0) fact.kind = WATCH_JOIN;
    watch_tell(lane, place, (void *)thread, fact);
    return result;
}

/// Joins at once where that can be, and otherwise tells that it has to wait.
static int try_join(struct lane *lane, struct place place, pthread_t thread, void **value, int flags) {
    REAL(pthread_tryjoin_np)
    int result = real_pthread_tryjoin_np(thread, value);
    if (result == EBUSY)
        watch_tell(lane, place, (void *)thread, (struct fact){.kind = WATCH_JOIN_BLOCK, .flags = flags});
    return result;
}

INTERPOSED int pthread_join(pthread_t thread, void **value) {
    REAL(pthread_join)
    struct lane *lane = watch_lane();
    if (!lane) return real_pthread_join(thread, value);
    struct place place = PLACE(lane);
    int result = try_join(lane, place, thread, value, 0);
    return joined(lane, place, thread, result == EBUSY ? real_pthread_join(thread, value) : result);
}

INTERPOSED int pthread_tryjoin_np(pthread_t thread, void **value) {
    REAL(pthread_tryjoin_np)
    struct lane *lane = watch_lane();
    if (!lane) return real_pthread_tryjoin_np(thread, value);
    return joined(lane, PLACE(lane), thread, real_pthread_tryjoin_np(thread, value));
}

INTERPOSED int pthread_timedjoin_np(pthread_t thread, void **value, const struct timespec *end) {
    REAL(pthread_timedjoin_np)
    struct lane *lane = watch_lane();
    if (!lane) return real_pthread_timedjoin_np(thread, value, end);
    struct place place = PLACE(lane);
    int result = try_join(lane, place, thread, value, WATCH_TIMED);
    return joined(lane, place, thread, result == EBUSY ? real_pthread_timedjoin_np(thread, value, end) : result);
}

#if __GLIBC_PREREQ(2, 31)
INTERPOSED int pthread_clockjoin_np(pthread_t thread, void **value, clockid_t clock, const struct timespec *end) {
    REAL(pthread_clockjoin_np)
    struct lane *lane = watch_lane();
    if (!lane) return real_pthread_clockjoin_np(thread, value, clock, end);
    struct place place = PLACE(lane);
    int result = try_join(lane, place, thread, value, WATCH_TIMED);
    return joined(lane, place, thread, result == EBUSY ? real_pthread_clockjoin_np(thread, value, clock, end) : result);
}
#endif

INTERPOSED int pthread_setname_np(pthread_t thread, const char *name) {
    REAL(pthread_setname_np)
    int result = real_pthread_setname_np(thread, name);
    struct lane *lane = watch_lane();
    if (lane && result == 0) {
        // Longer ones have been refused.
        char bytes[16] = {0};
        strncpy(bytes, name, sizeof bytes - 1);
        struct place letters = {{0}};
        memcpy(&letters, bytes, sizeof bytes);
        watch_tell(lane, letters, (void *)thread, (struct fact){.kind = WATCH_RENAME});
    }
    return result;
}
