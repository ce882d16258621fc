#define _GNU_SOURCE
#include "recording.h"

#include <time.h>
#include <unistd.h>

// Sleeps, which say when they begin and when they end.

#define SLEEP(type, sleeping)                                                                                          \
    struct lane *lane = watch_lane();                                                                                  \
    struct place place = PLACE(lane);                                                                                  \
    watch_tell(lane, place, NULL, (struct fact){.kind = WATCH_SLEEP});                                                 \
    type result = sleeping;                                                                                            \
    watch_tell(lane, place, NULL, (struct fact){.kind = WATCH_WOKEN});                                                 \
    return result;

INTERPOSED unsigned sleep(unsigned seconds) {
    REAL(sleep)
    SLEEP(unsigned, real_sleep(seconds))
}

INTERPOSED int usleep(useconds_t microseconds) {
    REAL(usleep)
    SLEEP(int, real_usleep(microseconds))
}

INTERPOSED int nanosleep(const struct timespec *duration, struct timespec *rest) {
    REAL(nanosleep)
    SLEEP(int, real_nanosleep(duration, rest))
}

INTERPOSED int clock_nanosleep(
    clockid_t clock, int flags, const struct timespec *duration, struct timespec *rest) {
    REAL(clock_nanosleep)
    SLEEP(int, real_clock_nanosleep(clock, flags, duration, rest))
}
