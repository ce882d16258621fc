import ThreadTrace

/// How a run ends.
extension Run {
    /// The run is over: the trace tells how, and every thread that waits is let go, to unwind.
    func conclude(_ verdict: Verdict) {
        guard !isClosed else { return }
        self.verdict = verdict
        publish(
            TraceEvent(
                time: now, thread: .runtime, kind: .verdict, activity: .done,
                value: bus.intern(verdict.message).number,
                detail: verdict.outcome.rawValue, step: steps))
        clock.set(isPaused: true, real: monotonicNanoseconds())
        enabled = []
        chosen = nil
        unannounced = nil
        for thread in threads where thread.pending.isWaiting {
            thread.pending.request.resource.pending = []
            thread.pending.leave()
            thread.parker.unpark()
        }
        driver.call(monitor)
    }

    /// Nobody can go, nobody will wake, somebody is not finished.
    func concludeDeadlock() {
        let stuck = threads.filter { $0.pending.isWaiting }
        let graph = WaitForGraph(
            stuck.map {
                WaitForGraph.Wait(
                    thread: $0.id, resource: $0.pending.request.resource.id,
                    owner: owner(of: $0.pending.request.resource)?.id)
            })
        let cycle = graph.cycle
        let members = Set(cycle.map(\.thread))
        for thread in stuck {
            let request = thread.pending.request
            publish(
                TraceEvent(
                    time: now, thread: thread.id, kind: .deadlock, activity: .deadlocked,
                    resource: request.resource.id,
                    holds: thread.held.last ?? .none, value: request.resource.value,
                    detail: members.contains(thread.id) ? 1 : 0, source: bus.intern(request.site), step: steps
                ))
        }
        let told = cycle.isEmpty ? graph.waits : cycle
        conclude(.deadlocked(told.map(sentence).joined(separator: "; ")))
    }

    /// Who would have to act: the owner, or for permits anyone who holds one. Nobody who has ended can.
    private func owner(of resource: Resource) -> ThreadContext? {
        if let owner = resource.owner { return owner.life.isAlive ? owner : nil }
        guard resource.kind == .semaphore else { return nil }
        return threads.first { $0.life.isAlive && $0.held.contains(resource.id) }
    }

    private func sentence(_ wait: WaitForGraph.Wait) -> String {
        let waiting = threads[Int(wait.thread.number) - 1]
        let resource = waiting.pending.request.resource
        let what = "\(waiting.name) waits for \(resource.kind.word) \(resource.name)"
        if let owner = resource.owner, !owner.life.isAlive {
            return "\(what), held by \(owner.name), which has ended"
        }
        guard let owner = wait.owner, resource.kind != .thread else { return what }
        let name = threads[Int(owner.number) - 1].name
        return owner == wait.thread ? "\(what), held by itself" : "\(what), held by \(name)"
    }
}
