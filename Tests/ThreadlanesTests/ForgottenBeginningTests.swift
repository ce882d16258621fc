import Foundation
import TestSupport
import Testing
import ThreadTrace

/// Files with the last part of a run, as the key s saves it where no more is kept.
@Suite struct ForgottenBeginningTests {
    /// Two threads that take turns with a lock, ten seconds each; what was before the thirtieth is not kept.
    private func file(in folder: URL) throws -> String {
        var run = TraceBuilder()
        let threads = [run.thread("one"), run.thread("other")]
        let lock = run.resource(.lock, "lock")
        var trace = Trace()
        for turn in 0..<6 {
            run.at(Double(turn) * 10)
            if turn == 3 { trace = Trace(continuing: run.trace) }
            let count = run.trace.count
            run.acquire(threads[turn % 2], lock)
            run.at(Double(turn) * 10 + 9)
            run.release(threads[turn % 2], lock)
            if turn >= 3 { for number in count..<run.trace.count { trace.append(run.trace[number]) } }
        }
        var encoder = TraceEncoder(TraceHeader(scenario: "turns", schedule: "random", seed: 1))
        let path = folder.appending(path: "turns.trace.jsonl").path
        try Data(encoder.encode(trace.events())).write(to: URL(filePath: path))
        return path
    }

    @Test func `a table has what there is, and what happened since`() async throws {
        try await withTemporaryFolder { folder in
            let table = try await threadlanes("export", file(in: folder), "-f", "csv")
            #expect(table.status == 0)
            let rows = table.lines.dropFirst().filter { !$0.isEmpty }.map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(
                rows.map { $0[4] } == ["defineThread", "defineThread", "defineResource"]
                    + Array(repeating: ["acquire", "release"], count: 3).joined())
            #expect(rows.dropFirst(3).map { $0[2] } == ["7", "8", "9", "10", "11", "12"])
        }
    }

    @Test func `pictures begin with it`() async throws {
        try await withTemporaryFolder { folder in
            let path = try file(in: folder)
            let chart = try await threadlanes("export", path, "-f", "svg")
            #expect(chart.status == 0)
            #expect(chart.output.contains("kept from 29.00 s"))
            #expect(!chart.output.contains(">0s<") && !chart.output.contains(" 0s "))

            let still = folder.appending(path: "a.txt").path
            #expect(try await threadlanes("record", path, "-o", still, "--still", "29").status == 0)
            let text = try String(contentsOfFile: still, encoding: .utf8)
            #expect(text.contains("kept from 29.00 s"))
            #expect(text.contains("step 6"))
            // As long as what is kept.
            let film = try await threadlanes("record", path, "-o", folder.appending(path: "a.cast").path)
            #expect(film.status == 0)
            #expect(film.errors.contains("(0:3"), "\(film.errors)")
        }
    }

    @Test(arguments: ["--to", "--still"])
    func `a picture of what is not kept is refused`(option: String) async throws {
        try await withTemporaryFolder { folder in
            let film = folder.appending(path: "a.txt").path
            let refused = try await threadlanes("record", file(in: folder), option, "28", "-o", film)
            #expect(refused.status == 64)
            #expect(
                refused.errors.contains("28.0 s is before what is kept of the run, which begins at 29.0 s."))
        }
    }

    @Test func `its steps are no schedule`() async throws {
        try await withTemporaryFolder { folder in
            let refused = try await threadlanes(
                "run", "lock", "--schedule", "@" + file(in: folder), "--plain")
            #expect(refused.status == 64)
            #expect(refused.errors.contains("has only the last part of a run"))
        }
    }
}
