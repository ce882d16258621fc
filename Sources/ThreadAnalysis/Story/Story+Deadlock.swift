import ThreadTrace

/// Threads that wait for ever.
extension Story {
    /// So many of those who wait are named.
    private static let mostWaits = 6

    init(deadlock trace: Trace) {
        let graph = WaitForGraph(trace.now)
        if graph.cycle.isEmpty {
            self.init(stuck: graph.waits, trace)
        } else {
            self.init(circle: graph.cycle, trace)
        }
    }

    private init(circle: [WaitForGraph.Wait], _ trace: Trace) {
        // How whoever has it got it.
        let takings = circle.compactMap { wait in
            (0..<trace.count).last {
                trace[$0].kind == .acquire && trace[$0].thread == wait.owner
                    && trace[$0].resource == wait.resource
            }
        }
        let ends = circle.prefix(2).compactMap { wait in trace.lastNumber(of: wait.thread) }
        let hasTwo = circle.count == 2 && ends.count == 2
        self.init(
            "deadlock", takings, trace, waits: circle.prefix(Self.mostWaits).map { Line(wait: $0, trace) },
            clash: hasTwo ? Clash(waits: ends[0], ends[1]) : nil,
            circle.count == 1
                ? "It waits for itself."
                : "Each of the \(circle.count) has what the one before waits for, and gives nothing back while it waits."
        )
    }

    /// Nobody is left who could let them go: what was last done with the things that they wait for, and what was missed.
    private init(stuck waits: [WaitForGraph.Wait], _ trace: Trace) {
        var numbers: [Int] = []
        for wait in waits { numbers += trace.lastUses(before: wait) }
        let missed = Findings(trace).all(in: trace).first { $0.kind == .lostWakeUp }
        if let missed {
            numbers += missed.events.filter { trace[$0].kind.isStep } + trace.uses(before: missed)
        }
        let told = waits.prefix(Self.mostWaits).map { Line(wait: $0, trace) }
        let others = waits.count - told.count
        let more = others > 0 ? " \(others) more wait." : ""
        let reason =
            missed.flatMap { Self.words(for: $0, trace) }
            ?? "Nobody is left who could let them go."
        self.init("nobody can go on", numbers, trace, waits: told, reason + more)
    }

    private static func words(for missed: Finding, _ trace: Trace) -> String? {
        guard missed.threads.count > 1, let condition = missed.resources.first else { return nil }
        let (notifier, waiter) = (trace.name(of: missed.threads[0]), trace.name(of: missed.threads[1]))
        return
            "\(notifier) notified \(trace[condition]?.name ?? "") when nobody waited for it; \(waiter) came to wait after that, and nobody notifies again."
    }
}

extension Story.Line {
    fileprivate init(wait: WaitForGraph.Wait, _ trace: Trace) {
        let what = trace[wait.resource]?.name ?? "something"
        let owner =
            wait.owner.map {
                $0 == wait.thread ? ", which it holds itself" : ", held by \(trace.name(of: $0))"
            } ?? ""
        self.init(
            step: 0, thread: wait.thread,
            deed: trace[wait.resource]?.kind.isValue == true
                ? "spins on \(what)"
                : "waits for \(what)\(trace.thread(of: wait.resource) == nil ? owner : "")",
            place: trace.now.lastEvent(of: wait.thread).flatMap { trace[$0.source] })
    }
}

extension Trace {
    /// The last event of a thread.
    fileprivate func lastNumber(of thread: ThreadID) -> Int? {
        (0..<count).last { self[$0].thread == thread }
    }

    /// What was last done with what a thread waits for, and what it took last itself.
    fileprivate func lastUses(before wait: WaitForGraph.Wait) -> [Int] {
        let kind = self[wait.resource]?.kind
        guard kind != .thread else { return [] }
        let last = (0..<count).last {
            let event = self[$0]
            guard event.resource == wait.resource, event.kind.isStep, event.kind != .inspect else {
                return false
            }
            return kind == .condition ? event.kind == .notify : event.thread != wait.thread
        }
        let taken = (0..<count).last {
            self[$0].thread == wait.thread && self[$0].kind == .acquire && self[$0].resource != wait.resource
        }
        let woken =
            kind == .condition
            ? last.flatMap { notify in
                (notify..<count).first {
                    self[$0].kind == .wake && self[$0].resource == wait.resource
                }
            } : nil
        return [last, woken, kind == .semaphore ? taken : nil].compactMap { $0 }
    }

    /// The value that was looked at before the wait and written before the notification: the last read of it by the one, and
    /// the last write by the other.
    fileprivate func uses(before missed: Finding) -> [Int] {
        guard let notification = missed.events.first, let wait = missed.events.dropFirst().first else {
            return []
        }
        let write = (0..<notification).last {
            self[$0].kind == .write && self[$0].thread == self[notification].thread
        }
        guard let write else { return [] }
        let read = (0..<wait).last {
            self[$0].kind == .read && self[$0].thread == self[wait].thread
                && self[$0].resource == self[write].resource
        }
        return [write] + (read.map { [$0] } ?? [])
    }
}
