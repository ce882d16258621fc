import Testing

/// Tests that wait for a screen: a few at a time, and before all that only computes.
///
/// Everything runs side by side in one process. Who waits for a program looks, sleeps and looks again, and behind hundreds of
/// tests that compute each look would come after all of those, when what is waited for has long gone by.
package struct ScreenTurns: SuiteTrait, TestTrait, TestScoping {
    private static let seats = Seats(4)

    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.seats.take()
        let result = await withoutActuallyEscaping(function) { function in
            await Task(priority: .high) { try await function() }.result
        }
        await Self.seats.leave()
        try result.get()
    }
}

extension Trait where Self == ScreenTurns {
    /// A few of these tests at a time, and before all that only computes.
    package static var onScreen: Self { ScreenTurns() }
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
