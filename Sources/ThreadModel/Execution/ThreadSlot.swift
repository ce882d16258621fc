import ThreadTrace

/// What an execution knows of one thread.
struct ThreadSlot: Sendable {
    /// Where a thread stands; each excludes the others.
    enum Standing: UInt8, Sendable {
        /// Not started.
        case created
        /// Runs its own code, which nobody can stop.
        case running
        /// Has come to an operation that can not take effect yet.
        case blocked
        /// Has come to an operation that can take effect, or give up.
        case enabled
        case ended
    }

    /// What the trace tells of where it stands.
    enum Announcement: UInt8, Sendable {
        case none, ready, blocked, deadlocked
    }

    let resource: ResourceID
    var name: NameID
    var isDaemon: Bool
    /// The pool that it works for.
    var pool = ResourceID.none
    var standing = Standing.created
    var announcement = Announcement.none
    /// Its deadline has come.
    var hasExpired = false
    var request: Request
    /// The number of its last arrival, ascending over all threads.
    var arrival = 0
    var deadline = Instant.distantFuture
    /// What it learned of its last operation.
    var reply = Reply.done
    /// Its neighbours among those who stand at the same resource, in order of arrival; 0 for none.
    var previous: UInt32 = 0
    var next: UInt32 = 0

    init(resource: ResourceID, name: NameID, isDaemon: Bool) {
        self.resource = resource
        self.name = name
        self.isDaemon = isDaemon
        request = Request(.begin, resource)
    }

    var isStanding: Bool { standing == .blocked || standing == .enabled }
}

/// What an execution knows of one thing that threads operate on.
struct ResourceSlot: Sendable {
    let kind: ResourceKind
    var name: NameID
    var primitive: AnyPrimitive
    /// What the trace tells that it is worth.
    var value: Int32 = 0
    var valueIsName = false
    /// Those who stand at it, in order of arrival; 0 for none.
    var first: UInt32 = 0
    var last: UInt32 = 0
}
