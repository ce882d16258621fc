/// Which activities occur in a stretch of a lane; running with a lock counts as an activity of its own.
package struct ActivitySet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let ready = ActivitySet(rawValue: 1)
    package static let running = ActivitySet(rawValue: 2)
    package static let waiting = ActivitySet(rawValue: 4)
    package static let sleeping = ActivitySet(rawValue: 8)
    package static let done = ActivitySet(rawValue: 16)
    package static let failed = ActivitySet(rawValue: 32)
    package static let deadlocked = ActivitySet(rawValue: 64)
    package static let holding = ActivitySet(rawValue: 128)
    package static let all = ActivitySet(rawValue: .max)

    init(_ event: Event) {
        self =
            switch event.activity {
            case .new: []
            case .ready: .ready
            case .running: event.holds == .none ? .running : .holding
            case .waiting: .waiting
            case .sleeping: .sleeping
            case .done: .done
            case .failed: .failed
            case .deadlocked: .deadlocked
            }
    }

    /// The rarest news first: what a column that contains several of them shows.
    static let byTelling: [ActivitySet] = [
        .failed, .deadlocked, .done, .waiting, .holding, .sleeping, .running, .ready,
    ]

    /// The most telling activity of the set.
    var mostTelling: ActivitySet { Self.byTelling.first { !isDisjoint(with: $0) } ?? [] }
}
