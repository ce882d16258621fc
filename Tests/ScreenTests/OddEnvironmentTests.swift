import Foundation
import Multiplexer
import Testing

/// Terminals and surroundings that are not as they should be.
@Suite(.onScreen) struct OddEnvironmentTests {
    @Test func `COLUMNS and LINES are not believed where the terminal knows better`() async throws {
        let screen = try Screen(
            "run lock --seed 7", environment: ["COLUMNS": "100000", "LINES": "100000"])
        try await screen.terminal.waitForScreen("worker-4")
        // The last row has the keys, as on any window of this size.
        #expect(try !screen.terminal.lines()[29].isEmpty)
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test func `a window larger than any is refused for that`() async throws {
        let screen = try Screen("run lock 2>errors", before: "stty cols 65535 rows 65535")
        #expect(try await screen.terminal.complaints(status: 64) == [])
        #expect(screen.terminal.file("errors")?.contains("65535 columns and 65535 rows") == true)
    }

    @Test(arguments: 14...40)
    func `too few descriptors are told, or enough`(limit: Int) async throws {
        let screen = try Screen("run lock --seed 7 2>errors", before: "ulimit -n \(limit)")
        try await screen.terminal.wait(for: "a screen or an error") {
            try screen.terminal.file("errors") != nil || screen.terminal.screen().contains("worker-4")
        }
        if let errors = screen.terminal.file("errors") {
            #expect(errors.contains("too few file descriptors are allowed; try 'ulimit -n 256'"))
            #expect(try await screen.terminal.complaints(status: 64) == [])
        } else {
            try screen.terminal.press("q")
            #expect(try await screen.terminal.complaints(status: 0) == [])
        }
    }

    @Test(arguments: [
        "\u{1B}]11;rgb:2828/2c2c/3434\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[I", "\u{1B}[200~hello\u{1B}[201~",
        "\u{1B}[97;5u", "\u{1B}[27;5;13~", "\u{1B}q",
    ])
    func `a sequence that nothing is bound to does nothing`(sequence: String) async throws {
        let screen = try Screen("run lock --seed 7 --paused")
        try await screen.terminal.waitForScreen("MainThread")
        let before = try await screen.settled()
        try screen.terminal.type(sequence)
        try await Task.sleep(for: .milliseconds(300))
        #expect(try screen.terminal.screen() == before)
        // Keys are keys again.
        try screen.terminal.press("?")
        try await screen.terminal.waitForScreen("One step of the selected lane")
        try screen.terminal.press("q")
    }

    @Test func `a terminal that nothing is known of, and that looks like xterm, is drawn for as one`()
        async throws
    {
        let screen = try Screen(
            "run lock --seed 7 --paused", environment: ["TERM": "xterm-nowhere", "ESCDELAY": "10"])
        try await screen.terminal.waitForScreen("MainThread")
        try screen.terminal.press("q")
        try await screen.terminal.waitForScreen("TERM=xterm-nowhere is not in the terminfo database")
        #expect(try screen.terminal.screen().contains("drawn for xterm-256color"))
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test func `restarts leave no thread and no file behind`() async throws {
        let screen = try Screen("run lock --seed 7 --speed max")
        try await screen.terminal.waitForScreen("■ finished")
        let process = try await screen.terminal.processID()
        func counts() throws -> [Int] {
            try ["fd", "task"].map {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/\($0)").count
            }
        }
        // The screen's thread, and the one that reads what is printed: those of the run have ended.
        try await screen.terminal.wait(for: "the end of the run's threads") { try counts()[1] == 2 }
        let before = try counts()
        for _ in 0..<60 { try screen.terminal.press("R") }
        // Keys come in order: the help is there when all restarts have been.
        try screen.terminal.press("?")
        try await screen.terminal.waitForScreen("One step of the selected lane")
        try await screen.terminal.wait(for: "as many as before") { try counts() == before }
        try screen.terminal.press("q", "q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test func `previews leave no thread and no file behind`() async throws {
        let screen = try Screen("", columns: 120, rows: 36)
        try await screen.terminal.waitForScreen("50 scenarios")
        let process = try await screen.terminal.processID()
        func descriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        }
        func threads() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count
        }
        try screen.terminal.press("F1")
        try await screen.terminal.waitForScreen("─ help ─")
        let before = try descriptors()
        try screen.terminal.press("Escape")
        // Esc and a key that comes right behind it are another key.
        try await screen.terminal.wait(for: "the end of the help") {
            try !screen.terminal.screen().contains("─ help ─")
        }
        for index in 0..<30 {
            try screen.terminal.press(index % 10 < 5 ? "Down" : "Up")
            if index % 5 == 0 { try await Task.sleep(for: .milliseconds(400)) }
        }
        // Of all that have run, no more than the one that is shown.
        try await screen.terminal.wait(for: "few threads") { try threads() < 16 }
        #expect(try descriptors() <= before + 1)
        try screen.terminal.press("C-x")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }
}
