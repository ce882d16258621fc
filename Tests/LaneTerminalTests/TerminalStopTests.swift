import Foundation
import Multiplexer
import Testing

/// Ctrl-Z and its relatives, under a shell with job control.
@Suite(.onScreen) struct TerminalStopTests {
    /// An interactive shell with the probe running in it.
    private func start() async throws -> Multiplexer {
        let terminal = try Multiplexer()
        try terminal.start("PS1='$ ' exec bash --norc --noprofile -i")
        try await terminal.waitForScreen("$")
        try terminal.press("stty -a >before; echo $$ >shell; $PROGRAM", "Enter")
        try await terminal.waitForScreen("waits 0")
        return terminal
    }

    private func expectShellHasTerminal(_ terminal: Multiplexer, settings name: String) async throws {
        try terminal.press("stty -a >\(name)", "Enter")
        let settings = try await terminal.waitForFile(name)
        #expect(settings == terminal.file("before"))
        #expect(try terminal.modes() == Multiplexer.untouched)
    }

    /// The probe: what the shell has started.
    private func probe(of terminal: Multiplexer) async throws -> pid_t {
        let shell = try await terminal.waitForFile("shell").trimmingCharacters(in: .newlines)
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").compactMap { pid_t($0) }.first)
    }

    @Test func `stopping gives the terminal back, continuing takes it again`() async throws {
        let terminal = try await start()
        for round in 1...2 {
            try terminal.press("C-z")
            try await terminal.waitForScreen("Stopped")
            try await expectShellHasTerminal(terminal, settings: "stopped.\(round)")
            try terminal.press("fg", "Enter")
            try await terminal.wait(for: "\(round) resumptions") {
                try terminal.lines().filter { $0 == "resumed" }.count == round
            }
            #expect(try terminal.lines().filter { $0 == "suspended" }.count == round)
            #expect(try terminal.modes().hasPrefix("alternate=1 cursor=0 mouse=1"))
            #expect(try terminal.lines().first == "probe 80x24")
            // What the shell printed meanwhile is gone.
            #expect(try !terminal.screen().contains("Stopped"))
        }
        try terminal.press("Up")
        try await terminal.waitForScreen("key(LaneCanvas.Key.up)")
        try terminal.press("q")
        try await terminal.waitForScreen("Stopped")
        try await expectShellHasTerminal(terminal, settings: "after")
    }

    @Test func `continued in the background it stops again, until it has the terminal`() async throws {
        let terminal = try await start()
        try terminal.press("C-z")
        try await terminal.waitForScreen("Stopped")
        try terminal.press("bg; sleep 1; jobs -s", "Enter")
        try await terminal.wait(for: "a second stop") {
            try terminal.lines().filter { $0.contains("Stopped") }.count >= 2
        }
        try await expectShellHasTerminal(terminal, settings: "background")
        try terminal.press("fg", "Enter")
        try await terminal.waitForScreen("resumed")
        #expect(try terminal.lines().first == "probe 80x24")
    }

    @Test func `settings changed while it was stopped are the ones given back`() async throws {
        let terminal = try await start()
        try terminal.press("C-z")
        try await terminal.waitForScreen("Stopped")
        try terminal.press("stty -ixon tostop; stty -a >before; fg", "Enter")
        try await terminal.waitForScreen("resumed")
        try terminal.press("q")
        try await terminal.waitForScreen("Stopped")
        try await expectShellHasTerminal(terminal, settings: "after")
    }

    @Test func `a window resized meanwhile is drawn in its new size`() async throws {
        let terminal = try await start()
        try terminal.press("C-z")
        try await terminal.waitForScreen("Stopped")
        try terminal.resize(columns: 60, rows: 15)
        try terminal.press("fg", "Enter")
        try await terminal.waitForScreen("resize(60x15)")
        try await terminal.waitForScreen("probe 60x15")
        #expect(try terminal.lines()[14].hasPrefix("bottom"))
    }

    @Test(arguments: [SIGTSTP, SIGSTOP])
    func `a stopped program can be killed, without another stop`(stop: Int32) async throws {
        let terminal = try await start()
        let process = try await probe(of: terminal)
        kill(process, stop)
        try await terminal.waitForScreen("Stopped")
        try terminal.press("kill %1", "Enter")
        try await terminal.wait(for: "the end of \(process)") { kill(process, 0) != 0 }
        try await terminal.waitForScreen("closed for signal 15")
        // Bash says how a job has ended at its next prompt.
        try terminal.press("Enter")
        try await terminal.waitForScreen("Terminated")
        try await expectShellHasTerminal(terminal, settings: "after")
    }

    @Test func `after a stop without warning the screen is repainted`() async throws {
        let terminal = try await start()
        kill(try await probe(of: terminal), SIGSTOP)
        // Bash says so, in the middle of our screen.
        try await terminal.waitForScreen("Stopped")
        try terminal.press("fg", "Enter")
        try await terminal.waitForScreen("resumed")
        try await terminal.wait(for: "a clean screen") { try !terminal.screen().contains("Stopped") }
        #expect(try terminal.lines().first == "probe 80x24")
        try terminal.press("q")
        try await terminal.waitForScreen("$PROGRAM")
        try await expectShellHasTerminal(terminal, settings: "after")
    }
}
