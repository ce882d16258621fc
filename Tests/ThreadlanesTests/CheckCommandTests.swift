import Foundation
import Testing

/// `threadlanes check`, and what `run --plain` tells of findings.
@Suite struct CheckCommandTests {
    private struct Report: Decodable {
        struct Entry: Decodable {
            struct Step: Decodable {
                let step: Int
                let thread: String
                let deed: String
                let file: String?
                let line: Int?
            }

            let kind: String
            let description: String
            let threads: [String]
            let resources: [String]
            let events: [Step]
        }

        let scenario: String
        let steps: Int
        let threads: Int
        let counts: [String: Int]
        let findings: [Entry]
    }

    @Test func `what the notebook loses is told, with its steps and lines`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run shared-state --plain --speed max --trace t.jsonl > log; echo "run $?"
            "$threadlanes" check t.jsonl; echo "check $?"
            "$threadlanes" check t.jsonl --fail-on deadlock > /dev/null; echo "other $?"
            "$threadlanes" check - --fail-on race,lost-update < t.jsonl > /dev/null; echo "fail $?"
            """)
        let lines = run.lines
        for line in [
            "run 0", "shared-state: 4 data races, 2 updates lost, in 76 steps of 6 threads", "lost update:",
            "     52  worker-1  read counter = 1   SharedState.swift:21",
            "     57  worker-2  wrote counter = 3  SharedState.swift:21",
            "     64  worker-1  wrote counter = 2  SharedState.swift:21", "check 0", "other 0", "fail 2",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        // The run itself told it in short.
        #expect(run.errors.contains("threadlanes: 2 updates lost, the first one: worker-1 reads counter"))
    }

    @Test func `where there is no terminal lines have 80 columns`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run shared-state --plain --speed max --trace t.jsonl > log 2>&1
            "$threadlanes" check t.jsonl
            """)
        #expect(run.lines.allSatisfy { $0.count <= 80 })
        let text = run.output.replacing("\n", with: " ")
        #expect(
            text.contains(
                "worker-1 reads counter at SharedState.swift:21 and overwrites it at SharedState.swift:21: "
                    + "what worker-2 has written meanwhile at SharedState.swift:21 is lost."))
    }

    @Test func `what was done goes on below where a table would be too wide`() async throws {
        let run = try await shell(
            """
            cat > t.jsonl <<'END'
            {"format":"threadlanes-trace","version":1,"scenario":"wide"}
            {"thread":1,"name":"a thread whose name has many words"}
            {"thread":2,"name":"b"}
            {"resource":1,"kind":"shared","name":"the number of all that were ever counted"}
            {"source":1,"file":"Counting.swift","line":7}
            [1,1,"write",1,1,1]
            [2,2,"write",1,2,1]
            END
            "$threadlanes" check t.jsonl
            """)
        #expect(
            run.output.contains(
                """
                      1  a thread whose name has many words  wrote the number   Counting.swift:7
                                                             of all that were
                                                             ever counted = 1
                      2  b                                   wrote the number   Counting.swift:7

                """))
        #expect(run.lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `for tools there is all of it`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lost-wakeup --plain --speed max --trace t.jsonl > log 2>&1
            "$threadlanes" check t.jsonl --json
            """)
        let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
        #expect(report.scenario == "lost-wakeup" && report.threads == 3 && report.steps > 10)
        #expect(report.counts["deadlock"] == 1 && report.counts["lost-wakeup"] == 1)
        let lost = try #require(report.findings.first { $0.kind == "lost-wakeup" })
        #expect(lost.threads == ["Carrier", "Alice"] && lost.resources == ["bell"])
        #expect(
            lost.events.map(\.deed) == ["notified bell", "began to wait for bell", "waits for ever for bell"])
        #expect(lost.events.allSatisfy { $0.file == "ThreadScenarios/LostWakeup.swift" && $0.line != nil })
        #expect(lost.description.contains("notifies bell"))
    }

    @Test(arguments: ["lock", "queue", "philosophers-fixed", "bank-transfers-fixed"])
    func `nothing is found where nothing is`(_ name: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run \(name) --plain --speed max --trace t.jsonl --fail-on all > log || exit 3
            "$threadlanes" check t.jsonl --fail-on all
            """)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.hasPrefix("\(name): nothing found in "))
    }

    @Test func `a run fails on what it is to fail on`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run shared-state --plain --speed max --fail-on lost-update > log; echo $?
            "$threadlanes" run shared-state --plain --speed max --fail-on lock-order > log; echo $?
            "$threadlanes" run deadlock --plain --speed max --fail-on race > log; echo $?
            """)
        #expect(run.lines == ["2", "0", "1"])
    }

    @Test func `that it is to fail on something wins over whatever else fails`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run deadlock --plain --speed max --fail-on deadlock > log; echo $?
            "$threadlanes" run shared-state --plain --speed max --fail-on race --trace /dev/full > log; echo $?
            "$threadlanes" run shared-state --plain --speed max --fail-on deadlock --trace /dev/full > log; echo $?
            "$threadlanes" run shared-state --plain --speed max --fail-on race --max-steps 60 > log; echo $?
            """)
        #expect(run.lines == ["2", "2", "1", "2"])
    }

    @Test(arguments: [
        ("no-such.jsonl", "no-such.jsonl"), ("/dev/null", "/dev/null"),
    ])
    func `what is no trace is refused`(_ file: String, _ words: String) async throws {
        let run = try await threadlanes("check", file)
        #expect(run.status == 64)
        #expect(run.errors.contains(words))
    }

    @Test func `a kind that there is not is told with those there are`() async throws {
        let run = try await threadlanes("check", "x", "--fail-on", "race,bug")
        #expect(run.status == 64)
        #expect(run.errors.contains("'bug' is no kind of finding: expected all, or of race, lost-update,"))
    }
}
