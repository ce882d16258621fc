/// Events in order, with the names that they are the first to use.
package struct EventBatch: Sendable {
    package var events: [Event]
    package var names: [String]
    package var sources: [SourceLocation]

    package init(events: [Event] = [], names: [String] = [], sources: [SourceLocation] = []) {
        self.events = events
        self.names = names
        self.sources = sources
    }

    package var isEmpty: Bool { events.isEmpty && names.isEmpty && sources.isEmpty }
}
