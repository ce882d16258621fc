import ThreadTrace

/// A thread that threw, or an expectation that was not met.
extension Story {
    /// So many things are followed that the thread used last.
    private static let mostThings = 2

    init(failure trace: Trace, _ message: String) {
        let failure = (0..<trace.count).first { trace[$0].kind == .fail } ?? trace.count
        let thread = failure < trace.count ? trace[failure].thread : ThreadID(1)
        var things = trace.things(of: thread, before: failure, Self.mostThings) { $0.isValue }
        if things.isEmpty {
            things = trace.things(of: thread, before: failure, Self.mostThings) {
                $0 != .thread && $0 != .logger
            }
        }
        let uses = (0..<failure).filter {
            things.contains(trace[$0].resource) && trace[$0].kind.isStep && trace[$0].kind != .inspect
        }
        var told = trace.withoutRepetitions(uses).suffix(Self.mostLines - 1)
        if told.count < 3 {
            // It has only looked: what was last done with any value.
            let all = (0..<failure).filter { trace[$0].kind == .read || trace[$0].kind == .write }
            told = trace.withoutRepetitions(all).suffix(Self.mostLines - 1)
        }
        let accesses = uses.filter { trace[$0].kind == .read || trace[$0].kind == .write }
        let clash = Clash(between: accesses, trace) ?? Self.race(among: things, trace)
        self.init(
            "a thread fails", told + (failure < trace.count ? [failure] : []), trace, clash: clash,
            "\(message).")
    }

    private static func race(among things: Set<ResourceID>, _ trace: Trace) -> Clash? {
        let race = Findings(trace).all(in: trace).last {
            $0.kind == .dataRace && things.isSuperset(of: $0.resources) && $0.events.count == 2
        }
        return race.map { Clash($0.events[0], $0.events[1], trace) }
    }
}

extension Trace {
    /// The last things of some kinds that a thread used.
    fileprivate func things(
        of thread: ThreadID, before end: Int, _ most: Int, _ isWanted: (ResourceKind) -> Bool
    ) -> Set<ResourceID> {
        var things: Set<ResourceID> = []
        for number in (0..<end).reversed() where self[number].thread == thread && self[number].kind.isStep {
            guard things.count < most else { break }
            if let kind = self[self[number].resource]?.kind, isWanted(kind) {
                things.insert(self[number].resource)
            }
        }
        return things
    }

    /// Without reads that the same thread does again before anybody writes.
    fileprivate func withoutRepetitions(_ uses: [Int]) -> [Int] {
        var known: [ResourceID: Set<ThreadID>] = [:]
        return uses.filter { number in
            let event = self[number]
            guard event.kind == .read else {
                known[event.resource] = nil
                return true
            }
            return known[event.resource, default: []].insert(event.thread).inserted
        }
    }
}
