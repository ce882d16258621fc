#define _GNU_SOURCE
#include "recording.h"

#include <pthread.h>
#include <semaphore.h>

// Semaphores and barriers. Every operation on a semaphore says how many permits there were: one may have been made where nobody saw it.

static struct fact about(enum watch_kind kind, sem_t *semaphore, int flags) {
    int permits = 0;
    sem_getvalue(semaphore, &permits);
    return (struct fact){.kind = kind, .class = WATCH_SEMAPHORE, .flags = flags, .value = permits};
}

/// What an attempt or a wait came to, by its `errno`, which stays.
static int taken(struct lane *lane, struct place place, sem_t *semaphore, struct fact fact, int result) {
    int error = result == 0 ? 0 : errno;
    fact.kind = error == 0 ? WATCH_ACQUIRE : error == EAGAIN || error == ETIMEDOUT ? WATCH_TIMEOUT : WATCH_FAILED;
    fact.error = error;
    watch_tell(lane, place, semaphore, fact);
    return result;
}

#define TAKE(flag, wait)                                                                                               \
    REAL(sem_trywait)                                                                                                  \
    struct lane *lane = watch_lane();                                                                                  \
    struct place place = PLACE(lane);                                                                                  \
    if (!lane) return wait;                                                                                            \
    struct fact fact = about(WATCH_BLOCK, semaphore, flag);                                                            \
    int before = errno;                                                                                                \
    if (real_sem_trywait(semaphore) == 0) return taken(lane, place, semaphore, fact, 0);                               \
    errno = before;                                                                                                    \
    watch_tell(lane, place, semaphore, fact);                                                                          \
    return taken(lane, place, semaphore, fact, wait);

INTERPOSED int sem_init(sem_t *semaphore, int shared, unsigned permits) {
    REAL(sem_init)
    int result = real_sem_init(semaphore, shared, permits);
    struct lane *lane = watch_lane();
    if (lane && result == 0) watch_tell(lane, PLACE(lane), semaphore, about(WATCH_INIT, semaphore, 0));
    return result;
}

INTERPOSED int sem_destroy(sem_t *semaphore) {
    REAL(sem_destroy)
    int result = real_sem_destroy(semaphore);
    struct lane *lane = watch_lane();
    if (lane && result == 0)
        watch_tell(lane, PLACE(lane), semaphore, (struct fact){.kind = WATCH_DESTROY, .class = WATCH_SEMAPHORE});
    return result;
}

INTERPOSED int sem_wait(sem_t *semaphore) {
    REAL(sem_wait)
    TAKE(0, real_sem_wait(semaphore))
}

INTERPOSED int sem_trywait(sem_t *semaphore) {
    REAL(sem_trywait)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    if (!lane) return real_sem_trywait(semaphore);
    struct fact fact = about(WATCH_ACQUIRE, semaphore, WATCH_TRIED);
    return taken(lane, place, semaphore, fact, real_sem_trywait(semaphore));
}

INTERPOSED int sem_timedwait(sem_t *semaphore, const struct timespec *end) {
    REAL(sem_timedwait)
    TAKE(WATCH_TIMED, real_sem_timedwait(semaphore, end))
}

#if __GLIBC_PREREQ(2, 30)
INTERPOSED int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *end) {
    REAL(sem_clockwait)
    TAKE(WATCH_TIMED, real_sem_clockwait(semaphore, clock, end))
}
#endif

INTERPOSED int sem_post(sem_t *semaphore) {
    REAL(sem_post)
    struct lane *lane = watch_lane();
    if (lane) watch_tell(lane, PLACE(lane), semaphore, about(WATCH_RELEASE, semaphore, 0));
    return real_sem_post(semaphore);
}

// MARK: Barriers

INTERPOSED int pthread_barrier_init(
    pthread_barrier_t *barrier, const pthread_barrierattr_t *attributes, unsigned parties) {
    REAL(pthread_barrier_init)
    int result = real_pthread_barrier_init(barrier, attributes, parties);
    struct lane *lane = watch_lane();
    if (lane && result == 0)
        watch_tell(
            lane, PLACE(lane), barrier,
            (struct fact){.kind = WATCH_INIT, .class = WATCH_BARRIER, .value = (int)parties});
    return result;
}

INTERPOSED int pthread_barrier_destroy(pthread_barrier_t *barrier) {
    REAL(pthread_barrier_destroy)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    int result = real_pthread_barrier_destroy(barrier);
    if (lane && result == 0)
        watch_tell(lane, place, barrier, (struct fact){.kind = WATCH_DESTROY, .class = WATCH_BARRIER});
    return result;
}

INTERPOSED int pthread_barrier_wait(pthread_barrier_t *barrier) {
    REAL(pthread_barrier_wait)
    struct lane *lane = watch_lane();
    struct place place = PLACE(lane);
    watch_tell(lane, place, barrier, (struct fact){.kind = WATCH_ARRIVE, .class = WATCH_BARRIER});
    int result = real_pthread_barrier_wait(barrier);
    watch_tell(lane, place, barrier, (struct fact){.kind = WATCH_PASS, .class = WATCH_BARRIER});
    return result;
}
