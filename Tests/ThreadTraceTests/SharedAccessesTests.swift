import TestSupport
import Testing

@testable import ThreadTrace

/// Reads and writes of shared values, and updates that are lost.
@Suite struct SharedAccessesTests {
    /// A run of three threads and a value: `r1` is a read by the first, `w2` a write by the second, `a1` and `b1` of a constant,
    /// `n1` of what comes of nothing that was read, and so on.
    private func run(_ history: String) -> (trace: Trace, writes: [Int]) {
        var run = TraceBuilder()
        let threads = (1...3).map { run.thread("t\($0)") }
        let value = run.resource(.shared, "x")
        var writes: [Int] = []
        for word in history.split(separator: " ") {
            let thread = threads[(word.last?.wholeNumberValue ?? 1) - 1]
            if word.first != "r" { writes.append(run.trace.count) }
            switch word.first {
            case "r": run.happen(thread, .read, .running, value)
            case "w": run.happen(thread, .write, .running, value)
            case "n": run.happen(thread, .write, .running, value, detail: Event.valueIsBlind)
            default:
                run.happen(
                    thread, .write, .running, value, value: word.first == "a" ? 1 : 2,
                    detail: Event.valueIsName | Event.valueIsConstant)
            }
        }
        return (run.trace, writes)
    }

    @Test(arguments: [
        // Phenomenon P4: the second write undoes the first.
        ("r1 r2 w2 w1", [1]), ("r1 w2 w1", [1]), ("r1 r2 w1 w2", [1]),
        // Three increments, of which two are lost.
        ("r1 r2 r3 w1 w2 w3", [1, 2]),
        // One after the other, and what was read again before it was written.
        ("r1 w1 r2 w2", []), ("r1 w2 r1 w1", []),
        // Nothing was read that could have been lost: a flag that both set.
        ("w1 w2", []), ("w1 w2 w1", []),
        // Its own write undoes nobody else's.
        ("r1 w1 w1", []), ("r1 r1 w1", []),
        // It wrote since it read: what it knew is gone already.
        ("r1 w1 w2 w1", []),
        // The same constant, which both would have written; but not another, nor what was made of what was read.
        ("r1 r2 a2 a1", []), ("r1 r2 r3 a2 a1 a3", []),
        // What comes of nothing that was read undoes nothing, and can be undone.
        ("r1 r2 w2 n1", []), ("r1 r2 n2 w1", [1]),
        ("r1 r2 a2 b1", [1]), ("r1 r2 a2 w1", [1]), ("r1 r2 w2 a1", [1]),
    ]) func `a write is told of that undoes what another wrote since it read`(
        _ history: String, _ lost: [Int]
    ) {
        let (trace, writes) = run(history)
        #expect(writes.indices.filter { trace.lostUpdate(by: writes[$0]) != nil } == lost)
    }

    @Test func `it is known what was read, and what was overwritten`() throws {
        let (trace, writes) = run("r1 r2 w2 w1")
        let lost = try #require(trace.lostUpdate(by: writes[1]))
        #expect(lost.overwritten == writes[0])
        #expect(lost.read == writes[0] - 2)
        #expect(trace[lost.read].thread == ThreadID(1) && trace[lost.read].kind == .read)
    }

    @Test func `columns tell of what matters most in them`() {
        let (trace, _) = run("r1 r2 w2 w1 r3")
        let columns = StepColumns(start: 0, width: 1, count: 7)
        func marks(_ thread: UInt32, _ columns: StepColumns, _ position: Int = .max) -> [AccessMarks?] {
            trace.accesses(of: ThreadID(thread), over: columns, before: position).map { $0?.marks }
        }
        #expect(marks(1, columns) == [nil, .read, nil, nil, .lostUpdate, nil, nil])
        #expect(marks(2, columns) == [nil, nil, .read, .write, nil, nil, nil])
        #expect(marks(1, StepColumns(start: 0, width: 10, count: 1)) == [.lostUpdate])
        // Before it happened it is not told of.
        #expect(marks(1, columns, trace.count - 2) == [nil, .read, nil, nil, nil, nil, nil])
        #expect(marks(1, StepColumns(start: 2, width: 1, count: 3)) == [nil, nil, .lostUpdate])
    }
}
