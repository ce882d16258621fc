import ThreadTrace

/// What is said of each kind.
extension Finding {
    init(_ race: DataRaces.Race, in trace: Trace) {
        let (first, second) = (trace[race.first], trace[race.second])
        self.init(
            .dataRace, events: [race.second, race.first], threads: [second.thread, first.thread],
            resources: [second.resource], in: trace
        ) { names in
            let verb = second.kind == .write ? "writes" : "reads"
            let other = first.kind == .write ? "write" : "read"
            return "\(names[second.thread]) \(verb) \(names[second.resource])\(names.at(race.second)) while "
                + "\(names[first.thread]) may \(other) it\(names.at(race.first)): nothing orders the two"
        }
    }

    init(_ update: LostUpdate, in trace: Trace) {
        let (write, lost) = (trace[update.write], trace[update.overwritten])
        self.init(
            .lostUpdate, events: [update.read, update.overwritten, update.write],
            threads: [write.thread, lost.thread], resources: [write.resource], in: trace
        ) { names in
            "\(names[write.thread]) reads \(names[write.resource])\(names.at(update.read)) and overwrites it"
                + "\(names.at(update.write)): what \(names[lost.thread]) has written meanwhile"
                + "\(names.at(update.overwritten)) is lost"
        }
    }

    /// - Parameter circle: each one's inner lock is the next one's outer.
    init(_ circle: [LockOrder.Nesting], in trace: Trace) {
        self.init(
            .lockOrderInversion, events: circle.flatMap { [$0.outerEvent, $0.innerEvent] },
            threads: circle.map(\.thread), resources: circle.map(\.outer), in: trace
        ) { names in
            let takings = circle.map { nesting in
                "\(names[nesting.thread]) takes \(names[nesting.outer])\(names.at(nesting.outerEvent)) and then "
                    + "\(names[nesting.inner])\(names.at(nesting.innerEvent))"
            }
            return takings.joined(separator: ", ") + ": each can wait for the next for ever"
        }
    }

    /// - Parameter events: those that tell, one after the other, who waits for ever.
    init(deadlock events: Range<Int>, in trace: Trace) {
        let waiting = events.filter { trace[$0].kind == .deadlock }
        let moment = trace.moment(at: events.upperBound)
        let told = Set(waiting.map { trace[$0].thread })
        let circle = WaitForGraph(moment).cycle.filter { told.contains($0.thread) }
        let eventOf = Dictionary(
            waiting.map { (trace[$0].thread, $0) }, uniquingKeysWith: { _, last in last })
        let rest = waiting.filter { event in !circle.contains { $0.thread == trace[event].thread } }
        let shown = circle.compactMap { eventOf[$0.thread] } + rest
        self.init(
            .deadlock, events: shown, threads: shown.map { trace[$0].thread },
            resources: shown.map { trace[$0].resource }, in: trace
        ) { names in
            let waits = shown.prefix(Self.mostNamed).enumerated().map { number, event in
                let (thread, resource) = (trace[event].thread, trace[event].resource)
                let owner = circle.first { $0.thread == thread }?.owner
                let verb = trace[resource]?.kind.isValue == true ? "spins on" : "waits for"
                return "\(names[thread]) \(verb) \(names[resource])\(names.at(event))"
                    + (owner.map { ", which \(names[$0]) has to give" } ?? "")
                    + (number == circle.count - 1 ? ": a circle" : "")
            }
            let others = shown.count - waits.count
            return waits.joined(separator: "; ") + (others > 0 ? "; and \(others) more" : "")
                + (circle.isEmpty ? ": nobody will let them go on" : "")
        }
    }

    private static let mostNamed = 8

    init(_ missed: WakeUps.Missed, until event: Int, in trace: Trace) {
        let (notifier, waiter) = (trace[missed.notification].thread, trace[missed.wait].thread)
        self.init(
            .lostWakeUp, events: [missed.notification, missed.wait, event], threads: [notifier, waiter],
            resources: [missed.condition], in: trace
        ) { names in
            "\(names[notifier]) notifies \(names[missed.condition])\(names.at(missed.notification)) when nobody waits, "
                + "and \(names[waiter]) waits for it\(names.at(missed.wait)) for ever after"
        }
    }

    init(_ wait: Overtaking.Wait, lasting duration: Int64, in trace: Trace) {
        self.init(
            .starvation, events: [wait.event], threads: [wait.thread], resources: [wait.resource], in: trace
        ) { names in
            let milliseconds = (Double(duration) / 1e5).rounded() / 10
            return "\(names[wait.thread]) waits longest, \(milliseconds) ms for \(names[wait.resource])"
                + "\(names.at(wait.event)), while others who come later get it "
                + "\(wait.passedOver) times"
        }
    }

    /// - Parameter event: that with which a thread failed.
    init(failure event: Int, in trace: Trace) {
        let thread = trace[event].thread
        self.init(.failure, events: [event], threads: [thread], resources: [], in: trace) { names in
            "\(names[thread]) failed\(names.at(event)): \(trace[trace[event].name])"
        }
    }

    init(unreturned lock: ResourceID, by thread: ThreadID, at end: Int, _ held: HeldLocks, in trace: Trace) {
        let taking = held.held(by: thread).first { $0.lock == lock }?.event
        self.init(
            .lockHeldAtEnd, events: [taking, end].compactMap { $0 }, threads: [thread], resources: [lock],
            in: trace
        ) { names in
            "\(names[thread]) ends\(names.at(end)) and still holds \(names[lock])"
                + (taking.map { ", which it took\(names.at($0))" } ?? "")
        }
    }
}
