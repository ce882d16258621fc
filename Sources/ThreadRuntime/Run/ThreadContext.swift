import Glibc
import ThreadModel
import ThreadTrace

/// What the runtime has of one scenario thread: where its code runs, and how it is told to go on. Identity is fixed; the rest is
/// guarded by the run's monitor, or is the thread's own.
final class ThreadContext: @unchecked Sendable {  // as it says above
    let id: ThreadID
    /// What joining it waits for.
    let resource: ResourceID
    unowned let run: Run
    /// The same, for asking whether it is some run's.
    let runID: ObjectIdentifier
    /// What its carrier needs.
    let seat: AnyObject?

    // Not checked for exclusive access, as the monitor sees to that.

    @exclusivity(unchecked) var turn: Turn
    /// What it learned of its last operation.
    @exclusivity(unchecked) var reply = Reply.done
    /// What goes with the operation that it stands at.
    @exclusivity(unchecked) var text: String?
    /// How much processor time it is still to use, on the run's clock; nothing unless it computes.
    @exclusivity(unchecked) var toCompute = Duration.zero
    /// The thread as the scenario knows it; kept from its start to its end.
    @exclusivity(unchecked) var thread: Thread?
    /// Values that only it sees, by whose they are. Its own.
    @exclusivity(unchecked) var locals: [ObjectIdentifier: Any] = [:]

    init(id: ThreadID, resource: ResourceID, run: Run, carrier: any Carrier) {
        self.id = id
        self.resource = resource
        self.run = run
        runID = ObjectIdentifier(run)
        seat = carrier.makeSeat()
        turn = carrier.isParallel ? .awaited : .parked
    }

    /// Whether a thread that came to an operation may go on.
    enum Turn {
        /// Not yet, and its carrier has not parked it.
        case awaited
        /// Not yet; its carrier has to be told.
        case parked
        case granted
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The scenario thread that calls, or nil on any other thread.
    static var current: ThreadContext? {
        pthread_getspecific(key).map { Unmanaged<ThreadContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Makes this the context of the operating system's thread that calls, until another is.
    func becomeCurrent() { pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque()) }

    static func becomeNone() { pthread_setspecific(key, nil) }
}
