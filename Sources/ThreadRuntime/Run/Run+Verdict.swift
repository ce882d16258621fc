import ThreadModel
import ThreadTrace

/// How a run ends.
extension Run {
    /// The run is over: the trace tells how, and every thread that waits is let go, to unwind.
    func conclude(_ ending: Ending) {
        guard verdict == nil else { return }
        publish()
        let real = monotonicNanoseconds()
        let now = execution.clock.now(real: real)
        let verdict = VerdictText(run: self).verdict(ending)
        self.verdict = verdict
        steering.dare?.end(ending, situation)
        // They hold what they ask about, which holds the run.
        checks = []
        bus.publish([
            TraceEvent(
                time: now, thread: .runtime, kind: .verdict, activity: .done,
                value: bus.intern(verdict.message).number, detail: verdict.outcome.rawValue,
                step: execution.steps)
        ])
        steering.endedPaused = execution.clock.isPaused
        execution.clock.set(isPaused: true, real: real)
        steering.chosen = nil
        for thread in execution.conclude(ending) { wake(contexts[thread.index], .cancelled) }
        for tell in whenOver { tell(verdict) }
        whenOver = []
        driver.call(monitor)
    }
}

/// A verdict in words: which threads and things are which.
struct VerdictText {
    let run: Run

    func verdict(_ ending: Ending) -> Verdict {
        switch ending {
        case .finished: run.execution.failures.isEmpty ? .finished : .failed(failures)
        case .cancelled: .cancelled
        case .mismatched(let mismatch): .failed(joined("\(mismatch): \(reason(mismatch))"))
        case .cutOff(let steps):
            .cutOff(
                joined(
                    steps == 1
                        ? "1 step was taken, which is all that it was to take"
                        : "\(steps) steps were taken, which are all that it was to take"))
        case .deadlocked(let graph):
            .deadlocked(
                joined(
                    (graph.cycle.isEmpty ? graph.waits : graph.cycle).map(sentence).joined(separator: "; ")))
        }
    }

    /// Why a thread could not take the step that a schedule says, and who could.
    private func reason(_ mismatch: ScheduleMismatch) -> String {
        let execution = run.execution
        let wanted = mismatch.wanted
        let reason =
            if wanted.index >= execution.threadCount {
                "there is none of that number"
            } else if execution.hasEnded(wanted) {
                "it has ended"
            } else if let request = execution.request(of: wanted) {
                request.operation == .compute
                    ? "it computes"
                    : request.resource == .none ? "it sleeps" : "it waits for \(name(request.resource))"
            } else {
                "it has not been started"
            }
        let able = execution.alive.filter(execution.isEnabled)
        let names = able.prefix(8).map { "\($0) (\(run.name(of: $0)))" }.joined(separator: ", ")
        return "\(reason); \(able.count > 8 ? "\(names) and others" : names) could"
    }

    /// Every error that no thread caught.
    private var failures: String {
        run.execution.failures.map { "\(name($0.thread)): \(run.bus.text($0.message))" }.joined(
            separator: "; ")
    }

    /// What follows may follow from an error.
    private func joined(_ text: String) -> String {
        run.execution.failures.isEmpty ? text : "\(text); before that failed \(failures)"
    }

    private func sentence(_ wait: WaitForGraph.Wait) -> String {
        let execution = run.execution
        let waiting = name(wait.thread)
        let request = execution.lastRequest(of: wait.thread)
        if request.operation == .sleep { return "\(waiting) sleeps for ever" }
        if request.operation == .compute { return "\(waiting) computes for ever" }
        let resource = wait.resource
        let kind = execution.kind(of: resource)
        if let thread = execution.thread(of: resource) {
            return "\(waiting) waits for thread \(name(thread))"
        }
        if kind.isValue { return "\(waiting) spins on \(name(resource)) for ever" }
        let what = "\(waiting) waits for \(kind.word) \(name(resource))"
        if let owner = wait.owner {
            return "\(what), held by \(owner == wait.thread ? "itself" : name(owner))"
        }
        if let holder = execution.holdings.holders(of: resource).first, kind.isLock,
            !execution.isAlive(holder)
        {
            return "\(what), held by \(name(holder)), which has ended"
        }
        return what
    }

    /// A thread's name, with its number where another has the same.
    private func name(_ thread: ThreadID) -> String {
        let execution = run.execution
        let name = run.name(of: thread)
        let isAmbiguous = (0..<execution.threadCount).contains {
            $0 != thread.index && run.name(of: ThreadID(UInt32($0 + 1))) == name
        }
        return isAmbiguous ? "\(name) (thread \(thread))" : name
    }

    /// A resource's name, with its number among those of the same kind where another has the same.
    private func name(_ resource: ResourceID) -> String {
        let execution = run.execution
        let same = execution.resourceIDs.filter {
            execution.kind(of: $0) == execution.kind(of: resource)
                && run.name(of: $0) == run.name(of: resource)
        }
        guard same.count > 1, let place = same.firstIndex(of: resource) else { return run.name(of: resource) }
        return "\(run.name(of: resource)) (number \(place + 1))"
    }
}
