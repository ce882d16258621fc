import Synchronization

/// What says that a search is to end, asked while it waits for a program: between executions whoever searches sees to it.
package enum Interruption {
    private static let question = Mutex<@Sendable () -> Bool>({ false })

    package static func isAsked(by question: @escaping @Sendable () -> Bool) {
        Self.question.withLock { $0 = question }
    }

    static func hasCome() -> Bool { question.withLock { $0 }() }
}
