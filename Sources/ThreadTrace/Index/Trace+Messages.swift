/// How much a message matters, as its event's detail says it.
package enum MessageLevel: UInt8, CaseIterable, Sendable {
    case trace, debug, info, notice, warning, error, critical
}

/// Levels of messages; what is printed without one counts as `output`.
package struct MessageLevels: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let output = MessageLevels(rawValue: 1 << 7)
    package static let all = MessageLevels(rawValue: .max)

    /// Messages of this level and above. What is printed was meant to be read, as an info is.
    package static func atLeast(_ level: MessageLevel) -> MessageLevels {
        let levels = MessageLevels(rawValue: 0x7F & ~((1 << level.rawValue) - 1))
        return level.rawValue <= MessageLevel.info.rawValue ? levels.union(.output) : levels
    }

    /// The level of one message.
    init(of event: Event) {
        self = event.level.map { MessageLevels(rawValue: 1 << $0.rawValue) } ?? .output
    }
}

/// Which messages are asked for.
package struct MessageFilter: Hashable, Sendable {
    /// nil: of every thread.
    package var thread: ThreadID?
    package var levels: MessageLevels

    package init(thread: ThreadID? = nil, levels: MessageLevels = .all) {
        self.thread = thread
        self.levels = levels
    }
}

/// Events that carry a message, by its level.
typealias MessageHistory = EventHistory<MessageLevels>

extension Event {
    /// The level of the message that the event carries, nil for one printed without a level. That a thread fails is an error.
    package var level: MessageLevel? {
        switch kind {
        case .log: MessageLevel(rawValue: detail) ?? .critical
        case .fail: .error
        default: nil
        }
    }
}

extension Trace {
    /// The number of the last event before event number `event` that carries such a message. O(log messages).
    package func message(before event: Int, _ filter: MessageFilter = MessageFilter()) -> Int? {
        guard let history = history(filter) else { return nil }
        let range = 0..<history.count(before: event)
        return history.last(in: range, of: filter.levels).map { Int(history.events[$0]) }
    }

    /// The number of the first event from event number `event` on that carries such a message. O(log messages).
    package func message(from event: Int, _ filter: MessageFilter = MessageFilter()) -> Int? {
        guard let history = history(filter) else { return nil }
        let range = history.count(before: event)..<history.count
        return history.first(in: range, of: filter.levels).map { Int(history.events[$0]) }
    }

    private func history(_ filter: MessageFilter) -> MessageHistory? {
        guard let thread = filter.thread else { return messages }
        let lane = Int(thread.number) - 1
        return laneMessages.indices.contains(lane) ? laneMessages[lane] : nil
    }
}
