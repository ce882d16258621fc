import ThreadTrace

/// Events of which only some of the fields matter.
extension Event {
    package static func define(_ thread: UInt32) -> Event {
        Event(
            time: .zero, thread: ThreadID(thread), kind: .defineThread, activity: .new,
            resource: ResourceID(thread), step: 0)
    }

    package static func define(resource: UInt32, _ kind: ResourceKind, name: Int32 = 0) -> Event {
        Event(
            time: .zero, thread: .runtime, kind: .defineResource, activity: .new,
            resource: ResourceID(resource), value: name, detail: kind.rawValue, step: 0)
    }

    package static func becomes(_ activity: Activity, _ thread: UInt32, at time: Int64) -> Event {
        Event(
            time: Instant(nanoseconds: time), thread: ThreadID(thread), kind: .ready, activity: activity,
            step: 0)
    }

    package static func waits(
        _ thread: UInt32, for resource: UInt32, at time: Int64, activity: Activity = .waiting
    ) -> Event {
        Event(
            time: Instant(nanoseconds: time), thread: ThreadID(thread), kind: .block, activity: activity,
            resource: ResourceID(resource), step: 0)
    }

    package static func takes(_ thread: UInt32, _ resource: UInt32, value: Int32, detail: UInt8 = 0) -> Event
    {
        Event(
            time: .zero, thread: ThreadID(thread), kind: .acquire, activity: .running,
            resource: ResourceID(resource), value: value, detail: detail, step: 1)
    }
}
