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

extension UpcomingOperation {
    /// What a thread did after a moment of the past, as the trace goes on; nil when it took no further step.
    ///
    /// Looks at a few of its events only: between two steps a thread tells little.
    init?(of thread: ThreadID, after moment: Trace.Moment) {
        let trace = moment.trace
        let done = trace.eventCount(of: thread, before: moment.position)
        let step = (done..<done + 16).lazy.compactMap { trace.event($0, of: thread) }
            .first { $0.kind.isStep }
        guard let step else { return nil }
        let state = moment.state(of: thread)
        self.init(
            thread: thread, kind: step.kind, resource: step.resource, place: trace[step.source],
            canGo: !state.isWaiting && state.activity != .sleeping)
    }
}
