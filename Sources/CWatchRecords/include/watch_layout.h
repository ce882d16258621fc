#ifndef WATCH_LAYOUT_H
#define WATCH_LAYOUT_H

#include "watch_records.h"

/// How the file is laid out, for the two that write in it. Not in the module's map: Swift would make a tuple of each array.

#define WATCH_PATH_SIZE 224

struct watch_ring {
    /// Written by the thread.
    _Alignas(64) uint64_t head;
    /// Whether a thread has it; 2 once that has ended.
    uint32_t state;
    /// Written by the watcher.
    _Alignas(64) uint64_t tail;
    _Alignas(64) struct watch_record records[WATCH_RING_SIZE];
};

struct watch_module {
    struct watch_range range;
    char path[WATCH_PATH_SIZE];
};

struct watch_area {
    uint64_t magic;
    /// The process that is watched; 0 until it has begun.
    int32_t process;
    uint32_t module_count;
    /// How often it has executed another program.
    uint32_t executions;
    /// How many rings have ever been in use.
    uint32_t ring_count;
    /// Threads for which there was no ring.
    uint32_t unwatched;
    /// Records that could not be written: of signal handlers that came while one was.
    uint64_t dropped;
    _Alignas(64) uint64_t next_number;
    _Alignas(64) uint32_t next_thread;
    /// Set while the watcher sleeps; who has much to tell wakes it.
    _Alignas(64) uint32_t asleep;
    /// Grows with every reading: who waits for room waits for this.
    _Alignas(64) uint32_t readings;
    /// Set once nobody reads any more.
    uint32_t closed;
    /// The watcher's process: if it is gone nobody reads any more either.
    int32_t watcher;
    _Alignas(64) struct watch_module modules[WATCH_MODULES];
    _Alignas(64) struct watch_ring rings[WATCH_RINGS];
};

#endif
