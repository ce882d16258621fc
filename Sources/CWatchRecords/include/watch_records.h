#ifndef WATCH_RECORDS_H
#define WATCH_RECORDS_H

#include <stddef.h>
#include <stdint.h>

/// What a watched program and its watcher share: a file in memory, with a ring of records for each thread.
///
/// A ring has one writer, its thread, and one reader, the watcher: `head` is how many records have ever been written, `tail` how many have
/// been read. Each record has a number of its own from one counter, without gaps: in the order of these numbers, locks are
/// taken and given back one after the other, whoever's ring tells it.

/// What the watched program finds in its environment: the number of the descriptor of the file.
#define WATCH_VARIABLE "THREADLANES_WATCH"
/// What a file begins with; another layout has another one.
#define WATCH_MAGIC 0x3148435441574c54u
#define WATCH_RINGS 2048
/// Records in a ring, a power of two.
#define WATCH_RING_SIZE 4096
#define WATCH_MODULES 256
/// How many callers of an operation are told.
#define WATCH_CALLERS 5

/// What a record tells. `object` is an address in the program, or what is said.
enum watch_kind {
    WATCH_NOTHING,
    /// A thread's first; object: its pthread_t, value: its number.
    WATCH_BEGIN,
    /// A thread's last.
    WATCH_FINISH,
    /// A thread is about to be created; object: the function that it will run, value: its number.
    WATCH_CREATE,
    /// It was; object: its pthread_t, value: its number.
    WATCH_CREATED,
    /// It was not; value: its number, error: why.
    WATCH_NOT_CREATED,
    /// Object: the pthread_t.
    WATCH_JOIN_BLOCK,
    WATCH_JOIN,
    WATCH_JOIN_FAILED,
    /// Object: the pthread_t, the first two callers: the 16 bytes of its name.
    WATCH_RENAME,
    /// Something is made; value: permits, or parties.
    WATCH_INIT,
    WATCH_DESTROY,
    WATCH_BLOCK,
    WATCH_ACQUIRE,
    WATCH_RELEASE,
    /// Gave up, or only tried.
    WATCH_TIMEOUT,
    WATCH_FAILED,
    /// Of a condition.
    WATCH_WAIT,
    WATCH_WAKE,
    WATCH_SIGNAL,
    WATCH_BROADCAST,
    /// Of a barrier.
    WATCH_ARRIVE,
    WATCH_PASS,
    WATCH_SLEEP,
    WATCH_WOKEN,
    /// The process makes another.
    WATCH_FORK,
};

/// What sort of thing `object` is.
enum watch_class { WATCH_NONE, WATCH_MUTEX, WATCH_RWLOCK, WATCH_CONDITION, WATCH_SEMAPHORE, WATCH_BARRIER };

enum watch_flag {
    /// A mutex that its holder can take again.
    WATCH_RECURSIVE = 1,
    /// A read lock.
    WATCH_SHARED = 2,
    /// It would not have waited.
    WATCH_TRIED = 4,
    /// It would have given up at some time.
    WATCH_TIMED = 8,
    /// Of a beginning: the main thread.
    WATCH_MAIN = 16,
    /// Of a beginning: the process executes another program from now on.
    WATCH_EXECUTED = 32,
};

struct watch_record {
    uint64_t number;
    /// CLOCK_MONOTONIC in nanoseconds.
    uint64_t time;
    uint64_t object;
    /// Where the operation was called, where that function was, and so on: addresses, 0 from where on they are not known.
    uint64_t callers[WATCH_CALLERS];
    uint8_t kind, class, flags;
    /// An errno.
    uint8_t error;
    int32_t value;
};

struct watch_area;

/// A file that the program has loaded, and where; an address less `bias` is one of the file's.
struct watch_range {
    uint64_t bias, start, end;
    /// How often the process had executed another program then.
    uint64_t execution;
};

// For the watcher.

/// A new area in a file in memory without a name, mapped; its descriptor, closed where another program is executed, or -1 with `errno`.
int watch_area_make(struct watch_area **area);
void watch_area_unmap(struct watch_area *area);
/// How many records there are to be read of a ring, of which `tail` have been.
uint64_t watch_ring_count(struct watch_area *area, uint32_t ring, uint64_t tail);
/// They may be written over. Where its thread has ended, and nothing is left, another thread may have the ring.
void watch_ring_read(struct watch_area *area, uint32_t ring, uint64_t tail);
const struct watch_record *watch_ring_record(const struct watch_area *area, uint32_t ring, uint64_t place);
uint32_t watch_area_rings(const struct watch_area *area);
int32_t watch_area_process(const struct watch_area *area);
uint64_t watch_area_dropped(const struct watch_area *area);
uint32_t watch_area_unwatched(const struct watch_area *area);
struct watch_range watch_module_range(const struct watch_area *area, uint32_t index);
const char *watch_module_path(const struct watch_area *area, uint32_t index);
uint32_t watch_area_modules(const struct watch_area *area);
/// Where reading goes on behind the last one that was told.
uint64_t watch_ring_tail(const struct watch_area *area, uint32_t ring);
/// Lets those go on who wait for room.
void watch_area_let_go_on(struct watch_area *area);
/// Waits until somebody has much to tell, but not longer than this.
void watch_area_sleep(struct watch_area *area, int milliseconds);
/// Nobody reads any more: nobody may wait for it.
void watch_area_close(struct watch_area *area);
/// The bytes that a mutex and so on take.
size_t watch_class_size(int class);

#endif
