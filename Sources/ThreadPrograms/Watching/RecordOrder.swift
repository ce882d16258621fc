import CWatchRecords
import Glibc

/// Reads the rings of all threads, and gives their records in the order of their numbers.
///
/// A thread takes a number and then writes the record, so one can be missing for a moment that later ones do not wait for; those are
/// kept until it comes. Where it does not, as its thread was ended in between, they go on without it.
struct RecordOrder {
    /// A record, and the ring that it came from.
    struct Entry {
        let record: watch_record
        let ring: Int
    }

    /// So long a missing record is waited for, in nanoseconds.
    private static let patience: UInt64 = 300_000_000
    /// What is further ahead was written by somebody who writes where he should not.
    private static let reach: UInt64 = 1 << 24

    private var next: UInt64 = 0
    /// Entries from number `next` on; nil for those that have not come.
    private var waiting: [Entry?] = []
    private var tails: [UInt64] = []
    /// Since when the first is missing that others wait for.
    private var missingSince: UInt64?
    /// Records that could not be what they said.
    private(set) var damaged = 0

    /// - Parameters:
    ///   - isOver: nothing more will come, so nothing that is missing is waited for.
    ///   - now: on the system's monotonic clock, in nanoseconds.
    /// - Returns: how many records were read.
    mutating func read(_ area: WatchArea, isOver: Bool, now: UInt64, _ take: (Entry) -> Void) -> Int {
        var count = 0
        for ring in 0..<watch_area_rings(area.pointer) { count += read(area, ring: ring) }
        if count > 0 { watch_area_let_go_on(area.pointer) }
        give(isOver: isOver, now: now, take)
        return count
    }

    private mutating func read(_ area: WatchArea, ring: UInt32) -> Int {
        if tails.count <= Int(ring) { tails.append(watch_ring_tail(area.pointer, ring)) }
        let tail = tails[Int(ring)]
        let count = watch_ring_count(area.pointer, ring, tail)
        for place in tail..<(tail + count) {
            keep(Entry(record: watch_ring_record(area.pointer, ring, place).pointee, ring: Int(ring)))
        }
        tails[Int(ring)] = tail + count
        // Also where there was nothing: its thread may have ended.
        watch_ring_read(area.pointer, ring, tail + count)
        return Int(count)
    }

    private mutating func keep(_ entry: Entry) {
        let number = entry.record.number
        guard number >= next else { return late(entry) }
        guard number - next < Self.reach else { return damaged += 1 }
        let place = Int(number - next)
        if place >= waiting.count {
            waiting.reserveCapacity(place + 1)
            while waiting.count <= place { waiting.append(nil) }
        }
        waiting[place] = entry
    }

    /// It was not waited for: it comes before those that are still to be given.
    private mutating func late(_ entry: Entry) {
        guard next > 0 else { return }
        next -= 1
        waiting.insert(entry, at: 0)
    }

    private mutating func give(isOver: Bool, now: UInt64, _ take: (Entry) -> Void) {
        var given = 0
        let hasWaited = missingSince.map { now > $0 + Self.patience } ?? false
        for entry in waiting {
            if let entry { take(entry) } else if !isOver, !hasWaited { break }
            given += 1
        }
        waiting.removeFirst(given)
        next += UInt64(given)
        missingSince = waiting.isEmpty ? nil : given > 0 ? now : missingSince ?? now
    }
}
