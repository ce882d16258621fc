import ThreadTrace

/// Notifications that nobody got, and who began to wait right after.
struct WakeUps: Sendable {
    /// The last notification of each condition, where nobody waited.
    private var unheard: [ResourceID: Int] = [:]
    /// What was lost when each thread began its last wait for a condition.
    private var missed: [ThreadID: Missed] = [:]

    struct Missed: Hashable, Sendable {
        let condition: ResourceID
        let notification: Int
        let wait: Int
    }

    /// Something happened to a condition.
    mutating func take(_ event: Event, at index: Int) {
        switch event.kind {
        case .notify: unheard[event.resource] = event.value == 0 ? index : nil
        case .wait:
            missed[event.thread] = unheard[event.resource].map {
                Missed(condition: event.resource, notification: $0, wait: index)
            }
        case .wake, .timeout: missed[event.thread] = nil
        default: break
        }
    }

    /// What a thread missed that waits for a condition for ever.
    func missed(by event: Event, in trace: Trace) -> Missed? {
        guard let own = missed[event.thread], own.condition == event.resource,
            trace[own.notification].thread != event.thread
        else { return nil }
        return own
    }
}
