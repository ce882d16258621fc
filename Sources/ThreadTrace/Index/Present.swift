/// The state of everything after the last event, kept up to date as events come, so that the live screen asks nothing twice.
struct Present: Sendable {
    /// A wait that goes on: for which resource, counted from 0, and its number in that one's history.
    private struct OpenWait {
        let resource: Int
        let number: Int
    }

    private(set) var states: [ThreadState] = []
    private var open: [OpenWait?] = []

    /// With which events the waits began that go on.
    func openBeginnings(_ waits: WaitHistories) -> [Int] {
        open.compactMap { $0.flatMap { waits.beginning(of: $0.resource, $0.number) } }
    }

    mutating func addThread() {
        states.appendSparingly(.unborn)
        open.appendSparingly(nil)
    }

    /// Takes a lane to the state after the trace's event number `event`, and keeps account of who waits for what.
    ///
    /// A wait that goes on under another name, as a deadlock, is the same wait.
    mutating func update(_ lane: Int, _ state: ThreadState, at event: Int, _ waits: inout WaitHistories) {
        states[lane] = state
        let waited = state.isWaiting ? Int(state.resource.number) - 1 : nil
        guard open[lane]?.resource != waited else { return }
        if let before = open[lane] { waits.end(before.resource, before.number, at: event) }
        open[lane] = waited.flatMap { resource in
            waits.begin(resource, at: event).map { OpenWait(resource: resource, number: $0) }
        }
    }
}

extension ThreadState {
    /// Whether the thread stands before something that it can not have yet, or never.
    package var isWaiting: Bool { activity == .waiting || activity == .deadlocked }
}
