/// Events in order, with the names that they are the first to use.
package struct EventBatch: Sendable {
    package var events: [Event]
    package var names: [String]
    package var sources: [SourceLocation]
    /// All names of before, where it is not the first batch and yet the first that is told to somebody.
    private(set) var earlierNames: NameTable?
    /// Names with lower numbers are not used by any event that comes after these; nil for no news of that.
    package var oldestName: NameID?

    package init(
        events: [Event] = [], names: [String] = [], sources: [SourceLocation] = [], oldestName: NameID? = nil
    ) {
        self.events = events
        self.names = names
        self.sources = sources
        self.oldestName = oldestName
    }

    /// All these names come with it.
    mutating func tell(_ table: NameTable) {
        if table.isWhole { names = Array(table.consecutive) } else { earlierNames = table }
    }

    package var isEmpty: Bool { events.isEmpty && names.isEmpty && sources.isEmpty }

    /// What comes right after it becomes part of it.
    package mutating func append(_ more: EventBatch) {
        events += more.events
        names += more.names
        sources += more.sources
        oldestName = more.oldestName ?? oldestName
    }
}
