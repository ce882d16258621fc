import ThreadTrace

extension Run.StepRefusal {
    /// Why a thread was not stepped, for whoever asked for it.
    func sentence(about thread: ThreadID, _ trace: Trace) -> String {
        let name = trace[thread]?.name ?? "this thread"
        switch self {
        case .notStarted: return "\(name) has not been started yet"
        case .ended: return "\(name) has ended"
        case .computes: return "\(name) has not come to an operation yet"
        case .waits(let resource):
            return "\(name) can not go: it waits for \(trace[resource]?.name ?? "something")"
        case .sleeps: return "\(name) sleeps: a step of all lets time pass"
        case .isBusy: return "\(name) computes: a step of all lets time pass"
        }
    }
}
