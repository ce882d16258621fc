/// The state of everything after the last event, kept up to date as events come, so that the live screen asks nothing twice.
struct Present: Sendable {
    private(set) var states: [ThreadState] = []
    /// Per resource, who waits for it, in the order in which they began to.
    private(set) var waiters: [[ThreadID]] = []

    mutating func addThread() { states.append(.unborn) }

    mutating func addResource() { waiters.append([]) }

    mutating func update(_ lane: Int, _ state: ThreadState) {
        let thread = ThreadID(UInt32(lane + 1))
        let before = states[lane]
        states[lane] = state
        let left = waited(before)
        let joined = waited(state)
        guard left != joined else { return }
        if let left, let place = waiters[left].firstIndex(of: thread) { waiters[left].remove(at: place) }
        if let joined { waiters[joined].append(thread) }
    }

    private func waited(_ state: ThreadState) -> Int? {
        guard state.activity == .waiting || state.activity == .deadlocked else { return nil }
        let index = Int(state.resource.number) - 1
        return waiters.indices.contains(index) ? index : nil
    }
}
