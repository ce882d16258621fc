import ThreadTrace

/// What an operation does as it takes effect, filled in by the rules of the primitive that it is on.
package struct Step {
    package let thread: ThreadID
    /// How the trace tells it.
    package var event: EventKind
    /// What the resource is worth after the step.
    package var value: Int32
    /// Whether `value` is the name of a text.
    package var valueIsName: Bool
    package var detail: UInt8 = 0
    package var activity = Activity.running
    package var holding = Holding.same
    package var consequence = Consequence.none

    /// What changes of what the thread holds.
    package enum Holding: Hashable, Sendable {
        case same
        /// So many times over.
        case takes(Int)
        case gives(Int)
    }

    /// What else follows, beyond the resource itself.
    package enum Consequence: Hashable, Sendable {
        case none
        /// The thread whose resource it is lives from now on.
        case starts
        /// The calling thread's life is over.
        case ends
        /// The future had been cancelled: its worker is free.
        case skips
        /// The future has come to its end: its worker is free, and those who follow it learn so.
        case completes(failed: Bool)
        /// The future will not be carried out: those who follow it learn so.
        case cancels
        /// Futures are followed from now on.
        case follows
    }

    package init(
        _ operation: Operation, by thread: ThreadID, value: Int32 = 0, valueIsName: Bool = false
    ) {
        self.thread = thread
        event = operation.event
        self.value = value
        self.valueIsName = valueIsName
    }

    /// It could not be had in time.
    mutating func givesUp() -> Reply {
        event = .timeout
        return .gaveUp
    }

    /// The resource is worth this number from now on.
    mutating func becomes(_ number: Int) { value = Int32(clamping: number) }
}
