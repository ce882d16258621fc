/// What can be acquired and has to be released.
public protocol Lockable: Sendable {
    /// Waits for it and takes it; not at all where it is not blocking, and no longer than `timeout`.
    ///
    /// - Returns: whether it was acquired, which only a non-blocking or timed call can fail to do.
    @discardableResult
    func acquire(blocking: Bool, timeout: Duration?, file: StaticString, line: UInt) throws -> Bool

    /// Gives back what was acquired.
    func release(file: StaticString, line: UInt) throws
}

extension Lockable {
    /// Holds it while `body` runs, and releases it however that ends.
    ///
    /// - Throws: what `body` throws, or what acquiring or releasing does.
    @discardableResult
    public func withLock<Result>(
        file: StaticString = #fileID, line: UInt = #line, _ body: () throws -> Result
    ) throws -> Result {
        try holding(file, line, body)
    }

    /// The same for a body whose result, if it has one, does not matter.
    public func withLock(
        file: StaticString = #fileID, line: UInt = #line, _ body: () throws -> Void
    ) throws {
        try holding(file, line, body)
    }

    private func holding<Result>(_ file: StaticString, _ line: UInt, _ body: () throws -> Result) throws
        -> Result
    {
        _ = try acquire(blocking: true, timeout: nil, file: file, line: line)
        let result: Result
        do {
            result = try body()
        } catch {
            // The body's error is the one to tell.
            try? release(file: file, line: line)
            throw error
        }
        try release(file: file, line: line)
        return result
    }
}
