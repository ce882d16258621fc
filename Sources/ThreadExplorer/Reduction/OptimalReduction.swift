import ThreadModel
import ThreadTrace

/// Optimal dynamic partial order reduction: each class of executions that differ only in the order of what does not conflict is run
/// exactly once, and none is begun in vain.
///
/// After P. Abdulla, S. Aronsson, B. Jonsson and K. Sagonas, "Source sets: a foundation for optimal dynamic partial order reduction",
/// JACM 64(4), 2017: sleep sets, wake-up trees, races found in whole executions. An execution goes along the path of the one before
/// up to the place where it branches off, and then wherever nothing sleeps; when it is over its races are looked at, and for each that
/// could have gone the other way a sequence that makes it so is planned at the place of its first event.
///
/// Operations that a thread could not have taken earlier are no races: they are tried out on a copy of the primitive's rules. Those that
/// threads still stand at when an execution is over take part all the same.
///
/// Cost of an execution: O(steps) to carry it out, O(new events × those they conflict with × threads) for its races. Memory: that of the
/// longest execution and its plans, however many there are.
final class OptimalReduction: ExecutionStrategy, Divider {
    /// An event of the execution at hand, and what is to be tried from before it.
    struct Node {
        var move: Move
        /// Of its thread's events, from 1 on.
        var ordinal: UInt32 = 0
        /// The event before it of the same thread, -1 for none.
        var previous = -1
        /// Threads that need not be tried here, with what they would do.
        var sleep: [Move]
        /// The same, which are tried by somebody else, so that nothing is learned from it here.
        var foreign: [Move]
        /// Whether everything else is tried by somebody else.
        var isClosed = false
        /// Plans; the first one is carried out now. None where nothing is planned but the move.
        var branches: [Branch]

        /// Whether what others try is not known to be covered unless it is begun with.
        var isStrict: Bool { !foreign.isEmpty }
    }

    /// An event that touches a thing.
    struct Entry {
        let event: Int
        let role: Footprint.Role
        /// Whose event it is, and the how manieth of that thread's.
        let thread: Int
        let ordinal: UInt32
        /// Whether its order with anything on the thing matters, so that all that came before it there happens before it.
        let conflictsWithAll: Bool
    }

    let landscape = Landscape()
    // Not checked for exclusive access at each step, as all is done on one thread.
    @exclusivity(unchecked) private(set) var nodes = OwnedArray<Node>()
    @exclusivity(unchecked) var clocks = HappensBefore()
    /// By key: the events that touch it, in order.
    @exclusivity(unchecked) private(set) var histories = OwnedArray<OwnedArray<Entry>>()
    /// By thread: its last event, -1 for none.
    @exclusivity(unchecked) private var last = OwnedArray<Int>()
    /// How many events of the execution at hand there are; and how many of them there were before.
    @exclusivity(unchecked) private var depth = 0
    @exclusivity(unchecked) private var replayed = 0
    /// Plans for the first new event.
    @exclusivity(unchecked) private var given: [Branch] = []

    /// Where the first execution goes, and what is tried on the way.
    private let origin: [Position.Place]
    private var isRestoring: Bool
    private let divides: Bool
    private(set) var parts: [Position]?
    /// Whether all who could go slept.
    private var isAsleep = false

    private(set) var isExhausted = false
    /// What an execution came to that was another time something else.
    private var nondeterminism: NondeterminismError?

    /// - Parameter divides: whether to stop at the first choice behind the position.
    init(from position: Position = .start, divides: Bool = false) {
        origin = position.places
        isRestoring = true
        self.divides = divides
    }

    // MARK: An execution

    func begin() {
        isAsleep = false
        landscape.begin()
        depth = 0
        for index in last.indices { last[index] = -1 }
    }

    /// Who takes the next step; nil where everyone who could has been tried.
    func choose(_ situation: Situation) -> ThreadID? {
        takeIn(situation)
        let thread: ThreadID
        if depth < nodes.count {
            thread = landscape.thread(nodes[depth].move.thread)
            guard situation.isEnabled(thread) else {
                if depth == replayed { return nil }
                return fail(situation, found: nil)
            }
            if !landscape.isSame(nodes[depth].move, thread, situation) {
                return fail(situation, found: situation.request(of: thread))
            }
            if depth == replayed, let stray = strayed(situation) {
                nondeterminism = stray
                return nil
            }
            if depth >= replayed {
                nodes[depth].move = landscape.move(thread, situation.lastRequest(of: thread), situation)
            }
        } else {
            guard let chosen = isRestoring && depth < origin.count ? restore(situation) : extend(situation)
            else {
                return nil
            }
            thread = chosen
        }
        depth += 1
        return thread
    }

    /// A place of the position that the search began from.
    private func restore(_ situation: Situation) -> ThreadID? {
        let place = origin[depth]
        func move(_ number: UInt32) -> Move? {
            let thread = ThreadID(number)
            return situation.request(of: thread).map {
                landscape.move(thread, $0, situation)
            }
        }
        func foreign(_ number: UInt32) -> Move? {
            var move = move(number)
            move?.footprint.add(.mayComeToWait, Footprint.World.events)
            return move
        }
        let thread = ThreadID(place.thread)
        guard situation.isEnabled(thread), let own = move(place.thread) else {
            nondeterminism = NondeterminismError(step: depth + 1, thread: thread, expected: nil, found: nil)
            return nil
        }
        nodes.append(
            Node(
                move: own, sleep: [], foreign: place.done.compactMap(foreign), isClosed: place.isClosed,
                branches: []))
        return thread
    }

    /// Who has come to something else than before among those who have been tried here.
    private func strayed(_ situation: Situation) -> NondeterminismError? {
        for sleeper in nodes[depth].sleep {
            let thread = landscape.thread(sleeper.thread)
            let request = situation.request(of: thread)
            if request != nil, landscape.isSame(sleeper, thread, situation) { continue }
            return NondeterminismError(
                step: depth + 1, thread: thread, expected: sleeper.request, found: request)
        }
        return nil
    }

    private func fail(_ situation: Situation, found: Request?) -> ThreadID? {
        nondeterminism = NondeterminismError(
            step: depth + 1, thread: landscape.thread(nodes[depth].move.thread),
            expected: nodes[depth].move.request, found: found)
        return nil
    }

    /// The event that was chosen last has happened, and its thread has come to its next operation.
    private func takeIn(_ situation: Situation) {
        landscape.update(situation)
        while histories.count < landscape.keyTotal { histories.append(OwnedArray<Entry>()) }
        while last.count < landscape.threadTotal { last.append(-1) }
        clocks.widen(to: landscape.threadTotal)
        guard depth > 0 else { return }
        let event = depth - 1
        if event >= replayed {
            lookAhead(event, situation)
            complete(event)
        }
        last[nodes[event].move.thread] = event
    }

    /// Coming to wait for an event is part of the step before it.
    private func lookAhead(_ event: Int, _ situation: Situation) {
        let thread = landscape.thread(nodes[event].move.thread)
        guard case .wake = situation.lastOperation(of: thread),
            let request = situation.request(of: thread), case .event = situation.kind(of: request.resource)
        else { return }
        nodes[event].move.footprint.add(.comesToWait, landscape.key(of: request.resource))
        nodes[event].branches.first?.move = nodes[event].move
    }

    /// A new event: what its plans say, or whoever can go and does not sleep; best who went last, so that what is found is easy to read.
    private func extend(_ situation: Situation) -> ThreadID? {
        let (sleep, foreign) = asleep
        let branches = given
        given = []
        var chosen: ThreadID?
        if let planned = branches.first {
            let thread = landscape.thread(planned.move.thread)
            guard situation.isEnabled(thread) else { return nil }
            chosen = thread
        } else {
            if divides {
                chosen = divide(situation, foreign)
                if chosen == nil { return nil }
            } else {
                chosen = firstAwake(situation, sleep, foreign)
            }
        }
        guard let chosen, let request = situation.request(of: chosen) else {
            isAsleep = true
            return nil
        }
        let move = landscape.move(chosen, request, situation)
        given = branches.first?.branches ?? []
        nodes.append(Node(move: move, sleep: sleep, foreign: foreign, branches: branches))
        return chosen
    }

    /// Who sleeps behind the last event.
    private var asleep: (sleep: [Move], foreign: [Move]) {
        guard !nodes.isEmpty else { return ([], []) }
        let before = nodes.count - 1
        // What is tried from a strict place tells nobody all that it finds.
        return nodes[before].isStrict
            ? ([], sleep(nodes[before].foreign + nodes[before].sleep, behind: nodes[before].move))
            : (sleep(nodes[before].sleep, behind: nodes[before].move), [])
    }

    private func firstAwake(_ situation: Situation, _ sleep: [Move], _ foreign: [Move]) -> ThreadID? {
        let last = situation.last
        if last != .runtime, situation.isEnabled(last), isAwake(last, sleep, foreign) { return last }
        for position in situation.enabled.indices {
            let thread = situation.enabled.thread(at: position)
            if isAwake(thread, sleep, foreign) { return thread }
        }
        return nil
    }

    private func isAwake(_ thread: ThreadID, _ sleep: [Move], _ foreign: [Move]) -> Bool {
        if sleep.isEmpty, foreign.isEmpty { return true }
        let number = landscape.number(of: thread)
        return !sleep.contains { $0.thread == number } && !foreign.contains { $0.thread == number }
    }

    /// Who goes on where a part is divided: whoever does what is seldom in another's way, as beginning and starting. Where nobody does,
    /// each who is awake begins a part, in which those before it sleep.
    private func divide(_ situation: Situation, _ foreign: [Move]) -> ThreadID? {
        let moves = situation.enabled.map { landscape.move($0.thread, $0.request, situation) }
        let awake = moves.filter { move in !foreign.contains { $0.thread == move.thread } }
        let free = awake.first { move in
            !SURWScheduler.counts(move.request.operation)
                && !moves.contains { $0.thread != move.thread && landscape.conflicts(move, $0) }
        }
        if let free { return landscape.thread(free.thread) }
        if awake.count == 1 { return landscape.thread(awake[0].thread) }
        let path = nodes.indices.map { place in
            Position.Place(
                thread: number(nodes[place].move), done: nodes[place].foreign.map(number),
                isClosed: nodes[place].isClosed)
        }
        parts = awake.indices.map { place in
            Position(
                places: path + [
                    Position.Place(
                        thread: number(awake[place]), done: (foreign + awake[..<place]).map(number),
                        isClosed: true)
                ])
        }
        return nil
    }

    private func number(_ move: Move) -> UInt32 { landscape.thread(move.thread).number }

    /// Plans have moves that no execution has shown yet, so what was interrupted begins anew.
    var rest: Part? { nil }

    var covered: Double {
        guard !isExhausted else { return 1 }
        return coverage(
            nodes.indices.dropFirst(origin.count).lazy.map { place in
                let done = self.nodes[place].sleep.count
                return (done, done + max(self.nodes[place].branches.count, 1))
            })
    }

    /// Who goes on sleeping behind an event: whose operation does not conflict with it.
    private func sleep(_ sleep: [Move], behind move: Move) -> [Move] {
        let isAnyAwake = sleep.contains { landscape.conflicts($0, move) }
        return isAnyAwake ? sleep.filter { !landscape.conflicts($0, move) } : sleep
    }

    /// A new event takes its place in the order of what happens.
    private func complete(_ event: Int) {
        let move = nodes[event].move
        let previous = last[move.thread]
        nodes[event].previous = previous
        nodes[event].ordinal = previous < 0 ? 1 : nodes[previous].ordinal + 1
        let clock = draft(of: move, previous)
        clocks.set(move.thread, nodes[event].ordinal, in: clock)
        forEachConflict(of: move, before: event, unknownTo: clock) { clocks.join($0.event, into: clock) }
        clocks.append(clock)
        forEachTouch(of: move) { touch in
            histories[Landscape.index(touch.key)].append(
                Entry(
                    event: event, role: touch.role, thread: move.thread, ordinal: nodes[event].ordinal,
                    conflictsWithAll: landscape.conflictsWithAll(touch, move)))
        }
    }

    // MARK: Its end

    /// The execution is over: its races become plans.
    func finish(_ situation: Situation) throws(NondeterminismError) {
        takeIn(situation)
        guard depth == nodes.count else {
            throw NondeterminismError(
                step: depth + 1, thread: landscape.thread(nodes[depth].move.thread),
                expected: nodes[depth].move.request, found: nil)
        }
        planRaces(situation)
        backtrack()
    }

    private func planRaces(_ situation: Situation) {
        for event in replayed..<depth { planRaces(of: nodes[event].move, event, nodes[event].previous) }
        for thread in situation.stood {
            let move = landscape.move(thread, situation.lastRequest(of: thread), situation)
            planRaces(of: move, depth, last[move.thread])
        }
    }

    /// The execution was given up, as nobody could go who is not tried elsewhere: that happens in parts only, where its races count as
    /// well, as nobody else tells of them.
    func abandon(_ situation: Situation) throws(NondeterminismError) {
        if let nondeterminism { throw nondeterminism }
        given = []
        if divides {
            isExhausted = true
            return
        }
        if isAsleep { planRaces(situation) }
        backtrack()
    }

    /// To the last place at which something else is to be tried.
    private func backtrack() {
        isRestoring = false
        while !nodes.isEmpty {
            let place = nodes.count - 1
            guard nodes[place].branches.count > 1 else {
                nodes.removeLast()
                continue
            }
            let done = nodes[place].branches.removeFirst()
            nodes[place].sleep.append(place < depth ? nodes[place].move : done.move)
            let next = nodes[place].branches[0]
            nodes[place].move = next.move
            given = next.branches
            replayed = place
            forget(from: place)
            return
        }
        isExhausted = true
    }

    /// Events from a place on are taken back.
    private func forget(from event: Int) {
        clocks.truncate(to: event)
        for key in histories.indices {
            while !histories[key].isEmpty, histories[key][histories[key].count - 1].event >= event {
                histories[key].removeLast()
            }
        }
    }

    func plan(_ sequence: Branch.Sequence, at event: Int) {
        if nodes[event].branches.isEmpty { nodes[event].branches = [Branch(nodes[event].move)] }
        let isStrict = nodes[event].isStrict
        Branch.insert(sequence, into: &nodes[event].branches, landscape, isStrict: isStrict)
    }
}

/// A scenario whose thread came to something else on the same schedule.
package struct NondeterminismError: Error, Hashable {
    package let step: Int
    package let thread: ThreadID
    package let expected: Request?
    /// Nil where the thread could not go, or the run was over.
    package let found: Request?
}
