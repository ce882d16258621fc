import ThreadTrace

/// Counts updates that are lost: writes over what another thread wrote since this one read (`LostUpdate`).
package struct UpdateWatch: Sendable {
    private struct Value: Sendable {
        var writes = 0
        var writer = ThreadID.runtime
        /// By thread, how many writes there had been at its last read, if it has not written since.
        var reads: [(thread: ThreadID, writes: Int)] = []
    }

    private var values: [(resource: ResourceID, value: Value)] = []
    package private(set) var lost = 0

    package init() {}

    /// Another execution begins.
    package mutating func begin() {
        values.removeAll(keepingCapacity: true)
        lost = 0
    }

    package mutating func take(_ operation: Operation, on resource: ResourceID, by thread: ThreadID) {
        let place = values.firstIndex { $0.resource == resource } ?? values.count
        if place == values.count { values.append((resource, Value())) }
        let read = values[place].value.reads.firstIndex { $0.thread == thread }
        if case .read = operation {
            let seen = (thread, values[place].value.writes)
            if let read {
                values[place].value.reads[read] = seen
            } else {
                values[place].value.reads.append(seen)
            }
            return
        }
        if let read {
            let seen = values[place].value.reads.remove(at: read)
            if seen.writes < values[place].value.writes, values[place].value.writer != thread { lost += 1 }
        }
        values[place].value.writes += 1
        values[place].value.writer = thread
    }
}
