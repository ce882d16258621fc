import ThreadTrace

/// How threads come to operations, and what the trace tells of it.
extension Execution {
    /// A thread that ran its own code has come to an operation.
    package mutating func arrive(_ thread: ThreadID, _ request: Request, real: Int64) {
        assert(
            threads[thread.index].standing == .running, "thread \(thread.number) does not run its own code")
        running -= 1
        stand(thread, at: request, real: real)
    }

    /// The thread stands at an operation from now on.
    mutating func stand(_ thread: ThreadID, at request: Request, real: Int64) {
        arrivals += 1
        let index = thread.index
        var request = request
        // Who waits for an event is told from those who come after it was set.
        if request.operation == .wake, case .event(let state) = primitive(request.resource) {
            request.argument = state.epoch
        }
        if request.operation == .spin { spins(index, &request) }
        var deadline = Instant.distantFuture
        if case .after(let nanoseconds) = request.limit {
            deadline = clock.deadline(nanoseconds, from: clock.now(real: real))
        }
        threads[index].stand(at: request, arrival: arrivals, until: deadline)
        if request.resource != .none { link(thread.number, to: Int(request.resource.number)) }
        let isPermitted = isPermitted(index)
        if canGo(index, isPermitted: isPermitted) {
            enable(thread.number)
            if isPermitted || request.limit == .atOnce {
                if unannounced != 0 { announce(unannounced, real: real) }
                unannounced = thread.number
                return
            }
        } else if deadline < .distantFuture {
            deadlines.insert(thread, arrival: arrivals, at: deadline)
        }
        announce(thread.number, real: real)
    }

    // Inlined, as what is called has all of the execution copied.

    /// Whether its operation could take effect without giving up.
    @inline(__always) func isPermitted(_ index: Int) -> Bool {
        let request = threads[index].request
        switch request.operation {
        // Only time brings these about, unless somebody can cut them short.
        case .sleep where request.resource == .none, .compute: return false
        case .spin: return hasNews(index)
        default:
            return resources[Int(request.resource.number)].primitive.permits(
                request, by: ThreadID(UInt32(index + 1)))
        }
    }

    /// Whether its operation could take effect now, by the rules or because it has waited long enough.
    @inline(__always) func canGo(_ index: Int, isPermitted: Bool) -> Bool {
        isPermitted || threads[index].hasExpired
            || (clock.policy == .free && threads[index].deadline < .distantFuture)
    }

    mutating func enable(_ number: UInt32) {
        let index = Int(number) - 1
        guard threads[index].standing == .blocked else { return }
        threads[index].standing = .enabled
        enabled.insert(index)
        enabledCount += 1
    }

    mutating func disable(_ number: UInt32) {
        let index = Int(number) - 1
        guard threads[index].standing == .enabled else { return }
        threads[index].standing = .blocked
        enabled.remove(index)
        enabledCount -= 1
    }

    /// Asks those who stand at a resource whether they can go now. O(those).
    mutating func reconsider(_ resource: ResourceID, real: Int64) {
        var number = resources[Int(resource.number)].first
        var hasOpened = false
        while number != 0 {
            let index = Int(number) - 1
            if canGo(index, isPermitted: isPermitted(index)) {
                hasOpened = hasOpened || threads[index].announcement == .deadlocked
                enable(number)
            } else {
                disable(number)
                // Lost enabling: another took what a thread was told to be ready for, so it is told to wait.
                if threads[index].announcement == .ready {
                    threads[index].announcement = .none
                    announce(number, real: real)
                }
            }
            number = threads[index].next
        }
        if hasOpened { openCycles(real: real) }
    }

    /// The trace tells that a thread stands at an operation, unless it does already.
    mutating func announce(_ number: UInt32, real: Int64) {
        if unannounced == number { unannounced = 0 }
        let index = Int(number) - 1
        guard threads[index].isStanding, threads[index].announcement == .none else { return }
        let isReady = threads[index].standing == .enabled && (threads[index].hasExpired || isPermitted(index))
        threads[index].announcement = isReady ? .ready : .blocked
        tellStanding(number, isReady ? .ready : threads[index].request.whileBlocked, real: real)
        if !isReady { closeCycle(at: ThreadID(number), real: real) }
    }

    /// The trace tells of the arrival that it has not told of yet.
    package mutating func tellArrival(real: Int64) {
        if unannounced != 0 { announce(unannounced, real: real) }
    }

    /// The trace tells that a person chose a standing thread for the next step.
    package mutating func tellSteering(_ thread: ThreadID, real: Int64) {
        tellStanding(thread.number, .chosen, real: real)
    }

    /// An event that tells what a standing thread does, in the words of `kind`.
    mutating func tellStanding(_ number: UInt32, _ kind: EventKind, detail: UInt8? = nil, real: Int64) {
        guard isTracing else { return }
        let index = Int(number) - 1
        let request = threads[index].request
        let resource = resources[Int(request.resource.number)]
        let shown = resource.kind.isValue && resource.valueIsName ? Event.valueIsName : 0
        events.append(
            Event(
                time: clock.now(real: real), thread: ThreadID(number), kind: kind,
                activity: activity(of: index, kind), resource: request.resource,
                holds: holdings.last(of: ThreadID(number)), value: resource.value, detail: detail ?? shown,
                source: request.site, step: steps))
    }

    private func activity(of index: Int, _ kind: EventKind) -> Activity {
        switch kind {
        case .drop, .chosen:
            switch threads[index].announcement {
            case .none: .running
            case .ready: .ready
            case .deadlocked: .deadlocked
            case .blocked: activity(of: index, threads[index].request.whileBlocked)
            }
        case .ready: .ready
        case .sleep: .sleeping
        case .busy: .running
        case .deadlock: .deadlocked
        default: .waiting
        }
    }

    // MARK: Who stands at a resource

    private mutating func link(_ number: UInt32, to resource: Int) {
        let last = resources[resource].append(number)
        threads[Int(number) - 1].comes(after: last)
        if last != 0 { threads[Int(last) - 1].next = number }
    }

    mutating func unlink(_ number: UInt32, from resource: Int) {
        let (previous, next) = (threads[Int(number) - 1].previous, threads[Int(number) - 1].next)
        if previous != 0 { threads[Int(previous) - 1].next = next }
        if next != 0 { threads[Int(next) - 1].previous = previous }
        if previous == 0 || next == 0 { resources[resource].remove(between: previous, and: next) }
    }
}
