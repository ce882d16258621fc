import ThreadModel
import ThreadTrace

/// Which events could have come in the other order, and what has to be done for that.
extension OptimalReduction {
    /// Plans for the races of a move with events before it: with each that it does not already follow from, and that it could have come
    /// before.
    ///
    /// - Parameters:
    ///   - event: its place, or the number of events for one that has not been taken.
    ///   - previous: the event before it of the same thread.
    func planRaces(of move: Move, _ event: Int, _ previous: Int) {
        let clock = draft(of: move, previous)
        forEachConflict(of: move, before: event, unknownTo: clock) {
            guard couldPrecede(move, $0.event, previous) else { return }
            plan(move, event, before: $0.event, previous)
            clocks.join($0.event, into: clock)
        }
        clocks.drop(clock)
    }

    private func happensAfter(_ event: Int, _ earlier: Int) -> Bool {
        clocks.covers(event, thread: nodes[earlier].move.thread, ordinal: nodes[earlier].ordinal)
    }

    /// What does not follow from the earlier event, and then the move itself, is a plan for before that event, unless a thread that
    /// sleeps there could begin it.
    private func plan(_ move: Move, _ event: Int, before earlier: Int, _ previous: Int) {
        if nodes[earlier].isClosed { return }
        let places = (earlier + 1..<clocks.count).filter { !happensAfter($0, earlier) }
        let clock = draft(of: move, previous)
        defer { clocks.drop(clock) }
        forEachConflict(
            of: move, before: event, unless: { $0.event <= earlier || happensAfter($0.event, earlier) }
        ) {
            clocks.join($0.event, into: clock)
        }
        let sequence = Branch.Sequence(places.map { nodes[$0].move } + [move]) { first, second in
            let (thread, ordinal) = (nodes[places[first]].move.thread, nodes[places[first]].ordinal)
            return second < places.count
                ? clocks.covers(places[second], thread: thread, ordinal: ordinal)
                : clocks.covers(clock, thread: thread, ordinal: ordinal)
        }
        for sleeper in nodes[earlier].sleep
        where sequence.initial(sleeper, landscape, isStrict: nodes[earlier].isStrict) != nil { return }
        for sleeper in nodes[earlier].foreign
        where sequence.initial(sleeper, landscape, isStrict: true) != nil { return }
        plan(sequence, at: earlier)
    }

    // MARK: What a move conflicts with

    /// The clock of what a thread did before a move: its own event before it, and for its first the one that started it.
    func draft(of move: Move, _ previous: Int) -> HappensBefore.Draft {
        if previous >= 0 { return clocks.draft(from: previous) }
        let life = Landscape.index(landscape.life(of: move.thread))
        for place in histories[life].indices.reversed() {
            let event = histories[life][place].event
            if case .start = nodes[event].move.request.operation { return clocks.draft(from: event) }
        }
        return clocks.draft(from: nil)
    }

    @inline(__always) func forEachTouch(of move: Move, _ body: (Footprint.Touch) -> Void) {
        if move.footprint.own.key != Footprint.World.nothing { body(move.footprint.own) }
        for touch in move.footprint.others { body(touch) }
    }

    /// The events that a move conflicts with, of each thing it touches from the last to the first, its thread's own left out.
    ///
    /// - Parameter isKnown: what need not be looked at.
    @inline(__always) func forEachConflict(
        of move: Move, before event: Int, unless isKnown: (Entry) -> Bool, _ body: (Entry) -> Void
    ) {
        forEachTouch(of: move) { touch in
            let key = Landscape.index(touch.key)
            var place = histories[key].count
            while place > 0 {
                place -= 1
                let entry = histories[key][place]
                guard entry.event < event, entry.thread != move.thread, !isKnown(entry),
                    landscape.conflicts(entry.role, nodes[entry.event].move, touch.role, move, on: touch.key)
                else { continue }
                body(entry)
            }
        }
    }

    /// The same of those that a clock, which may learn of each, does not know to have happened before.
    @inline(__always) func forEachConflict(
        of move: Move, before event: Int, unknownTo clock: HappensBefore.Draft, _ body: (Entry) -> Void
    ) {
        forEachTouch(of: move) { touch in
            let key = Landscape.index(touch.key)
            var place = histories[key].count
            while place > 0 {
                place -= 1
                let entry = histories[key][place]
                guard entry.event < event else { continue }
                if !clocks.covers(clock, thread: entry.thread, ordinal: entry.ordinal) {
                    guard
                        landscape.conflicts(
                            entry.role, nodes[entry.event].move, touch.role, move, on: touch.key)
                    else { continue }
                    body(entry)
                }
                if entry.conflictsWithAll,
                    clocks.covers(clock, thread: entry.thread, ordinal: entry.ordinal)
                {
                    break
                }
            }
        }
    }

    // MARK: What could have been taken earlier

    /// Whether a move could have been taken without an earlier event and what follows from that.
    private func couldPrecede(_ move: Move, _ earlier: Int, _ previous: Int) -> Bool {
        guard case .never = move.request.limit else { return true }
        if move.request.operation == .spin { return hasNews(move, without: earlier, previous) }
        let key = move.footprint.own.key
        guard key >= 0 else { return true }
        switch move.request.operation {
        case .acquire, .get, .put, .arrive, .pass: return isPermitted(move, without: earlier, previous)
        case .take, .wake, .join, .result: break
        default: return true
        }
        switch (move.request.operation, landscape.primitives[Int(key)]) {
        case (.take, .pool), (.wake, .condition), (.wake, .event), (.join, .queue):
            return isPermitted(move, without: earlier, previous)
        case (.join, .thread): return nodes[earlier].move.request.operation == .start
        // Whatever comes before the end of all workers is needed for it.
        case (.join, .pool): return false
        case (.result, .future): return false
        default: return true
        }
    }

    /// Whether something else has changed what a thread looked at on its last time round.
    private func hasNews(_ move: Move, without earlier: Int, _ previous: Int) -> Bool {
        var start = previous
        for _ in 1..<max(move.request.argument, 1) where start >= 0 { start = nodes[start].previous }
        var isAwaiting = false
        for touch in move.footprint.others where touch.role == .awaitsChange {
            isAwaiting = true
            let history = Landscape.index(touch.key)
            var hasLooked = false
            for place in histories[history].indices {
                let entry = histories[history][place]
                guard entry.event >= start else { continue }
                if entry.thread == move.thread {
                    hasLooked = true
                } else if hasLooked, entry.event != earlier, !happensAfter(entry.event, earlier),
                    landscape.conflicts(
                        entry.role, nodes[entry.event].move, .awaitsChange, move, on: touch.key)
                {
                    return true
                }
            }
        }
        return !isAwaiting
    }

    /// Tries it out: everything that happened to the primitive but the earlier event and what follows from it.
    private func isPermitted(_ move: Move, without earlier: Int, _ previous: Int) -> Bool {
        let key = move.footprint.own.key
        var trial = PrimitiveTrial(landscape.primitives[Int(key)])
        trial.isAwaited(by: move.thread, after: previous)
        let history = Landscape.index(key)
        for place in histories[history].indices {
            let entry = histories[history][place]
            guard entry.role == .request else { continue }
            guard entry.event < earlier || (entry.event != earlier && !happensAfter(entry.event, earlier))
            else { continue }
            trial.perform(
                nodes[entry.event].move, at: entry.event, by: landscape.thread(entry.thread))
        }
        return trial.permits(move, by: landscape.thread(move.thread))
    }
}

/// A primitive to which operations happen in another order than they did: tickets and rounds that threads were given are given anew.
private struct PrimitiveTrial {
    private var primitive: AnyPrimitive
    /// By thread: what its last wait or arrival was given.
    private var tickets: [Int: Int] = [:]
    private var waiter = -1
    private var arrival = -1
    private var epoch: Int?

    init(_ primitive: AnyPrimitive) { self.primitive = primitive }

    /// A thread comes to its operation behind this event.
    mutating func isAwaited(by thread: Int, after event: Int) {
        waiter = thread
        arrival = event
    }

    mutating func perform(_ move: Move, at event: Int, by thread: ThreadID) {
        if event > arrival { noteEpoch() }
        var step = Step(move.request.operation, by: thread)
        let reply = try? primitive.perform(request(of: move), &step)
        switch reply {
        case .number(let ticket)? where move.request.operation == .wait: tickets[move.thread] = ticket
        case .arrived(.wait(let round, _))?, .arrived(.act(let round, _))?: tickets[move.thread] = round
        default: break
        }
    }

    mutating func permits(_ move: Move, by thread: ThreadID) -> Bool {
        noteEpoch()
        return primitive.permits(request(of: move), by: thread)
    }

    private mutating func noteEpoch() {
        if epoch == nil, case .event(let state) = primitive { epoch = state.epoch }
    }

    private func request(of move: Move) -> Request {
        var request = move.request
        switch request.operation {
        case .wake:
            if case .event = primitive {
                if move.thread == waiter, let epoch { request.argument = epoch }
            } else if let ticket = tickets[move.thread] {
                request.argument = ticket
            }
        case .pass, .trip: if let round = tickets[move.thread] { request.argument = round }
        default: break
        }
        return request
    }
}
