import Dispatch
import Testing

/// Tests that wait for a screen: a few at a time, on threads of their own.
///
/// Everything runs side by side in one process, on as many threads as there are cores. Who waits for a program looks, sleeps and looks
/// again, and behind hundreds of tests that compute each look would come after all of those, whatever its priority, when what is
/// waited for has long gone by.
package struct ScreenTurns: SuiteTrait, TestTrait, TestScoping {
    private static let seats = Seats(4)
    private static let threads = OwnThreads()

    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.seats.take()
        do {
            try await withTaskExecutorPreference(Self.threads, operation: function)
        } catch {
            await Self.seats.leave()
            throw error
        }
        await Self.seats.leave()
    }
}

extension Trait where Self == ScreenTurns {
    /// A few of these tests at a time, on threads of their own.
    package static var onScreen: Self { ScreenTurns() }
}

/// Threads that nothing else runs on, and that may block.
private final class OwnThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "tests that wait for a screen", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// Permits that tasks wait for in order.
private actor Seats {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
