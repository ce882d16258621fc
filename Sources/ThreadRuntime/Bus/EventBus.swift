import OrderedCollections
import ThreadTrace

/// What happened, as opposed to the primitive `Event`.
typealias TraceEvent = ThreadTrace.Event

/// Carries events from the run to everyone who watches it. Not safe by itself: the run's monitor guards it. A class, because
/// every step would copy, and so retain, all that a struct consists of.
///
/// A subscriber has a buffer of its own that it takes whole, by a swap, so it misses nothing; what it has not taken yet costs
/// 32 bytes an event. No step waits for it, unless it has said how much it may fall behind: a run without end would otherwise
/// outgrow any memory, and a screen that falls behind would have ever more to draw at once.
final class EventBus {
    // Not checked for exclusive access at each step, as the monitor sees to that.

    @exclusivity(unchecked) private var subscribers: [Subscriber] = []
    @exclusivity(unchecked) private var names = NameInterner()
    /// Places by their numbers; number 0 is no place.
    @exclusivity(unchecked) private var places = EventBus.noPlaces
    private lazy var recent = RecentPlaces()

    private static let noPlaces: OrderedSet = [SourceLocation(file: "", line: 0)]

    /// Whether anybody reads what is published.
    var isRead: Bool { !subscribers.isEmpty }

    /// Whether the run has to wait for somebody to take what there is.
    @exclusivity(unchecked) private(set) var isFull = false

    func subscribe(limit: Int, _ wake: @escaping @Sendable () -> Void) -> Subscriber {
        let subscriber = Subscriber(limit: limit, wake: wake)
        subscribers.append(subscriber)
        return subscriber
    }

    func publish(_ events: [TraceEvent]) {
        for subscriber in subscribers {
            subscriber.receive(events)
            if subscriber.isFull { isFull = true }
        }
    }

    func take(from subscriber: Subscriber) -> EventBatch {
        let batch = subscriber.take()
        if isFull { isFull = subscribers.contains(where: \.isFull) }
        return batch
    }

    /// The number of a name, the same for the same text.
    func intern(_ text: String) -> NameID {
        let (isNew, name) = names.intern(text)
        if isNew { tell(text) }
        return name
    }

    private func tell(_ text: String) {
        for subscriber in subscribers { subscriber.batch.names.append(text) }
    }

    /// The text of a name.
    func text(_ name: NameID) -> String { names[name] }

    /// Whether so many texts are remembered that it is time for `forgetNames`.
    var isFullOfNames: Bool { names.isFull }

    /// Forgets texts, but for those that still have to have a number. Not while there are events that have not been published.
    ///
    /// - Parameter renumber: given what tells the new number of a name.
    func forgetNames(renumber: ((NameID) -> NameID) -> Void) {
        let oldest = names.forget { before, now in
            renumber { name in
                let text = before[name]
                let (isNew, name) = now.intern(text)
                if isNew { self.tell(text) }
                return name
            }
        }
        for subscriber in subscribers { subscriber.batch.oldestName = oldest }
    }

    /// Where a place is.
    func callSite(_ source: SourceID) -> CallSite {
        guard places.indices.contains(Int(source.number)) else { return .unknown }
        let place = places[Int(source.number)]
        return CallSite(place.file, UInt(place.line))
    }

    /// The number of a place. A call site asks again and again, so the last few are found without hashing a string.
    func intern(_ site: CallSite) -> SourceID {
        if site.isUnknown { return .unknown }
        if let recent = recent[site] { return recent }
        let source = intern(SourceLocation(file: site.file, line: site.line))
        recent[site] = source
        return source
    }

    private func intern(_ place: SourceLocation) -> SourceID {
        if places.count > UInt16.max {
            // A program with more than 65,535 call sites shows the rest without a source line.
            return places.firstIndex(of: place).map { SourceID(UInt16($0)) } ?? .unknown
        }
        let (isNew, number) = places.append(place)
        if isNew { for subscriber in subscribers { subscriber.batch.sources.append(place) } }
        return SourceID(UInt16(number))
    }

    final class Subscriber {
        var batch = EventBatch()
        private var isAnnounced = false
        private let limit: Int
        private let wake: @Sendable () -> Void

        init(limit: Int, wake: @escaping @Sendable () -> Void) {
            self.limit = limit
            self.wake = wake
        }

        var isFull: Bool { batch.events.count >= limit }

        func take() -> EventBatch {
            var taken = EventBatch()
            swap(&taken, &batch)
            isAnnounced = false
            return taken
        }

        /// Wakes the reader once for all that comes until it takes the batch.
        func receive(_ events: [TraceEvent]) {
            batch.events += events
            guard !isAnnounced else { return }
            isAnnounced = true
            wake()
        }
    }
}
