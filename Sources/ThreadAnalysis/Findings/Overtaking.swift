import ThreadTrace

/// Who waits how long for what, and how often others who came later get through meanwhile.
///
/// What others take costs O(those who wait for it), of which very many go into a microsecond.
struct Overtaking: Sendable {
    /// Who was overtaken less often was not starved: under a schedule drawn by lot that happens to everybody now and then.
    static let fewest = 4

    struct Wait: Hashable, Sendable {
        let thread: ThreadID
        let resource: ResourceID
        /// With which event it began.
        let event: Int
        let since: Instant
        /// How often somebody who came later got through first.
        var passedOver = 0
    }

    /// The longest that has ended, of those that were passed over at least `fewest` times.
    private(set) var longest: (wait: Wait, duration: Int64)?
    /// Those who wait, in the order in which they came.
    private var waits: [ResourceID: [Wait]] = [:]
    /// What each thread waits for.
    private var waiting: [ResourceID] = []

    mutating func take(_ event: Event, at index: Int) {
        let thread = Int(event.thread.number)
        let isWaiting = event.activity == .waiting || event.activity == .deadlocked
        let before = thread < waiting.count ? waiting[thread] : .none
        if before != .none, !(isWaiting && before == event.resource) {
            // Whose turn has come, and who may yet lose it to others, waits on.
            if event.kind == .ready, event.resource == before { return }
            end(before, of: event)
        } else if before == .none, event.kind == .acquire, !waits.isEmpty {
            pass(event.resource, before: .max)
        }
        guard isWaiting, before != event.resource, event.kind == .block else { return }
        if thread >= waiting.count {
            waiting.append(contentsOf: repeatElement(.none, count: thread + 1 - waiting.count))
        }
        waiting[thread] = event.resource
        waits[event.resource, default: []].append(
            Wait(thread: event.thread, resource: event.resource, event: index, since: event.time))
    }

    private mutating func end(_ resource: ResourceID, of event: Event) {
        waiting[Int(event.thread.number)] = .none
        guard let place = waits[resource]?.firstIndex(where: { $0.thread == event.thread }),
            let wait = waits[resource]?.remove(at: place)
        else { return }
        if waits[resource]?.isEmpty == true { waits[resource] = nil }
        if event.kind == .acquire { pass(resource, before: place) }
        longest = Self.longer(longest, (wait, event.time.nanoseconds &- wait.since.nanoseconds))
    }

    /// Somebody gets through before the first so many of those who wait.
    private mutating func pass(_ resource: ResourceID, before place: Int) {
        guard let count = waits[resource]?.count else { return }
        for index in 0..<min(place, count) { waits[resource]?[index].passedOver += 1 }
    }

    private static func longer(_ one: (wait: Wait, duration: Int64)?, _ other: (wait: Wait, duration: Int64))
        -> (wait: Wait, duration: Int64)?
    {
        guard other.wait.passedOver >= fewest else { return one }
        guard let one else { return other }
        let isLonger =
            (other.duration, other.wait.passedOver, one.wait.event)
            > (one.duration, one.wait.passedOver, other.wait.event)
        return isLonger ? other : one
    }

    /// The longest wait by now that was passed over at least `fewest` times; those that go on count up to now. O(those who wait).
    func longest(at now: Instant) -> (wait: Wait, duration: Int64)? {
        waits.values.joined().reduce(longest) {
            Self.longer($0, ($1, now.nanoseconds &- $1.since.nanoseconds))
        }
    }
}
