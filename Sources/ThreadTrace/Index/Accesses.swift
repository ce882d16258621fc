/// How a thread touched shared values in a stretch of its lane.
package struct AccessMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let read = AccessMarks(rawValue: 1)
    package static let write = AccessMarks(rawValue: 2)
    /// A write that undid another thread's.
    package static let lostUpdate = AccessMarks(rawValue: 4)
}

/// A write that overwrote what another thread had written since this one read the value: what that one had added is gone.
///
/// The field's "lost update", phenomenon P4 in Berenson et al., "A Critique of ANSI SQL Isolation Levels" (1995). A thread that
/// writes without having read loses nothing that it could have known of, and is not told of; nor is one that writes a constant which
/// is there already, as `found = True` after `if not found`, or what comes of nothing that it has read.
package struct LostUpdate: Hashable, Sendable {
    /// Numbers of events: what was read, what another wrote after that, and what overwrote it.
    package let read: Int
    package let overwritten: Int
    package let write: Int
}

/// Reads and writes of shared values: which thread last read what, and which writes lost an update.
///
/// O(1) for each read and write; memory grows with values and threads that touch them, and with what is lost.
struct SharedAccesses: Sendable {
    private struct Value {
        /// With its constant, if it was of one.
        var lastWrite: (event: Int, thread: ThreadID, constant: NameID?)?
        /// The last read of each thread that has not written since.
        var reads: [ThreadID: Int] = [:]
    }

    private var values: [ResourceID: Value] = [:]
    /// In order.
    private(set) var lost: [LostUpdate] = []

    /// - Returns: what to mark the event with.
    mutating func tell(_ event: Event, at index: Int) -> AccessMarks {
        guard event.kind == .write else {
            values[event.resource, default: Value()].reads[event.thread] = index
            return .read
        }
        let before = values[event.resource]
        let constant = event.isConstant ? event.name : nil
        values[event.resource, default: Value()].lastWrite = (index, event.thread, constant)
        values[event.resource]?.reads[event.thread] = nil
        guard let read = before?.reads[event.thread], let last = before?.lastWrite, last.event > read,
            last.thread != event.thread
        else { return .write }
        // Several find the same and say so: each would have, whatever the others had.
        if let constant, constant == last.constant { return .write }
        if event.isBlind { return .write }
        lost.append(LostUpdate(read: read, overwritten: last.event, write: index))
        return [.write, .lostUpdate]
    }
}

/// A thread's reads and writes.
typealias AccessHistory = EventHistory<AccessMarks>
