import Glibc
import ThreadTrace

/// What the runtime knows of one scenario thread. Identity is fixed; the rest is guarded by the run's monitor.
final class ThreadContext: @unchecked Sendable {  // as it says above
    let id: ThreadID
    let name: String
    /// What joining it waits for.
    let resource: Resource
    let parker = Parker()
    unowned let run: Run

    var life = LifeState()
    /// Locks and permits it holds, the last taken last.
    var held: [ResourceID] = []
    /// The pool that it works for: those who wait for that care that it ends.
    var group: Resource?
    /// The thread as the scenario knows it; kept from its start to its end.
    var thread: Thread?
    private(set) lazy var pending = PendingOperation(
        thread: self,
        request: Operation(kind: .begin, resource: resource, timeout: nil, site: CallSite("", 0)))

    init(id: ThreadID, name: String, resource: Resource, run: Run) {
        self.id = id
        self.name = name
        self.resource = resource
        self.run = run
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

    /// Makes this the calling thread's context while `body` runs.
    func withCurrent(_ body: () -> Void) {
        pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
        defer { pthread_setspecific(Self.key, nil) }
        body()
    }
}
