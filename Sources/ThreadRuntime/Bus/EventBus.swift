import ThreadTrace

/// What happened, as opposed to the primitive `Event`.
typealias TraceEvent = ThreadTrace.Event

/// Carries events from the run to everyone who watches it. Not safe by itself: the run's monitor guards it. A class, because
/// every step would copy, and so retain, all that a struct consists of.
///
/// A subscriber has a buffer of its own that it takes whole, by a swap: however slow it is, no step waits for it and it
/// misses nothing; what it has not taken yet costs 32 bytes an event.
final class EventBus {
    private var subscribers: [Subscriber] = []
    private var names: [String: Int32] = ["": 0]
    private var texts = [""]
    private var places: [SourceLocation: UInt16] = [:]
    private var sites = [CallSite.unknown]
    private let recent = RecentPlaces()

    /// Whether anybody reads what is published.
    var isRead: Bool { !subscribers.isEmpty }

    func subscribe(_ wake: @escaping @Sendable () -> Void) -> Subscriber {
        let subscriber = Subscriber(wake: wake)
        if !isRead {
            names = Dictionary(texts.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { $1 })
        }
        subscribers.append(subscriber)
        return subscriber
    }

    func publish(_ events: [TraceEvent]) {
        for subscriber in subscribers { subscriber.receive(events) }
    }

    /// The number of a name, the same for the same text.
    func intern(_ text: String) -> NameID {
        let number = Int32(truncatingIfNeeded: texts.count)
        guard isRead else {
            // Nobody will ever ask for it by its text.
            texts.append(text)
            return NameID(number)
        }
        if let known = names[text] { return NameID(known) }
        names[text] = number
        texts.append(text)
        for subscriber in subscribers { subscriber.batch.names.append(text) }
        return NameID(number)
    }

    /// The text of a name.
    func text(_ name: NameID) -> String {
        texts.indices.contains(Int(name.number)) ? texts[Int(name.number)] : ""
    }

    /// Where a place is.
    func callSite(_ source: SourceID) -> CallSite {
        sites.indices.contains(Int(source.number)) ? sites[Int(source.number)] : .unknown
    }

    /// The number of a place. A call site asks again and again, so the last few are found without hashing a string.
    func intern(_ site: CallSite) -> SourceID {
        if site.isUnknown { return .unknown }
        if let recent = recent[site] { return recent }
        let source = intern(SourceLocation(file: site.file, line: site.line), site)
        recent[site] = source
        return source
    }

    private func intern(_ place: SourceLocation, _ site: CallSite) -> SourceID {
        if let known = places[place] { return SourceID(known) }
        // A program with more than 65,535 call sites shows the rest without a source line.
        guard let number = UInt16(exactly: places.count + 1) else { return .unknown }
        places[place] = number
        sites.append(site)
        for subscriber in subscribers { subscriber.batch.sources.append(place) }
        return SourceID(number)
    }

    final class Subscriber {
        var batch = EventBatch()
        var isAnnounced = false
        private let wake: @Sendable () -> Void

        init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

        /// Wakes the reader once for all that comes until it takes the batch.
        func receive(_ events: [TraceEvent]) {
            batch.events += events
            guard !isAnnounced else { return }
            isAnnounced = true
            wake()
        }
    }
}
