import Synchronization

/// What the things of a program are known by in all its executions: a number for each key that one of them has had. As many as the
/// program makes in one execution, mostly, as keys are the same in the next.
final class KnownThings: Sendable {
    private let numbers = Mutex<[String: Int32]>([:])

    /// From 1; the same for the same key.
    subscript(key: String) -> Int32 {
        numbers.withLock { numbers in
            if let number = numbers[key] { return number }
            numbers[key] = Int32(numbers.count + 1)
            return Int32(numbers.count)
        }
    }
}
