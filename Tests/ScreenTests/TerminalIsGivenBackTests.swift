import Foundation
import Multiplexer
import Testing

/// However a session ends, the terminal is what it was: settings, screen, cursor, mouse and keypad.
@Suite(.onScreen) struct TerminalIsGivenBackTests {
    @Test("After q, and Ctrl-C", arguments: [("q", 0), ("C-c", 130)])
    func keys(_ key: String, _ status: Int) async throws {
        let screen = try await running()
        try screen.terminal.press(key)
        #expect(try await screen.terminal.complaints(status: status) == [])
    }

    @Test(
        "After signals that end it, and after crashes",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGSEGV, SIGILL, SIGTRAP, SIGABRT])
    func signals(_ signal: Int32) async throws {
        let screen = try await running()
        kill(try await screen.terminal.processID(), signal)
        #expect(try await screen.terminal.complaints(status: 128 + Int(signal)) == [])
    }

    @Test("In the browser, too", arguments: [SIGTERM, SIGSEGV])
    func browser(_ signal: Int32) async throws {
        let screen = try Screen("")
        try await screen.terminal.waitForScreen("50 scenarios")
        kill(try await screen.terminal.processID(), signal)
        #expect(try await screen.terminal.complaints(status: 128 + Int(signal)) == [])
    }

    @Test("While stopped, and the run has stood still when it goes on")
    func stop() async throws {
        let terminal = try Multiplexer()
        try terminal.start(
            "threadlanes",
            script: """
                set -m
                echo before the program
                "$PROGRAM" run barrier --seed 1
                echo; echo stopped as $?
                stty -a >settings.stopped; echo >stopped
                while [ ! -e go ]; do sleep 0.05; done
                fg
                echo $? >status
                """, columns: 100, rows: 30)
        let screen = Screen(terminal: terminal)
        try await terminal.waitForScreen("Running Thread 2")
        try terminal.press("C-z")
        _ = try await terminal.waitForFile("stopped")
        #expect(terminal.file("settings.stopped")?.contains(" icanon") == true)
        #expect(try terminal.modes() == Multiplexer.untouched)
        usleep(6_000_000)
        try "".write(to: terminal.folder.appending(path: "go"), atomically: true, encoding: .utf8)
        try await terminal.waitForScreen("MainThread")
        // Five seconds of sleeping were not slept away meanwhile.
        #expect(try screen.lane("MainThread").contains("waits barrier"))
        try terminal.press("q")
        #expect(try await terminal.waitForFile("status") == "0\n")
        #expect(try terminal.modes() == Multiplexer.untouched)
    }

    @Test(
        "Terminals that can not show a screen are refused with a remedy",
        arguments: [("dumb", "TERM=dumb can"), ("no-such-terminal", "try TERM=xterm-256color")])
    func refusals(_ term: String, _ message: String) async throws {
        let screen = try Screen("run lock", environment: ["TERM": term])
        #expect(try await screen.terminal.complaints(status: 64) == [])
        #expect(try screen.terminal.screen().contains(message))
    }

    @Test(
        "Every kind of terminal shows lanes",
        arguments: ["xterm-256color", "screen-256color", "xterm", "linux", "vt100"])
    func terminals(_ term: String) async throws {
        let screen = try Screen("run lock --seed 7 --speed max", environment: ["TERM": term])
        try await screen.terminal.waitForScreen("········")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("A locale without Unicode gets ASCII")
    func ascii() async throws {
        let screen = try Screen("run lock --seed 7 --speed max", environment: ["LC_ALL": "C", "LANG": "C"])
        try await screen.terminal.waitForScreen("zzzzzzzz")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    private func running() async throws -> Screen {
        let screen = try Screen("run lock --speed 0.5")
        try await screen.terminal.waitForScreen("worker-4")
        #expect(try screen.terminal.modes() == "alternate=1 cursor=0 mouse=1 keys=1 keypad=1")
        return screen
    }
}

extension Screen {
    init(terminal: Multiplexer) { self.terminal = terminal }
}
