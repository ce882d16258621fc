import ThreadTrace

/// Loops that do nothing but look, as `while not ready: pass`: whoever goes round one may as well wait until what it looks at has changed.
/// Otherwise a search would find as many executions as there are times to go round, which is no end of them.
extension Execution {
    /// A thread begins to go round. No step.
    package mutating func beginLoop(_ thread: ThreadID) { threads[thread.index].looks.begin() }

    /// What a thread that stands at going round waits for a change of; none where it may go at any time.
    package func awaited(by thread: ThreadID) -> [ResourceID] {
        guard waits(thread.index) else { return [] }
        let looks = threads[thread.index].looks
        return (0..<looks.count).map { looks[$0].resource }
    }

    /// It comes to stand at going round.
    mutating func spins(_ index: Int, _ request: inout Request) {
        spinning += 1
        let looks = threads[index].looks
        request.argument = looks.length
        if looks.count > 0 { request.resource = looks[0].resource }
    }

    /// Whether it has to wait for news. A loop that lets time pass, or looks at what is not all told of, does so only where time is free,
    /// as in a search.
    private func waits(_ index: Int) -> Bool {
        let (looks, request) = (threads[index].looks, threads[index].request)
        return !looks.isOpen && looks.count > 0 && (request.rank == 0 || clock.policy == .free)
    }

    /// Whether something that it has looked at has changed since.
    func hasNews(_ index: Int) -> Bool {
        guard waits(index) else { return true }
        let looks = threads[index].looks
        for place in 0..<looks.count {
            let (resource, step) = looks[place]
            if resources[Int(resource.number)].changed > step { return true }
        }
        return false
    }

    /// What a step means for those who go round.
    @inline(__always) mutating func note(
        _ request: Request, _ reply: Reply, by thread: ThreadID, real: Int64
    ) {
        switch request.operation {
        case .read, .inspect:
            threads[thread.index].looks.add(request.resource, at: steps)
            threads[thread.index].looks.note(request.other, at: steps)
        case .spin: threads[thread.index].looks.begin()
        case .sleep where request.resource == .none: threads[thread.index].looks.pass()
        case .acquire where reply == .gaveUp: threads[thread.index].looks.add(request.resource, at: steps)
        default:
            threads[thread.index].looks.open()
            resources[Int(request.resource.number)].changed = steps
            if request.operation == .write { resources[Int(request.other.number)].changed = steps }
            if spinning > 0 { tellSpinners(real: real) }
        }
    }

    /// Those who go round can go if there is news for them.
    private mutating func tellSpinners(real: Int64) {
        for index in threads.indices
        where threads[index].standing == .blocked && threads[index].request.operation == .spin
            && hasNews(index)
        {
            enable(UInt32(index + 1))
        }
    }
}
