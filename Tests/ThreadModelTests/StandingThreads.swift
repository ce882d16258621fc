import ThreadTrace

@testable import ThreadModel

/// Threads that each stand at an operation: something for a scheduler to choose from.
struct StandingThreads {
    var execution: Execution

    /// These of the threads, by number, having come to their first operations in this order.
    init(_ numbers: [Int]) {
        execution = Execution(
            isControlled: true, clock: RunClock(.virtual, speed: .max, isPaused: false, real: 0))
        for _ in 0..<(numbers.max() ?? 0) { _ = execution.defineThread(NameID(0), real: 0) }
        for number in numbers { execution.begin(ThreadID(UInt32(number)), real: 0) }
    }

    /// A thread goes on and comes to its next operation.
    mutating func take(_ thread: ThreadID) {
        execution.take(thread, real: 0)
        execution.arrive(thread, Request(.look), real: 0)
    }

    /// Only these can go.
    mutating func block(allBut able: [Int]) {
        for number in 1...execution.threadCount {
            execution.disable(UInt32(number))
            if able.contains(number) { execution.enable(UInt32(number)) }
        }
    }
}
