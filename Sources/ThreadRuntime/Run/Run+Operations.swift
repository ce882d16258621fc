import ThreadModel
import ThreadTrace

/// How a thread's operation takes effect.
extension Run {
    /// One step of the calling thread: waits until its operation can take effect and is chosen.
    ///
    /// - Parameter text: what goes with it, such as a message: it gets its number in the trace when the operation takes effect.
    /// - Throws: `RunCancelled` when the run is over, `ThreadingError` for a mistake, as on a thread that is not the run's.
    func perform(_ request: Request, at site: CallSite, text: String? = nil) throws -> Reply {
        guard let thread = ThreadContext.current, thread.runID == ObjectIdentifier(self) else {
            throw ThreadingError.outsideScenario(
                "\(request.operation.event) \(withMonitor { name(of: request.resource) })")
        }
        enter()
        if verdict != nil {
            exit()
            throw RunCancelled()
        }
        var request = request
        if execution.isTracing { request.site = bus.intern(site) }
        if text != nil { request.name = NameID(0) }
        let reply: Reply
        if mayTakeAtOnce, let taken = takeAtOnce(request, thread, text) {
            reply = taken
            publish()
            if execution.enabledCount > 0 { dispatch() }
            exit()
        } else {
            thread.turn = .awaited
            thread.text = text
            execution.arrive(thread.id, request, real: real)
            dispatch()
            if thread.turn == .awaited, !execution.isControlled {
                execution.tellArrival(real: real)
                publish()
            }
            reply = waitForTurn(thread)
        }
        switch reply {
        case .cancelled: throw RunCancelled()
        case .refused(let refusal): throw withMonitor { error(refusal, of: thread.id) }
        default: return reply
        }
    }

    /// Nobody will ever read what goes with most operations where nobody reads the trace.
    func number(_ text: String, _ request: Request) -> NameID {
        execution.isTracing || request.operation == .fail || request.operation == .rename
            ? bus.intern(text) : NameID(0)
    }

    /// In a parallel run nobody is asked.
    private var mayTakeAtOnce: Bool {
        guard !execution.isControlled, !execution.clock.isPaused, !bus.isFull else { return false }
        return steering.maxSteps.map { execution.steps < $0 } ?? true
    }

    private func takeAtOnce(_ request: Request, _ thread: ThreadContext, _ text: String?) -> Reply? {
        guard let text else { return execution.takeAtOnce(thread.id, request, real: real) }
        // What has a text is never kept waiting.
        var request = request
        request.name = number(text, request)
        return execution.takeAtOnce(thread.id, request, real: real)
    }

    /// Leaves the monitor and waits, outside, until the thread may go on.
    func waitForTurn(_ thread: ThreadContext) -> Reply {
        if thread.turn == .granted {
            exit()
        } else {
            thread.turn = .parked
            exit()
            carrier.park(thread)
        }
        return thread.reply
    }

    /// A thread may go on.
    func wake(_ thread: ThreadContext, _ reply: Reply) {
        let isParked = thread.turn == .parked
        thread.turn = .granted
        thread.reply = reply
        if isParked { carrier.unpark(thread) }
    }
}
