/// What one step did, or how a thread came to it: 32 bytes, no references.
///
/// An event tells the state of its thread and of its resource *after* it, so that the state of everything at any moment
/// is the last event of each before that moment. No event changes the state of another thread than its own.
package struct Event: Hashable, Sendable {
    /// Nanoseconds on the run's clock.
    package var time: Instant
    package var thread: ThreadID
    package var resource: ResourceID
    /// How many steps the run has taken, this event included.
    package var step: UInt32
    /// The lock that the thread took last and still holds.
    package var holds: ResourceID
    /// What the resource is worth now: see `ResourceKind`. For messages and names a `NameID`.
    package var value: Int32
    package var source: SourceID
    package var kind: EventKind
    /// The thread's activity in the low half, the detail in the high half.
    private var packed: UInt8

    package init(
        time: Instant, thread: ThreadID, kind: EventKind, activity: Activity, resource: ResourceID = .none,
        holds: ResourceID = .none, value: Int32 = 0, detail: UInt8 = 0, source: SourceID = .unknown,
        step: UInt32
    ) {
        self.time = time
        self.thread = thread
        self.resource = resource
        self.step = step
        self.holds = holds
        self.value = value
        self.source = source
        self.kind = kind
        packed = activity.rawValue | (detail << 4)
    }

    /// What the thread does after this event.
    package var activity: Activity { Activity(rawValue: packed & 0xF) ?? .running }

    /// Four bits whose meaning is the kind's: a log level, a resource kind, whether `value` is a name.
    package var detail: UInt8 { packed >> 4 }

    /// The name that `value` stands for, where it is one.
    package var name: NameID { NameID(value) }

    /// Whether `value`, of an event on a shared value, is a name.
    package var showsName: Bool {
        detail == Event.valueIsName || isConstant || detail == Event.valueIsName | Event.valueIsBlind
    }

    /// Whether what was written, of a write, comes of nothing that its thread had read.
    package var isBlind: Bool { detail & ~Event.valueIsName == Event.valueIsBlind }

    /// Whether that is one of a write, and would have been the same whatever had been read before.
    package var isConstant: Bool { detail == Event.valueIsName | Event.valueIsConstant }

    /// What the event says about its thread.
    package var state: ThreadState {
        ThreadState(activity: activity, resource: resource, holds: holds, since: time)
    }
}

extension Event {
    /// `detail` of an event on a shared value whose `value` is the name of a text.
    package static let valueIsName: UInt8 = 1
    /// Beside that, in the `detail` of a `write`: whatever was read before, it would have been the same.
    package static let valueIsConstant: UInt8 = 2
    /// Of a write: the value comes of nothing that the thread had read.
    package static let valueIsBlind: UInt8 = 4
    /// In the `detail` of an `acquire` of a read-write lock: others may have it at once.
    package static let isForReading: UInt8 = 1
    /// `detail` of an output that is no result but a complaint.
    package static let isStandardError: UInt8 = 1
}

/// Where a future stands: the `value` of its events.
package enum FuturePhase: Int32, Sendable {
    case pending, running, finished, failed, cancelled
}
