import ThreadModel
import ThreadTrace

/// Something that a scenario says must be so, and was not. Who throws it fails its thread, and so the run, with these words at this
/// line; a search takes it for a bug.
public struct ExpectationViolation: Error, Hashable, CustomStringConvertible {
    /// What was expected.
    public let expectation: String
    public let file: String
    public let line: UInt

    public var description: String { "not so: \(expectation)" }
}

/// An error that knows better than its thread's last operation where it comes from.
package protocol PlacedError: Error {
    var site: CallSite { get }
}

extension ExpectationViolation: PlacedError {
    package var site: CallSite { CallSite(file, line) }
}

/// Says what must be so here, whichever thread went first.
///
/// ```swift
/// try expect(try balance.read() >= 0, "no account is overdrawn")
/// ```
///
/// - Throws: `ExpectationViolation` where it is not so; and what `condition` throws.
public func expect(
    _ condition: @autoclosure () throws -> Bool, _ expectation: String, file: StaticString = #fileID,
    line: UInt = #line
) throws {
    guard try !condition() else { return }
    throw ExpectationViolation(expectation: expectation, file: file.description, line: line)
}

/// Says what must be so in the end: asked, on the main thread, when its body has come to its end without an error, the pools that were
/// left open are closed, and every thread that is no daemon has ended. A run that does not come that far is not asked.
///
/// ```swift
/// check("nothing is lost") { try counter.read() == 5 }
/// ```
///
/// Outside a scenario it does nothing.
public func check(
    _ expectation: String, file: StaticString = #fileID, line: UInt = #line,
    _ condition: @escaping @Sendable () throws -> Bool
) {
    Run.current?.add(Check(expectation: expectation, file: file, line: line, condition: condition))
}

/// What is to be asked at a run's end.
struct Check: Sendable {
    let expectation: String
    let file: StaticString
    let line: UInt
    let condition: @Sendable () throws -> Bool

    func run() throws { try expect(condition(), expectation, file: file, line: line) }
}

extension Run {
    fileprivate func add(_ check: Check) { withMonitor { checks.append(check) } }

    /// Waits for every thread that is no daemon and asks what is to be asked, in the order in which it was said.
    ///
    /// - Throws: the first violation, or what a condition throws.
    func carryOutChecks() throws {
        let checks = withMonitor { self.checks }
        guard !checks.isEmpty else { return }
        while let thread = withMonitor({ execution.alive.first { isAwaited($0) } }) {
            _ = try perform(Request(.join, execution.resource(of: thread)), at: .unknown)
        }
        for check in checks { try check.run() }
    }

    private func isAwaited(_ thread: ThreadID) -> Bool {
        thread != ThreadContext.current?.id && !execution.isDaemon(thread)
    }
}
