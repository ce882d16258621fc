import ThreadTrace

/// Decides who goes next in a controlled run: a strategy.
///
/// A run is a function of the scenario and of what `choose` returns, so a scheduler chooses the same again in the same situations
/// after the same ones before. It is asked exactly once before each step, also where somebody else then decides (a prefix, a
/// person), so that what it would choose later does not depend on who decided. One is made for each run.
package protocol Scheduler: Sendable {
    /// Who goes next: one who can. Nil for nobody yet: it will be asked again.
    ///
    /// - Throws: `ScheduleMismatch` when whom it wants can not go.
    mutating func choose(_ situation: Situation) throws(ScheduleMismatch) -> ThreadID?
}

/// A schedule that does not fit the scenario.
package struct ScheduleMismatch: Error, Hashable, CustomStringConvertible {
    package let step: Int
    package let wanted: ThreadID

    package init(step: Int, wanted: ThreadID) {
        self.step = step
        self.wanted = wanted
    }

    package var description: String {
        "the schedule does not fit this scenario: step \(step) is thread \(wanted)'s, which can not go"
    }
}
