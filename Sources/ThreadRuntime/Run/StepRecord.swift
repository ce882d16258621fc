import ThreadTrace

/// What a step did, filled in by its effect.
struct StepRecord {
    let thread: ThreadContext
    var kind: EventKind
    var resource: Resource
    /// What the resource is worth after the step.
    var value: Int32
    /// Whether `value` is the name of a text.
    var valueIsName: Bool
    var detail: UInt8 = 0
    var activity = Activity.running
    /// A second resource whose waiters may be able to go now.
    var alsoTouched: Resource?

    init(_ request: Operation, thread: ThreadContext) {
        self.thread = thread
        kind = request.kind
        resource = request.resource
        value = request.resource.value
        valueIsName = request.resource.valueIsName
    }

    /// The thread holds the resource from now on.
    func takes() { thread.held.append(resource.id) }

    /// The thread holds the resource once less.
    func drops() {
        guard let index = thread.held.lastIndex(of: resource.id) else { return }
        thread.held.remove(at: index)
    }

    /// The resource, a lock, is the thread's from now on.
    mutating func acquires() {
        takes()
        resource.owner = thread
        value = Int32(clamping: thread.id.number)
    }

    /// The resource, a lock, is nobody's from now on.
    mutating func frees() {
        drops()
        resource.owner = nil
        value = 0
    }

    /// The resource is worth `value` from now on.
    mutating func becomes(_ value: ResourceValue) {
        (self.value, valueIsName) = value.encoded { thread.run.bus.intern($0) }
    }
}

/// What a resource is worth, as the trace tells it.
enum ResourceValue: Sendable {
    case number(Int32)
    case text(String)

    /// Calls the value's own description, unless it is a small integer.
    init(_ value: some Any) {
        if let number = value as? Int, let small = Int32(exactly: number) {
            self = .number(small)
        } else {
            self = .text(String(describing: value))
        }
    }

    func encoded(_ intern: (String) -> NameID) -> (value: Int32, isName: Bool) {
        switch self {
        case .number(let number): (number, false)
        case .text(let text): (intern(text).number, true)
        }
    }
}
