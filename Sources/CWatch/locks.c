#define _GNU_SOURCE
#include "recording.h"

#include <pthread.h>

// Mutexes and read-write locks.
//
// A lock is tried first: only who does not get it waits. What is taken is told after it has been, what is given back before it
// is: so in the order of the records nobody takes what another still has.

/// What a lock's operation came to.
static int taken(struct lane *lane, struct place place, volatile void *lock, struct fact fact, int result) {
    fact.kind = result == 0 || result == EOWNERDEAD ? WATCH_ACQUIRE
                : result == EBUSY || result == ETIMEDOUT ? WATCH_TIMEOUT
                                                         : WATCH_FAILED;
    fact.error = result;
    watch_tell(lane, place, lock, fact);
    return result;
}

static void told_wait(struct lane *lane, struct place place, volatile void *lock, struct fact fact) {
    fact.kind = WATCH_BLOCK;
    watch_tell(lane, place, lock, fact);
}

/// The body of a function that takes a lock: `attempt` does not wait, `wait` does, but for who would wait for itself and is `refused`.
#define TAKE(lock, which, refused, attempt, wait)                                                                             \
    struct lane *lane = watch_lane();                                                                                  \
    if (!lane) return wait;                                                                                            \
    struct place place = PLACE(lane);                                                                                  \
    struct fact own = which;                                                                                           \
    int result = attempt;                                                                                              \
    if (result == EBUSY) {                                                                                             \
        if (!(refused)) told_wait(lane, place, lock, own);                                                             \
        result = wait;                                                                                                 \
    }                                                                                                                  \
    return taken(lane, place, lock, own, result);

/// The body of one that only tries.
#define TRY(lock, which, attempt)                                                                                      \
    struct lane *lane = watch_lane();                                                                                  \
    if (!lane) return attempt;                                                                                         \
    struct fact own = which;                                                                                           \
    own.flags |= WATCH_TRIED;                                                                                          \
    return taken(lane, PLACE(lane), lock, own, attempt);

// MARK: Mutexes

static struct fact mutex_fact(const pthread_mutex_t *mutex, int flags) {
    int kind = mutex->__data.__kind & 3;
    return (struct fact){
        .class = WATCH_MUTEX, .flags = flags | (kind == PTHREAD_MUTEX_RECURSIVE_NP ? WATCH_RECURSIVE : 0)};
}

/// Whether the thread has it, and is told so if it wants it again.
static int knows_own(const pthread_mutex_t *mutex, const struct lane *lane) {
    return (mutex->__data.__kind & 3) == PTHREAD_MUTEX_ERRORCHECK_NP &&
           mutex->__data.__owner == lane->process_thread;
}

INTERPOSED int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
    REAL(pthread_mutex_init)
    int result = real_pthread_mutex_init(mutex, attributes);
    struct lane *lane = watch_lane();
    if (lane && result == 0) {
        struct fact fact = mutex_fact(mutex, 0);
        fact.kind = WATCH_INIT;
        watch_tell(lane, PLACE(lane), mutex, fact);
    }
    return result;
}

INTERPOSED int pthread_mutex_destroy(pthread_mutex_t *mutex) {
    REAL(pthread_mutex_destroy)
    struct lane *lane = watch_lane();
    int result = real_pthread_mutex_destroy(mutex);
    if (lane && result == 0)
        watch_tell(lane, PLACE(lane), mutex, (struct fact){.kind = WATCH_DESTROY, .class = WATCH_MUTEX});
    return result;
}

INTERPOSED int pthread_mutex_lock(pthread_mutex_t *mutex) {
    REAL(pthread_mutex_lock)
    REAL(pthread_mutex_trylock)
    TAKE(mutex, mutex_fact(mutex, 0), knows_own(mutex, lane), real_pthread_mutex_trylock(mutex), real_pthread_mutex_lock(mutex))
}

INTERPOSED int pthread_mutex_trylock(pthread_mutex_t *mutex) {
    REAL(pthread_mutex_trylock)
    TRY(mutex, mutex_fact(mutex, 0), real_pthread_mutex_trylock(mutex))
}

INTERPOSED int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *end) {
    REAL(pthread_mutex_timedlock)
    REAL(pthread_mutex_trylock)
    TAKE(mutex, mutex_fact(mutex, WATCH_TIMED), knows_own(mutex, lane), real_pthread_mutex_trylock(mutex),
         real_pthread_mutex_timedlock(mutex, end))
}

#if __GLIBC_PREREQ(2, 30)
INTERPOSED int pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *end) {
    REAL(pthread_mutex_clocklock)
    REAL(pthread_mutex_trylock)
    TAKE(mutex, mutex_fact(mutex, WATCH_TIMED), knows_own(mutex, lane), real_pthread_mutex_trylock(mutex),
         real_pthread_mutex_clocklock(mutex, clock, end))
}
#endif

INTERPOSED int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    REAL(pthread_mutex_unlock)
    struct lane *lane = watch_lane();
    if (!lane) return real_pthread_mutex_unlock(mutex);
    struct place place = PLACE(lane);
    struct fact fact = mutex_fact(mutex, 0);
    // Those that know their holder refuse others.
    int knows_holder = (mutex->__data.__kind & 3) == PTHREAD_MUTEX_RECURSIVE_NP ||
                       (mutex->__data.__kind & 3) == PTHREAD_MUTEX_ERRORCHECK_NP;
    if (knows_holder && mutex->__data.__owner != lane->process_thread) {
        int result = real_pthread_mutex_unlock(mutex);
        fact.kind = WATCH_FAILED;
        fact.error = result;
        watch_tell(lane, place, mutex, fact);
        return result;
    }
    fact.kind = WATCH_RELEASE;
    watch_tell(lane, place, mutex, fact);
    return real_pthread_mutex_unlock(mutex);
}

// MARK: Read-write locks

#define READING ((struct fact){.class = WATCH_RWLOCK, .flags = WATCH_SHARED})
#define WRITING ((struct fact){.class = WATCH_RWLOCK})
#define TIMED_READING ((struct fact){.class = WATCH_RWLOCK, .flags = WATCH_SHARED | WATCH_TIMED})
#define TIMED_WRITING ((struct fact){.class = WATCH_RWLOCK, .flags = WATCH_TIMED})

/// Whether the thread has it for writing, which every such lock knows.
static int is_writer(const pthread_rwlock_t *lock, const struct lane *lane) {
    return lock->__data.__cur_writer == lane->process_thread;
}

INTERPOSED int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes) {
    REAL(pthread_rwlock_init)
    int result = real_pthread_rwlock_init(lock, attributes);
    struct lane *lane = watch_lane();
    if (lane && result == 0)
        watch_tell(lane, PLACE(lane), lock, (struct fact){.kind = WATCH_INIT, .class = WATCH_RWLOCK});
    return result;
}

INTERPOSED int pthread_rwlock_destroy(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_destroy)
    struct lane *lane = watch_lane();
    int result = real_pthread_rwlock_destroy(lock);
    if (lane && result == 0)
        watch_tell(lane, PLACE(lane), lock, (struct fact){.kind = WATCH_DESTROY, .class = WATCH_RWLOCK});
    return result;
}

INTERPOSED int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_rdlock)
    REAL(pthread_rwlock_tryrdlock)
    TAKE(lock, READING, is_writer(lock, lane), real_pthread_rwlock_tryrdlock(lock), real_pthread_rwlock_rdlock(lock))
}

INTERPOSED int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_tryrdlock)
    TRY(lock, READING, real_pthread_rwlock_tryrdlock(lock))
}

INTERPOSED int pthread_rwlock_timedrdlock(pthread_rwlock_t *lock, const struct timespec *end) {
    REAL(pthread_rwlock_timedrdlock)
    REAL(pthread_rwlock_tryrdlock)
    TAKE(lock, TIMED_READING, is_writer(lock, lane), real_pthread_rwlock_tryrdlock(lock),
         real_pthread_rwlock_timedrdlock(lock, end))
}

INTERPOSED int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_wrlock)
    REAL(pthread_rwlock_trywrlock)
    TAKE(lock, WRITING, is_writer(lock, lane), real_pthread_rwlock_trywrlock(lock), real_pthread_rwlock_wrlock(lock))
}

INTERPOSED int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_trywrlock)
    TRY(lock, WRITING, real_pthread_rwlock_trywrlock(lock))
}

INTERPOSED int pthread_rwlock_timedwrlock(pthread_rwlock_t *lock, const struct timespec *end) {
    REAL(pthread_rwlock_timedwrlock)
    REAL(pthread_rwlock_trywrlock)
    TAKE(lock, TIMED_WRITING, is_writer(lock, lane), real_pthread_rwlock_trywrlock(lock),
         real_pthread_rwlock_timedwrlock(lock, end))
}

#if __GLIBC_PREREQ(2, 30)
INTERPOSED int pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock, const struct timespec *end) {
    REAL(pthread_rwlock_clockrdlock)
    REAL(pthread_rwlock_tryrdlock)
    TAKE(lock, TIMED_READING, is_writer(lock, lane), real_pthread_rwlock_tryrdlock(lock),
         real_pthread_rwlock_clockrdlock(lock, clock, end))
}

INTERPOSED int pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock, const struct timespec *end) {
    REAL(pthread_rwlock_clockwrlock)
    REAL(pthread_rwlock_trywrlock)
    TAKE(lock, TIMED_WRITING, is_writer(lock, lane), real_pthread_rwlock_trywrlock(lock),
         real_pthread_rwlock_clockwrlock(lock, clock, end))
}
#endif

INTERPOSED int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
    REAL(pthread_rwlock_unlock)
    struct lane *lane = watch_lane();
    if (lane)
        watch_tell(lane, PLACE(lane), lock, (struct fact){.kind = WATCH_RELEASE, .class = WATCH_RWLOCK});
    return real_pthread_rwlock_unlock(lock);
}
