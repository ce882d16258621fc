import ThreadTrace

/// A condition's rules: a notification is for any one of those who were waiting when it was given.
///
/// Waiters hold tickets in ascending order. A notification is the highest ticket handed out by then; it may be taken by any
/// waiter whose ticket is not higher. Who takes the least one that fits leaves the others takable, so none is ever lost.
package struct ConditionState: Primitive {
    package private(set) var waiting: Set<Int> = []
    /// Notifications not yet taken, ascending.
    private var notifications: [Int] = []
    private var lastTicket = 0

    package init() {}

    /// - Returns: the ticket to wait with.
    package mutating func join() -> Int {
        lastTicket += 1
        waiting.insert(lastTicket)
        return lastTicket
    }

    package func isNotified(_ ticket: Int) -> Bool { notifications.last.map { $0 >= ticket } ?? false }

    /// - Returns: whether it was notified; otherwise it gave up.
    package mutating func leave(_ ticket: Int) -> Bool {
        waiting.remove(ticket)
        guard let index = notifications.firstIndex(where: { $0 >= ticket }) else { return false }
        notifications.remove(at: index)
        return true
    }

    /// Notifies up to `count` of those who wait and have not been notified.
    ///
    /// - Returns: how many that were.
    @discardableResult
    package mutating func notify(_ count: Int) -> Int {
        let notified = max(0, min(count, waiting.count - notifications.count))
        notifications += Array(repeating: lastTicket, count: notified)
        return notified
    }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .wake || isNotified(request.argument)
    }

    /// The argument is the ticket of one who wakes, or how many are to be notified. That the caller holds the lock, its other
    /// resource, is the execution's to check.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.becomes(waiting.count) }
        switch request.operation {
        case .wait: return .number(join())
        case .wake: return leave(request.argument) ? .done : step.givesUp()
        case .notify:
            notify(request.argument)
            return .done
        default: throw .unsupported
        }
    }

    /// Two who come to wait are told apart by their tickets, and two who wake may want the same notification; but two
    /// notifications add up.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation != .notify || other.operation != .notify
    }
}
