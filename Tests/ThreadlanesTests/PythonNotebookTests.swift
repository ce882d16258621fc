import Foundation
import TestSupport
import Testing

/// The notebook itself, its cells as they stand, in CPython: what it printed, it prints, letter for letter, up to the order that threads
/// decide.
@Suite struct PythonNotebookTests {
    private static let notebook = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".github/threading.ipynb").path

    private static let cells: [NotebookCell] = [
        .currentThread, .threadClass, .createJoin, .workerThreads, .threadPool, .threadPoolArguments,
        .sharedState, .lock, .barrier, .semaphore, .timer,
    ]

    private static let paces = [Pace.seed(1), .seed(2)] + Pace.parallel

    /// What the order of threads decides of the numbers in it is made alike.
    private static func alike(_ log: Transcript) -> Transcript {
        log.replacing(/Starting \d+ Ending \d+/, with: "Starting Ending").replacing(
            /Valid \w+/, with: "Valid")
    }

    private static func expect(
        _ log: Transcript, _ cell: NotebookCell, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            alike(log).bySpeaker == alike(Transcript(cell.recorded)).bySpeaker, sourceLocation: sourceLocation
        )
        if let (start, end) = cell.workersLive {
            #expect(log.hasWorkers(after: start, before: end), sourceLocation: sourceLocation)
        }
    }

    private static func log(_ arguments: [String]) async throws -> Transcript {
        let run = try await threadlanes(["run"] + arguments + ["--plain"])
        #expect(run.status == 0)
        #expect(run.complaints.isEmpty)
        return Transcript(run.output)
    }

    @Test(arguments: cells, paces)
    func `each cell by itself prints what it printed`(cell: NotebookCell, pace: Pace) async throws {
        var log = try await Self.log([Self.notebook, "--cell", "\(cell.number)"] + pace.arguments)
        // The cell that sets the log up says so.
        if log.lines.first == "DEBUG:root:Hello" {
            log = Transcript(log.lines.dropFirst().joined(separator: "\n"))
        }
        Self.expect(log, cell)
    }

    @Test(arguments: cells) func `and as a program in a file`(cell: NotebookCell) async throws {
        try await withTemporaryFolder { folder in
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: Self.notebook)))
            let all = try #require((json as? [String: Any])?["cells"] as? [[String: Any]])
            let code = [1, 2, 7, cell.number].map { number in
                all.first { $0["execution_count"] as? Int == number }?["source"] as? [String] ?? []
            }
            let file = folder.appending(path: "cell.py")
            try code.map { $0.joined() }.joined(separator: "\n").write(
                to: file, atomically: true, encoding: .utf8)
            let log = try await Self.log([file.path, "--seed", "3", "--speed", "max"])
            Self.expect(Transcript(log.lines.dropFirst().joined(separator: "\n")), cell)
        }
    }

    @Test(arguments: paces) func `all of it prints what all cells print`(pace: Pace) async throws {
        let log = try await Self.log([Self.notebook] + pace.arguments)
        let expected = [NotebookCell.logging] + Self.cells
        let said = log.lines.count
        #expect(said == expected.reduce(2) { $0 + Transcript($1.recorded).lines.count })
        #expect(
            log.lines.prefix(4) == [
                "DEBUG:root:Hello", "MainThread", "1", "Thread: MainThread Id: 1 Alive: True",
            ])
        #expect(log.lines.contains("DEBUG:root:Our timer fired"))
    }

    @Test func `fifty seeds have each one trace, byte for byte`() async throws {
        try await withThrowingTaskGroup(of: (Int, Finished).self) { group in
            var traces: [Int: String] = [:]
            for seed in 0..<100 {
                if seed >= 4, let (number, run) = try await group.next() {
                    #expect(run.status == 0)
                    #expect(traces.updateValue(run.output, forKey: number) ?? run.output == run.output)
                }
                group.addTask {
                    (
                        seed / 2,
                        try await threadlanes([
                            "run", Self.notebook, "--seed", "\(seed / 2)", "--speed", "max", "--trace", "-",
                        ])
                    )
                }
            }
            while let (number, run) = try await group.next() {
                #expect(traces.updateValue(run.output, forKey: number) ?? run.output == run.output)
            }
            #expect(Set(traces.values).count > 40)
        }
    }

    @Test(arguments: [1, 2]) func `a screencast is the same each time, byte for byte`(seed: Int) async throws
    {
        func cast() async throws -> String {
            let run = try await shell(
                """
                "$threadlanes" record '\(Self.notebook)' --cell 13 --seed \(seed) --fps 5 -o a.cast 2>errors && cat a.cast
                """)
            #expect(run.status == 0)
            return run.output
        }
        let first = try await cast()
        #expect(first.contains("ThreadPoolE"))
        #expect(try await cast() == first)
    }

    /// Where the operations are the same, so is the number of ways that they can go.
    @Test(arguments: [(6, "thread-class"), (8, "create-join"), (15, "barrier"), (17, "timer")])
    func `a search finds as many ways as of the scenario in Swift`(cell: Int, scenario: String) async throws {
        func executions(_ arguments: [String]) async throws -> Substring {
            let run = try await threadlanes(["explore"] + arguments)
            #expect(run.status == 0)
            return try #require(run.output.firstMatch(of: /covered by (\d+) execution/)).1
        }
        let twin = try await executions([scenario])
        #expect(try await executions([Self.notebook, "--cell", "\(cell)"]) == twin)
    }

    @Test func `the cell on shared state has its race, and a search its lost update`() async throws {
        let run = try await threadlanes([
            "run", Self.notebook, "--cell", "12", "--seed", "1", "--speed", "max", "--plain",
        ])
        #expect(run.errors.contains(/data races?, the first one: .* Shared\.shared at threading\.ipynb:\d+/))
        let search = try await shell(
            """
            "$threadlanes" explore '\(Self.notebook)' --cell 12 --strategy pos --runs 200
            """)
        #expect(search.status == 2)
        #expect(search.output.contains("an update of Shared.shared is lost"))
        #expect(search.output.contains("run it:    threadlanes run \(Self.notebook) --cell 12 --paused"))
    }
}
