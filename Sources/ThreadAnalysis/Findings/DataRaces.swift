import ThreadTrace

/// Accesses to shared values of which nothing orders one before the other.
///
/// FastTrack (Flanagan and Freund, PLDI 2009) with all accesses that no other makes superfluous rather than the last one alone: each value
/// keeps the writes and the reads that did not happen before a later one. So *every* access is told that races with an earlier one, not only
/// the first of each value. An access costs O(1), or O(threads that touch the value without order).
struct DataRaces: Sendable {
    /// Two accesses, of which the second came later in this run.
    struct Race: Hashable, Sendable {
        let first: Int
        let second: Int
        let places: Places
    }

    /// The two places of the source, the lower number first, and the value: races with the same are one to whoever reads of them.
    struct Places: Hashable, Sendable {
        let value: ResourceID
        let one: UInt32
        let other: UInt32
    }

    private struct Access {
        var epoch: Epoch
        var event: UInt32
        var thread: ThreadID
        var place: UInt32
    }

    private struct Value {
        var writes: [Access] = []
        var reads: [Access] = []
    }

    private var places: [Int32] = []
    private var values: [Value] = []

    /// All accesses so far happened before those that come.
    mutating func forgetPast() {
        places = []
        values = []
    }

    /// Takes in a read or a write of a shared value.
    ///
    /// - Parameter tell: of races with earlier accesses, at least one for each pair of places.
    mutating func take(_ event: Event, at index: Int, _ clocks: ThreadClocks, _ tell: (Race) -> Void) {
        let place = place(of: event.resource)
        let own = Access(
            epoch: clocks.epoch(of: event.thread), event: UInt32(truncatingIfNeeded: index),
            thread: event.thread, place: Self.place(of: event))
        // Taken out, so that what is kept of all the others is never copied.
        var value = Value()
        swap(&value, &values[place])
        check(value.writes, own, event.resource, clocks, tell)
        if event.kind == .write {
            check(value.reads, own, event.resource, clocks, tell)
            // What happened before this write races with nothing that does not race with this write.
            replace(&value.writes, by: own, clocks)
            if !value.reads.isEmpty { value.reads.removeAll { clocks.knows(own.thread, $0.epoch) } }
        } else {
            replace(&value.reads, by: own, clocks)
        }
        values[place] = value
    }

    private func check(
        _ accesses: [Access], _ own: Access, _ value: ResourceID, _ clocks: ThreadClocks,
        _ tell: (Race) -> Void
    ) {
        // Where everything races with everything, it is mostly at the same place.
        var told: UInt32?
        for access in accesses
        where access.thread != own.thread && access.place != told && !clocks.knows(own.thread, access.epoch) {
            told = access.place
            let places = Places(
                value: value, one: min(access.place, own.place), other: max(access.place, own.place))
            tell(Race(first: Int(access.event), second: Int(own.event), places: places))
        }
    }

    /// A number for where an access is, and whether it writes. What has no known place is a place of its own for each thread.
    private static func place(of event: Event) -> UInt32 {
        let write: UInt32 = event.kind == .write ? 1 : 0
        let isKnown = event.source != .unknown
        let place = isKnown ? UInt32(event.source.number) : 1 << 30 | event.thread.number
        return place << 1 | write
    }

    /// Those that happened before the new one go.
    private func replace(_ accesses: inout [Access], by own: Access, _ clocks: ThreadClocks) {
        switch accesses.count {
        case 0: accesses.append(own)
        case 1 where clocks.knows(own.thread, accesses[0].epoch): accesses[0] = own
        case 1: accesses.append(own)
        default:
            accesses.removeAll { clocks.knows(own.thread, $0.epoch) }
            accesses.append(own)
        }
    }

    private mutating func place(of resource: ResourceID) -> Int {
        let number = Int(resource.number)
        if number >= places.count {
            places.append(contentsOf: repeatElement(0, count: number + 1 - places.count))
        }
        if places[number] == 0 {
            values.append(Value())
            places[number] = Int32(values.count)
        }
        return Int(places[number]) - 1
    }
}
