import Foundation
import Multiplexer
import Testing

/// Whatever ends the process, the terminal is what it was, and what was being written can be read.
@Suite(.onScreen) struct EveryDeathTests {
    /// All whose default is to end a process, but for SIGKILL, and for SIGPIPE and SIGXFSZ, which the program ignores.
    static let signals: [Int32] =
        [
            SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGUSR1, SIGSEGV, SIGUSR2,
            SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSYS,
        ] + [34, 35, 36, 40, 45, 50, 55, 59, 60, 61, 62, 63, 64]

    enum Place: String, CaseIterable { case browser, run, replay }

    @Test(arguments: signals, Place.allCases)
    func `a signal that ends it gives the terminal back`(signal: Int32, place: Place) async throws {
        let screen: Screen
        switch place {
        case .browser:
            screen = try Screen("")
            try await screen.terminal.waitForScreen("50 scenarios")
        case .run:
            screen = try Screen("run lock --seed 7 --record a.cast --trace a.jsonl")
            try await screen.terminal.waitForScreen("worker-4")
            // A crash keeps what has been written, and the first of it is written just after it is shown.
            try await screen.terminal.wait(for: "the beginnings of both files") {
                ["a.cast", "a.jsonl"].allSatisfy {
                    (screen.terminal.file($0)?.count { $0 == "\n" } ?? 0) >= 2
                }
            }
        case .replay:
            screen = try Screen(
                "replay a.jsonl", before: "\"$PROGRAM\" run lock --plain --seed 7 --speed max --trace a.jsonl"
            )
            try await screen.terminal.waitForScreen("MainThread")
        }
        kill(try await screen.terminal.processID(), signal)
        #expect(try await screen.terminal.complaints(status: 128 + Int(signal)) == [])
        guard place == .run else { return }
        for name in ["a.cast", "a.jsonl"] {
            let lines = try #require(screen.terminal.file(name)).split(separator: "\n")
            #expect(lines.count >= 2)
            for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test(arguments: [("exits", 3), ("quick-exits", 4)])
    func `a scenario that exits gives the terminal back, and what was recorded`(
        name: String, status: Int
    ) async throws {
        let screen = try Screen("run \(name) --record a.svg --trace a.jsonl", program: "ScenarioProbe")
        #expect(try await screen.terminal.complaints(status: status) == [])
        #expect(screen.terminal.file("a.svg")?.hasSuffix("</svg>\n") == true)
        let lines = try #require(screen.terminal.file("a.jsonl")).split(separator: "\n")
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    @Test(arguments: [SIGUSR1, SIGTERM, SIGTRAP, SIGSYS, 40])
    func `who ignores a signal before it starts has it ignored`(signal: Int32) async throws {
        let screen = try Screen("run lock --seed 7 --speed 0.5", before: "trap '' \(signal)")
        try await screen.terminal.waitForScreen("worker-4")
        kill(try await screen.terminal.processID(), signal)
        try screen.terminal.press("?")
        try await screen.terminal.waitForScreen("One step of the selected lane")
        try screen.terminal.press("C-c")
        #expect(try await screen.terminal.complaints(status: 130) == [])
    }

    @Test(arguments: ["", "run lock --seed 7 --speed 0.5 --record a.cast --trace a.jsonl"])
    func `a terminal that goes away ends it at once`(arguments: String) async throws {
        let screen = try Screen(arguments)
        try await screen.terminal.waitForScreen(arguments.isEmpty ? "50 scenarios" : "worker-4")
        let process = try await screen.terminal.processID()
        let start = ContinuousClock.now
        try screen.terminal.closePane()
        try await screen.terminal.wait(for: "the end of \(process)") { kill(process, 0) != 0 }
        #expect(ContinuousClock.now - start < .seconds(3))
        guard !arguments.isEmpty else { return }
        for name in ["a.cast", "a.jsonl"] {
            let lines = try #require(screen.terminal.file(name)).split(separator: "\n")
            for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
        #expect(screen.terminal.file("a.jsonl")?.contains(#""verdict""#) == true)
    }
}
