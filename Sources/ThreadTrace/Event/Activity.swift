/// What a thread is doing, as told on its lane.
package enum Activity: UInt8, Sendable, CaseIterable {
    /// Created, not started: nothing on the lane yet.
    case new
    /// Could go and was not chosen.
    case ready
    case running
    /// For a resource, a join, a future.
    case waiting
    case sleeping
    case done
    /// Its body threw.
    case failed
    /// Will wait forever.
    case deadlocked

    /// Whether the thread can do nothing more.
    package var isFinal: Bool { self == .done || self == .failed || self == .deadlocked }

    /// Whether the thread counts as alive: started and not ended.
    package var isAlive: Bool { self != .new && self != .done && self != .failed }
}

/// A thread's state at one moment.
package struct ThreadState: Hashable, Sendable {
    package var activity: Activity
    /// What it operates on or waits for; `.none` while it merely runs.
    package var resource: ResourceID
    /// The lock that it took last and still holds.
    package var holds: ResourceID
    /// When it entered this state.
    package var since: Instant

    package static let unborn = ThreadState(activity: .new, resource: .none, holds: .none, since: .zero)

    package init(activity: Activity, resource: ResourceID, holds: ResourceID, since: Instant) {
        self.activity = activity
        self.resource = resource
        self.holds = holds
        self.since = since
    }
}
