/// Of each chain of events, how many of its epochs are known: vector time (Mattern, "Virtual Time and Global States", 1989).
///
/// What it does not mention it knows nothing of. A value: a copy costs nothing until one of both changes.
struct VectorClock: Hashable, Sendable {
    private var times: [UInt32] = []

    var isEmpty: Bool { times.isEmpty }

    subscript(slot: Int) -> UInt32 { slot < times.count ? times[slot] : 0 }

    /// One epoch is known, and those before it.
    mutating func learn(_ time: UInt32, of slot: Int) {
        if slot >= times.count { times.append(contentsOf: repeatElement(0, count: slot + 1 - times.count)) }
        if times[slot] < time { times[slot] = time }
    }

    /// All that another clock knows. O(slots).
    mutating func learn(_ other: VectorClock) {
        if times.isEmpty {
            times = other.times
            return
        }
        if times.count < other.times.count {
            times.append(contentsOf: repeatElement(0, count: other.times.count - times.count))
        }
        times.withUnsafeMutableBufferPointer { own in
            other.times.withUnsafeBufferPointer { others in
                for slot in others.indices { own[slot] = max(own[slot], others[slot]) }
            }
        }
    }

    /// All that was known when something was given away.
    mutating func learn(_ stamp: Stamp) {
        learn(stamp.known)
        learn(stamp.epoch.time, of: stamp.epoch.slot)
    }
}

/// A stretch of one thread's events, from one time that it gives something away to the next (Flanagan and Freund, "FastTrack", 2009).
struct Epoch: Hashable, Sendable {
    private let chain: UInt32
    let time: UInt32

    init(slot: Int, time: UInt32) {
        chain = UInt32(truncatingIfNeeded: slot)
        self.time = time
    }

    /// Whose: threads of which one began after the other's end was known share a slot.
    var slot: Int { Int(chain) }
}

/// What a thread knew when it gave something away: who gets it knows as much from then on.
///
/// Each epoch ends with the stamp that is made of it, so who knows the epoch knows all of the stamp.
struct Stamp: Sendable {
    let epoch: Epoch
    let known: VectorClock
}
