import ThreadTrace

/// What is found in a run: races, lost updates, lock orders that can deadlock, deadlocks, lost wake-ups, starvation, locks never given back.
///
/// Each event is taken in once, as it comes, like a `RunAnalysis`: belongs to one trace, which only grows. An event costs O(1), with what
/// `HappensBefore`, `DataRaces`, `LockOrder` and `Overtaking` say for what they look at. Of a trace whose past has been forgotten, what
/// is left is judged: what was told before counts as having happened before all of it.
package struct Findings: Sendable {
    /// So many findings of one kind are told, in the order in which they were found; more are counted only.
    package static let mostOfAKind = 1000

    /// What is certain, in the order in which it was found.
    private var found: [Finding] = []
    private var counts: [Finding.Kind: Int] = [:]
    /// Grows whenever there are others, those included that may yet turn out to be none.
    private(set) var revision = 0
    /// How many of the trace's events have been taken in.
    package private(set) var count = 0

    private var observed = HappensBefore(.observed)
    private var required = HappensBefore(.required)
    private var kinds: [ResourceKind?] = [nil]
    private var races = DataRaces()
    private var racePlaces: Set<DataRaces.Places> = []
    private var lostUpdates = 0
    private var held = HeldLocks()
    private var permits = HeldPermits()
    private var order = LockOrder()
    private var wakeUps = WakeUps()
    private var overtaking = Overtaking()
    /// Where the last events told of threads that wait for ever: the first of them.
    private var stuck: Int?
    /// Locks of threads that have ended with them, and the event with which they did.
    private var unreturned: [ResourceID: Int] = [:]

    package init() {}

    /// All of a trace at once.
    package init(_ trace: Trace) { take(trace) }

    /// Whether there were too many threads at once to tell what happened before what: races and lock orders from then on are not found.
    package var isIncomplete: Bool { observed.clocks.isExhausted }

    /// How many certain findings of a kind were found, those included for which there was no room; the others are in `all`.
    package func count(of kind: Finding.Kind) -> Int { counts[kind, default: 0] }

    /// What has been found by now, in the order of their moments. O(findings · log findings + threads that wait).
    package func all(in trace: Trace) -> [Finding] {
        Finding.byMoment(certain(in: trace) + [starvation(in: trace)].compactMap { $0 })
    }

    /// All but who waited longest, in no order.
    func certain(in trace: Trace) -> [Finding] { found + deadlock(trace) + unreturnedLocks(trace) }

    /// Takes in what the trace has more than last time.
    ///
    /// - Parameter limit: so many events at most.
    package mutating func take(_ trace: Trace, atMost limit: Int = .max) {
        let end = min(trace.count, count.addingReportingOverflow(limit).overflow ? .max : count + limit)
        while count < end {
            let event = trace[count]
            take(event, at: count, trace)
            count += 1
        }
        tellLostUpdates(trace, before: end)
    }

    private mutating func take(_ event: Event, at index: Int, _ trace: Trace) {
        // A broken file may name threads and resources that were never defined: they must not cost their number in memory.
        guard event.thread.number <= trace.threadCount, event.resource.number <= trace.resourceCount else {
            return
        }
        if event.kind != .deadlock, stuck != nil { tellDeadlock(trace) }
        switch event.kind {
        case .defineThread: kinds.append(.thread)
        case .defineResource:
            kinds.append(ResourceKind(rawValue: event.detail) ?? .lock)
            if kinds.last == .semaphore {
                permits.define(event.resource, permits: Int(event.holds.number))
            }
        case .forgotten: return forgetPast()
        case .deadlock:
            stuck = stuck ?? index
            revision += 1
        default: break
        }
        if event.thread != .runtime, event.kind != .defineThread { overtaking.take(event, at: index) }
        observed.take(event)
        required.take(event)
        let number = Int(event.resource.number)
        switch number < kinds.count ? kinds[number] : nil {
        case .shared? where event.kind == .read || event.kind == .write: access(event, at: index, trace)
        case .lock?, .rlock?: lock(event, at: index, trace)
        case .semaphore?: permits.take(event)
        case .condition?: wakeUps.take(event, at: index)
        default: break
        }
        if event.kind == .fail { tell(Finding(failure: index, in: trace), .failure) }
        if event.kind == .finish || event.kind == .fail {
            for taking in held.held(by: event.thread) {
                unreturned[taking.lock] = index
                revision += 1
            }
        }
    }

    private mutating func forgetPast() {
        found = []
        counts = [:]
        revision += 1
        racePlaces = []
        observed.forgetPast()
        required.forgetPast()
        races.forgetPast()
        order = LockOrder()
        wakeUps = WakeUps()
        overtaking = Overtaking()
        stuck = nil
        lostUpdates = 0
    }

    private mutating func tell(_ finding: @autoclosure () -> Finding, _ kind: Finding.Kind) {
        counts[kind, default: 0] += 1
        guard counts[kind, default: 0] <= Self.mostOfAKind else { return }
        found.append(finding())
        revision += 1
    }

    // MARK: Values

    private mutating func access(_ event: Event, at index: Int, _ trace: Trace) {
        guard !observed.clocks.isExhausted else { return }
        var news: [DataRaces.Race] = []
        races.take(event, at: index, observed.clocks) { news.append($0) }
        for race in news where racePlaces.insert(race.places).inserted {
            tell(Finding(race, in: trace), .dataRace)
        }
    }

    private mutating func tellLostUpdates(_ trace: Trace, before end: Int) {
        while lostUpdates < trace.lostUpdates.count, trace.lostUpdates[lostUpdates].write < end {
            let update = trace.lostUpdates[lostUpdates]
            lostUpdates += 1
            tell(Finding(update, in: trace), .lostUpdate)
        }
    }

    // MARK: Locks

    private mutating func lock(_ event: Event, at index: Int, _ trace: Trace) {
        switch event.kind {
        case .acquire:
            let before = held.held(by: event.thread)
            // Who gives up does not wait for ever.
            if held.acquire(event, at: index), event.waitLimit == .never {
                nest(event, at: index, before, trace)
            }
        case .release:
            if unreturned.removeValue(forKey: event.resource) != nil { revision += 1 }
            if held.release(event) { forgetOrder(of: event.resource) }
        // It would have taken it, if it could.
        case .deadlock: nest(event, at: index, held.held(by: event.thread), trace)
        default: break
        }
    }

    private mutating func nest(_ event: Event, at index: Int, _ before: [HeldLocks.Taking], _ trace: Trace) {
        guard !before.isEmpty, !required.clocks.isExhausted, !held.signals.contains(event.resource) else {
            return
        }
        let circles = order.take(
            event.resource, by: event.thread, at: index, holding: before, permits, required.clocks)
        for circle in circles { tell(Finding(circle, in: trace), .lockOrderInversion) }
    }

    /// It serves as a signal: a circle with it says nothing.
    private mutating func forgetOrder(of lock: ResourceID) {
        let before = found.count
        found.removeAll { $0.kind == .lockOrderInversion && $0.resources.contains(lock) }
        counts[.lockOrderInversion, default: 0] -= before - found.count
        revision += 1
        order.forget(lock)
    }

    private func unreturnedLocks(_ trace: Trace) -> [Finding] {
        unreturned.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(Self.mostOfAKind)
            .map { lock, end in Finding(unreturned: lock, by: trace[end].thread, at: end, held, in: trace) }
    }

    // MARK: Waits

    /// Who waited longest, by now, of those whom others overtook.
    package func starvation(in trace: Trace) -> Finding? {
        overtaking.longest(at: trace.end).map { Finding($0.wait, lasting: $0.duration, in: trace) }
    }

    /// Those who wait for ever, once all of them have been told.
    private mutating func tellDeadlock(_ trace: Trace) {
        for finding in deadlock(trace) { tell(finding, finding.kind) }
        stuck = nil
        revision += 1
    }

    /// What the last events tell of those who wait for ever.
    private func deadlock(_ trace: Trace) -> [Finding] {
        guard let first = stuck else { return [] }
        let missed = (first..<count).compactMap { event in
            wakeUps.missed(by: trace[event], in: trace).map { Finding($0, until: event, in: trace) }
        }
        return [Finding(deadlock: first..<count, in: trace)] + missed
    }
}
