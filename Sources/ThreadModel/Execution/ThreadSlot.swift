import ThreadTrace

/// What an execution knows of one thread.
struct ThreadSlot: Sendable {
    /// Where a thread stands; each excludes the others.
    enum Standing: UInt8, Sendable {
        /// Not started.
        case created
        /// Runs its own code, which nobody can stop.
        case running
        /// Waits for something outside the run, which nobody here can know or hasten.
        case away
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
    let creator: ThreadID
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
    var looks = Looks()
    /// Its neighbours among those who stand at the same resource, in order of arrival; 0 for none.
    var previous: UInt32 = 0
    var next: UInt32 = 0

    init(resource: ResourceID, name: NameID, isDaemon: Bool, creator: ThreadID) {
        self.creator = creator
        self.resource = resource
        self.name = name
        self.isDaemon = isDaemon
        request = Request(.begin, resource)
    }

    var isStanding: Bool { standing == .blocked || standing == .enabled }

    /// It has come to an operation, of which the trace tells nothing yet.
    mutating func stand(at request: Request, arrival: Int, until deadline: Instant) {
        self.request = request
        self.arrival = arrival
        self.deadline = deadline
        hasExpired = request.limit == .atOnce
        announcement = .none
        standing = .blocked
    }

    /// It is the last of those who stand at a resource.
    mutating func comes(after previous: UInt32) {
        self.previous = previous
        next = 0
    }
}

/// What an execution knows of one thing that threads operate on.
struct ResourceSlot: Sendable {
    let kind: ResourceKind
    var name: NameID
    var primitive: AnyPrimitive
    var creator = ThreadID.runtime
    /// What it is known by in all executions, where that is not who made it and as the how manieth; 0 where it is.
    var identity: Int32 = 0
    /// What the trace tells that it is worth.
    var value: Int32 = 0
    var valueIsName = false
    /// The last step that may have made it something else for whoever looks.
    var changed: UInt32 = 0
    /// Those who stand at it, in order of arrival; 0 for none.
    var first: UInt32 = 0
    var last: UInt32 = 0

    /// Another comes to stand at it.
    ///
    /// - Returns: who was the last before.
    mutating func append(_ number: UInt32) -> UInt32 {
        let before = last
        if before == 0 { first = number }
        last = number
        return before
    }

    /// The first or the last who stood at it, or the only one, has left.
    mutating func remove(between previous: UInt32, and next: UInt32) {
        if previous == 0 { first = next }
        if next == 0 { last = previous }
    }

    /// A step has made it worth this.
    mutating func becomes(_ step: Step) {
        value = step.value
        valueIsName = step.valueIsName
    }
}
