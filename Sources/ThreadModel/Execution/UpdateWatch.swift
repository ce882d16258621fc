import ThreadTrace

/// Counts updates that are lost: writes over what another thread wrote since this one read (`LostUpdate`).
package struct UpdateWatch: Sendable {
    private struct Value: Sendable {
        var writes = 0
        var writer = ThreadID.runtime
        /// Which constant was written last, 0 for none.
        var constant = 0
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

    package mutating func take(_ request: Request, by thread: ThreadID) {
        let resource = request.resource
        let place = values.firstIndex { $0.resource == resource } ?? values.count
        if place == values.count { values.append((resource, Value())) }
        let read = values[place].value.reads.firstIndex { $0.thread == thread }
        if case .read = request.operation {
            let seen = (thread, values[place].value.writes)
            if let read {
                values[place].value.reads[read] = seen
            } else {
                values[place].value.reads.append(seen)
            }
            return
        }
        let constant = request.name == nil ? 0 : request.rank
        if let read {
            let seen = values[place].value.reads.remove(at: read)
            let isThere = constant != 0 && constant == values[place].value.constant
            if seen.writes < values[place].value.writes, values[place].value.writer != thread, !isThere,
                !request.isBlind
            {
                lost += 1
            }
        }
        values[place].value.constant = constant
        values[place].value.writes += 1
        values[place].value.writer = thread
    }
}
