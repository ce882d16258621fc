/// What somebody who chooses who goes next may try to bring about.
///
/// ```swift
/// Scenario("deadlock", title: "…", summary: "…", dare: Dare("make Alice and Bob wait for each other", .deadlock)) { … }
/// ```
public struct Dare: Hashable, Sendable {
    /// What counts as done.
    public enum Goal: Hashable, Sendable {
        /// Nobody can go any more.
        case deadlock
        /// A thread fails.
        case failure
        /// Somebody writes over what another wrote since they read.
        case lostUpdate
        /// So many wait at once, for whatever but another thread's end.
        case waiting(threads: Int)
        /// So many sleep at once.
        case sleeping(threads: Int)
        /// Somebody waits to acquire something that others acquire so many times meanwhile.
        case overtaking(times: Int)
    }

    /// An imperative, in lower case and without a full stop: "make Alice and Bob wait for each other".
    public let task: String
    public let goal: Goal

    public init(_ task: String, _ goal: Goal) {
        self.task = task
        self.goal = goal
    }
}
