import ThreadTrace

/// The operation that a thread has come to and that has not taken effect yet. Each thread has one of these and uses it again
/// and again. All of it is guarded by the run's monitor.
final class PendingOperation {
    unowned let thread: ThreadContext
    private(set) var request: Operation
    /// Changes whenever the operation takes effect, so that an entry in the deadline queue can be seen to be stale.
    private(set) var generation = 0
    private(set) var arrival = 0
    private(set) var deadline = Instant.distantFuture

    /// Its place among those that can go, while it is one of them.
    var enabledIndex: Int?
    var deadlineHasPassed = false
    /// Whether the trace tells that the thread stands here.
    var isAnnounced = false
    /// Whether the trace tells that it could go.
    var isAnnouncedReady = false
    var isWaiting = false
    var wasGranted = false

    private var guardHolds: (() -> Bool)?
    private var effect: ((inout StepRecord) -> Void)?

    init(thread: ThreadContext, request: Operation) {
        self.thread = thread
        self.request = request
    }

    func arrive(
        _ request: Operation, number: Int, deadline: Instant, when guardHolds: @escaping () -> Bool,
        effect: @escaping (inout StepRecord) -> Void
    ) {
        self.request = request
        self.deadline = deadline
        self.guardHolds = guardHolds
        self.effect = effect
        arrival = number
        isWaiting = true
        deadlineHasPassed = false
        isAnnounced = false
        isAnnouncedReady = false
        wasGranted = false
    }

    /// Whether it could take effect now, by its guard or because it has waited long enough.
    ///
    /// Never inlined, nor is `takeEffect`: the closures live on the waiting thread's stack, and every reference to them has to
    /// be gone before that thread is let go on; a call that has returned holds none.
    @inline(never)
    func canGo() -> Bool { deadlineHasPassed || (guardHolds?() ?? false) }

    @inline(never)
    func takeEffect(_ record: inout StepRecord) { effect?(&record) }

    /// It took effect, or never will.
    func leave() {
        generation += 1
        isWaiting = false
        enabledIndex = nil
        guardHolds = nil
        effect = nil
    }
}

/// What a thread asks for: which operation, on what, for how long at most, and where it says so.
struct Operation {
    var kind: EventKind
    var resource: Resource
    var timeout: Duration?
    var site: CallSite
    /// How the trace tells that it can not take effect yet.
    var whileBlocked = EventKind.block
}
