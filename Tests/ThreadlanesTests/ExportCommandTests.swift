import Foundation
import FoundationXML
import Testing

/// `export`: traces for other programs.
@Suite struct ExportCommandTests {
    private func export(_ options: String, scenario: String = "lock") async throws -> Finished {
        try await shell(
            """
            "$threadlanes" run \(scenario) --seed 7 --speed max --plain --trace t >/dev/null
            "$threadlanes" export t \(options)
            """)
    }

    @Test func `perfetto is Trace Event JSON with a track for each thread`() async throws {
        let run = try await export("--format perfetto")
        let file = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let events = try #require(file["traceEvents"] as? [[String: Any]])
        let names = events.filter { $0["name"] as? String == "thread_name" }
            .compactMap { ($0["args"] as? [String: Any])?["name"] as? String }
        #expect(Set(names).isSuperset(of: ["MainThread", "worker-0", "worker-4"]))
        let starts = events.filter { $0["ph"] as? String == "s" }.count
        #expect(starts > 0)
        #expect(events.filter { $0["ph"] as? String == "f" }.count == starts)
        #expect(
            events.contains { $0["ph"] as? String == "X" && "\($0["name"] ?? "")".contains("shared.lock") })
    }

    @Test(arguments: ["today.trace.jsonl", "-"])
    func `what a foreign clock timed begins at 0, under the file's name where it has no other`(file: String)
        async throws
    {
        let run = try await shell(
            #"""
            { echo '{"format":"threadlanes-trace","version":1}'
              echo '{"thread":1,"name":"a"}'
              echo '[1764079200000000000,1,"begin"]'
              echo '[1764079200500000000,1,"finish"]'; } >today.trace.jsonl
            "$threadlanes" export \#(file) -f perfetto <today.trace.jsonl
            "$threadlanes" export \#(file) -f csv <today.trace.jsonl | tail -1
            """#)
        #expect(run.status == 0)
        let name = file == "-" ? "threadlanes" : "today"
        #expect(run.output.contains(#""process_name","pid":1,"tid":0,"args":{"name":"\#(name)"}"#))
        #expect(run.output.contains(#""ts":0.000,"dur":500000.000"#))
        #expect(run.output.contains("3,0.500000000,2,a,finish"))
    }

    @Test func `csv is a row for each event`() async throws {
        let run = try await export("--format csv")
        #expect(run.lines.first?.hasPrefix("number,time_s,step,thread,kind") == true)
        #expect(run.lines.filter { $0.contains(",acquire,shared.lock,lock,") }.count == 5)
    }

    @Test func `svg is the whole chart, with every lane and the legend`() async throws {
        let run = try await export("--format svg")
        #expect(XMLParser(data: Data(run.output.utf8)).parse())
        for text in ["MainThread", "worker-0", "worker-4", "shared.lock", "waits for this lock"] {
            #expect(run.output.contains(text), "\(text)")
        }
        #expect(!run.output.contains("@keyframes"))
    }

    @Test func `it goes to a file where one is named`() async throws {
        let run = try await export("--format csv -o out.csv && head -1 out.csv | cut -d, -f1")
        #expect(run == Finished(status: 0, output: "number\n", errors: ""))
    }

    @Test func `a full disk and a reader that has gone are told as elsewhere`() async throws {
        let full = try await export("--format csv >/dev/full")
        #expect(full.status == 1)
        #expect(full.errors == "Error: Standard output can not be written: No space left on device.\n")
        let gone = try await export("--format csv 2>errors | true; cat errors")
        #expect(gone.output.isEmpty)
    }
}
