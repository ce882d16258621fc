/// What sort of thing a resource is. It says how the `value` of the resource's events is to be read.
package enum ResourceKind: UInt8, Sendable, CaseIterable {
    /// value: the holder's thread number, 0 while free.
    case lock
    /// value: the holder's thread number, 0 while free.
    case rlock
    /// value: the thread number of who has it for writing, how many have it for reading as a negative number, 0 while free.
    case rwlock
    /// value: how many threads wait to be notified.
    case condition
    /// value: permits left.
    case semaphore
    /// value: how many parties have arrived; capacity: how many it needs.
    case barrier
    /// value: 1 while set.
    case event
    /// value: how many elements it holds; capacity: its bound, 0 for none.
    case queue
    /// value: how many tasks are queued; capacity: its workers at most.
    case pool
    /// value: a `FuturePhase`.
    case future
    /// value: 0 armed, 1 fired, 2 cancelled.
    case timer
    /// value: the value itself, or the name of its text.
    case shared
    /// Something whose every use is one indivisible step, so that nobody can come in between, such as a list of a Python program's.
    /// value: the name of the text that tells the last change.
    case atomic
    /// What is none of the run's, such as a socket or a child process: who waits for it keeps nobody from going. No value.
    case outside
    /// What a join waits for. value: 1 once the thread has ended.
    case thread
    /// Where log messages come from.
    case logger

    /// The word for it on screen and in messages.
    package var word: String { self == .rlock ? "rlock" : "\(self)" }

    /// Whether one thread at a time owns it.
    package var isLock: Bool { self == .lock || self == .rlock }

    /// Whether it is read and written, and has a value of its own.
    package var isValue: Bool { self == .shared || self == .atomic }

    /// Whether threads hold it, one or several: what its holder has not given back when it ends stays locked.
    package var isHeld: Bool { isLock || self == .rwlock }
}
