import ThreadTrace

/// Who waits for whom.
extension Execution {
    private func owner(of resource: ResourceID, isStuck: Bool) -> ThreadID? {
        claim(on: resource).owner(isStuck: isStuck, isAlive: isAlive)
    }

    private func claim(on resource: ResourceID) -> Claim {
        switch primitive(resource) {
        case .lock(let state):
            state.holder.map { .holder($0, servesAsSignal: state.servesAsSignal) } ?? .nobody
        case .rlock(let state): state.holder.map { .holder($0, servesAsSignal: false) } ?? .nobody
        case .thread(let life): .life(life.thread)
        case .future(let state): state.worker.map(Claim.worker) ?? .nobody
        default: .nobody
        }
    }

    /// Who can not go and waits for what, without a deadline, ascending by thread, while others may still go.
    package var waits: WaitForGraph { waits(isStuck: false) }

    private func waits(isStuck: Bool) -> WaitForGraph {
        WaitForGraph(
            threads.indices.compactMap { index in
                guard self.isStuck(index) else { return nil }
                let resource = threads[index].request.resource
                return WaitForGraph.Wait(
                    thread: ThreadID(UInt32(index + 1)), resource: resource,
                    owner: owner(of: resource, isStuck: isStuck))
            })
    }

    /// Whether only another thread's step can let it go on.
    private func isStuck(_ index: Int) -> Bool {
        threads[index].standing == .blocked && threads[index].deadline == .distantFuture
    }

    /// Cycle detection: where a thread that comes to wait closes a cycle of threads that wait for each other, the trace tells of it.
    mutating func closeCycle(at thread: ThreadID, real: Int64) {
        // Nobody hears of it, and whoever is in it stands still anyway.
        guard isTracing else { return }
        var members: [ThreadID] = []
        var current = thread
        repeat {
            guard isStuck(current.index), members.count <= threads.count else { return }
            let resource = threads[current.index].request.resource
            guard let owner = owner(of: resource, isStuck: false) else { return }
            members.append(current)
            current = owner
        } while current != thread
        for member in members.sorted() { tellDeadlock(member, isInCycle: true, real: real) }
    }

    /// A broken cycle: another released what a member held, so those who still wait merely wait.
    mutating func openCycles(real: Int64) {
        for index in threads.indices where threads[index].announcement == .deadlocked {
            threads[index].announcement = .none
            announce(UInt32(index + 1), real: real)
        }
    }

    private mutating func tellDeadlock(_ thread: ThreadID, isInCycle: Bool, real: Int64) {
        guard threads[thread.index].announcement != .deadlocked else { return }
        threads[thread.index].announcement = .deadlocked
        tellStanding(thread.number, .deadlock, detail: isInCycle ? 1 : 0, real: real)
    }

    /// Nobody can go, and nobody will wake: the trace tells of everyone who waits.
    ///
    /// - Returns: who waits for whom.
    package mutating func tellDeadlock(real: Int64) -> WaitForGraph {
        let graph = waits(isStuck: true)
        let members = Set(graph.cycle.map(\.thread))
        for wait in graph.waits {
            tellDeadlock(wait.thread, isInCycle: members.contains(wait.thread), real: real)
        }
        return graph
    }
}
