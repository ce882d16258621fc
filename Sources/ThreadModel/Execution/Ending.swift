import ThreadTrace

/// How a run ends, in numbers: the sentence is made by who knows the names.
package enum Ending: Hashable, Sendable {
    /// Every thread that is not a daemon has come to its end. Some may have failed.
    case finished
    /// Nobody can go, nobody will wake, somebody is not finished.
    case deadlocked(WaitForGraph)
    /// The schedule did not fit.
    case mismatched(ScheduleMismatch)
    case cancelled
    /// So many steps were all that it was to take.
    case cutOff(steps: Int)
}
