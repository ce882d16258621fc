import ThreadTrace

/// An operation that a thread has come to and that has not taken effect.
package struct UpcomingOperation: Hashable, Sendable {
    package var thread: ThreadID
    package var kind: EventKind
    package var resource: ResourceID
    package var place: SourceLocation?
    /// Whether it could take effect now.
    package var canGo: Bool

    package init(
        thread: ThreadID, kind: EventKind, resource: ResourceID, place: SourceLocation? = nil, canGo: Bool
    ) {
        self.thread = thread
        self.kind = kind
        self.resource = resource
        self.place = place
        self.canGo = canGo
    }
}
