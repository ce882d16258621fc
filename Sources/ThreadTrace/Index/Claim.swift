/// What a resource says of who has it: the facts from which the one rule decides who would have to act.
///
/// An execution reads them off its primitives, a trace off its events.
package enum Claim: Hashable, Sendable {
    /// A lock's holder. Once another has released the lock, it serves as a signal, which anybody may give.
    case holder(ThreadID, servesAsSignal: Bool)
    /// The thread that is joined.
    case life(ThreadID)
    /// Who carries a future out.
    case worker(ThreadID)
    /// A permit, an element, a notification: anybody might give it.
    case nobody

    /// Who would have to act for those who wait to go on, where that is sure to be one thread.
    ///
    /// - Parameters:
    ///   - isStuck: whether nobody can go any more, so that nobody but its holder could release a signal.
    ///   - isAlive: nobody who has ended can act.
    package func owner(isStuck: Bool, isAlive: (ThreadID) -> Bool) -> ThreadID? {
        switch self {
        case .holder(_, servesAsSignal: true) where !isStuck: nil
        case .holder(let thread, _), .life(let thread), .worker(let thread): isAlive(thread) ? thread : nil
        case .nobody: nil
        }
    }
}
