import Foundation
import TestSupport
import Testing

@testable import ThreadTrace

/// What the format's page says is so, and the program beside it writes what it says.
@Suite struct TraceFormatPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func page() throws -> String {
        let path = "Sources/ThreadTrace/ThreadTrace.docc/TraceFormat.md"
        return try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    /// The examples; those without a header go on with the first.
    private func examples() throws -> [String] {
        let blocks = try page().components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
            .map(\.element).filter { $0.hasPrefix("jsonl\n") }.map { String($0.dropFirst(6)) }
        let first = try #require(blocks.first)
        return blocks.map { $0.hasPrefix("{\"format\"") ? $0 : first + $0 }
    }

    @Test func `every example of the page can be read, and nothing in it is left out`() throws {
        let examples = try examples()
        #expect(examples.count > 5)
        for example in examples {
            let (batch, decoder) = try TraceFiles.decode(Array(example.utf8))
            #expect(decoder.leftOut == nil, "\(example)")
            #expect(batch.events.count == example.split(separator: "\n").count(where: Self.isEvent))
        }
    }

    private static func isEvent(_ line: Substring) -> Bool {
        ["[", "{\"thread\"", "{\"resource\"", "{\"verdict\"", "{\"forgotten\""].contains {
            line.hasPrefix($0)
        }
    }

    @Test func `the first example shows what the page says it shows`() throws {
        let trace = try TraceFiles.decode(Array(try #require(try examples().first).utf8)).batch.trace
        let (alice, bob, door) = (ThreadID(1), ThreadID(2), ResourceID(3))
        #expect(trace[door]?.name == "door")
        #expect(trace.now.state(of: alice).holds == door)
        #expect(trace.now.holder(of: door) == alice)
        #expect(trace.now.state(of: bob).activity == .waiting)
        #expect(trace.now.waiters(of: door) == [bob])
    }

    @Test func `the page names every word of the format`() throws {
        let page = try page()
        let words =
            TraceWords.kinds.map(\.word) + TraceWords.activities.keys + TraceWords.levels.keys
            + TraceWords.resources.keys + TraceWords.outcomes.keys
        for word in words { #expect(page.contains("`\(word)`"), "\(word)") }
    }

    @Test func `a Python program of 30 lines can be watched`() throws {
        let path = Self.root.appending(path: "Tests/Emitter/emit_trace.py").path
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count <= 30)
        let output = try python(path)
        let (batch, decoder) = try TraceFiles.decode(output)
        #expect(decoder.leftOut == nil && !decoder.isTorn)
        let trace = batch.trace
        #expect(trace.threadCount == 3)
        #expect(trace.verdict == .finished)
        for thread in trace.threadIDs {
            let own = batch.events.filter { $0.thread == thread }
            #expect(own.contains { $0.activity == .waiting && trace[$0.resource]?.name == "shared.lock" })
            #expect(own.contains { $0.activity == .running && trace[$0.holds]?.name == "shared.lock" })
            #expect(trace.now.state(of: thread).activity == .done)
        }
    }

    @Test func `a table can be read by Python, with every text as it was`() throws {
        let batch = try SampleRun.values.batch(.random(seed: 3))
        var table = ""
        CSVFormat.write(batch.trace) { table += $0 }
        let script =
            "import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1],newline='',encoding='utf-8')))))"
        let output = try withTemporaryFolder { folder in
            let file = folder.appending(path: "table.csv")
            try table.write(to: file, atomically: true, encoding: .utf8)
            return try python("-c", script, file.path)
        }
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(output)) as? [[String: String]])
        let trace = batch.trace
        #expect(rows.count == trace.count)
        for (row, event) in zip(rows, batch.events) {
            #expect(Set(row.keys) == Set(CSVFormat.columns))
            #expect(row["kind"] == "\(event.kind)")
            #expect(row["thread"] == trace[event.thread]?.name ?? "")
            #expect(row["message"] == trace.message(of: event))
            #expect(row["step"] == "\(event.step)")
            #expect(Double(row["time_s"] ?? "").map { Int64(($0 * 1e9).rounded()) } == event.time.nanoseconds)
            if event.showsName, trace[event.resource]?.kind.isValue == true {
                #expect(row["value"] == trace[event.name])
            }
        }
    }

    private func python(_ arguments: String...) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(output)
    }
}
