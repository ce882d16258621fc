#define _GNU_SOURCE
#include "recording.h"

#include <pthread.h>

// Condition variables. A wait gives the mutex back and takes it again within the system: told here as what it is, with the two ends
// of the wait between.

static struct fact about(enum watch_kind kind, int flags) {
    return (struct fact){.kind = kind, .class = WATCH_CONDITION, .flags = flags};
}

static struct fact about_mutex(enum watch_kind kind, const pthread_mutex_t *mutex) {
    int is_recursive = (mutex->__data.__kind & 3) == PTHREAD_MUTEX_RECURSIVE_NP;
    return (struct fact){.kind = kind, .class = WATCH_MUTEX, .flags = is_recursive ? WATCH_RECURSIVE : 0};
}

static void before(
    struct lane *lane, struct place place, pthread_cond_t *condition, pthread_mutex_t *mutex, int flags) {
    // Whoever then gets the mutex, and signals, finds that it waits.
    watch_tell(lane, place, condition, about(WATCH_WAIT, flags));
    watch_tell(lane, place, mutex, about_mutex(WATCH_RELEASE, mutex));
}

static int after(
    struct lane *lane, struct place place, pthread_cond_t *condition, pthread_mutex_t *mutex, int flags, int result) {
    struct fact fact = about(result == 0 ? WATCH_WAKE : result == ETIMEDOUT ? WATCH_TIMEOUT : WATCH_FAILED, flags);
    fact.error = result;
    watch_tell(lane, place, condition, fact);
    watch_tell(lane, place, mutex, about_mutex(WATCH_ACQUIRE, mutex));
    return result;
}

INTERPOSED int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    REAL_VERSION(pthread_cond_init, CONDITION_VERSION)
    int result = real_pthread_cond_init(condition, attributes);
    struct lane *lane = watch_lane();
    if (lane && result == 0) watch_tell(lane, PLACE(lane), condition, about(WATCH_INIT, 0));
    return result;
}

INTERPOSED int pthread_cond_destroy(pthread_cond_t *condition) {
    REAL_VERSION(pthread_cond_destroy, CONDITION_VERSION)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    // Waits for those who are about to leave.
    int result = real_pthread_cond_destroy(condition);
    if (lane && result == 0) watch_tell(lane, place, condition, about(WATCH_DESTROY, 0));
    return result;
}

INTERPOSED int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
    REAL_VERSION(pthread_cond_wait, CONDITION_VERSION)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    if (!lane) return real_pthread_cond_wait(condition, mutex);
    before(lane, place, condition, mutex, 0);
    return after(lane, place, condition, mutex, 0, real_pthread_cond_wait(condition, mutex));
}

INTERPOSED int pthread_cond_timedwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *end) {
    REAL_VERSION(pthread_cond_timedwait, CONDITION_VERSION)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    if (!lane) return real_pthread_cond_timedwait(condition, mutex, end);
    before(lane, place, condition, mutex, WATCH_TIMED);
    return after(lane, place, condition, mutex, WATCH_TIMED, real_pthread_cond_timedwait(condition, mutex, end));
}

#if __GLIBC_PREREQ(2, 30)
INTERPOSED int pthread_cond_clockwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *end) {
    REAL(pthread_cond_clockwait)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    if (!lane) return real_pthread_cond_clockwait(condition, mutex, clock, end);
    before(lane, place, condition, mutex, WATCH_TIMED);
    return after(
        lane, place, condition, mutex, WATCH_TIMED, real_pthread_cond_clockwait(condition, mutex, clock, end));
}
#endif

INTERPOSED int pthread_cond_signal(pthread_cond_t *condition) {
    REAL_VERSION(pthread_cond_signal, CONDITION_VERSION)
    struct lane *lane = watch_lane();
    if (lane) watch_tell(lane, PLACE(lane), condition, about(WATCH_SIGNAL, 0));
    return real_pthread_cond_signal(condition);
}

INTERPOSED int pthread_cond_broadcast(pthread_cond_t *condition) {
    REAL_VERSION(pthread_cond_broadcast, CONDITION_VERSION)
    struct lane *lane = watch_lane();
    if (lane) watch_tell(lane, PLACE(lane), condition, about(WATCH_BROADCAST, 0));
    return real_pthread_cond_broadcast(condition);
}
