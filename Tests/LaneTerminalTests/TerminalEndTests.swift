import Foundation
import Multiplexer
import Testing

/// However the program ends, the terminal is what it was: settings, screen, cursor, mouse and keypad.
@Suite(.onScreen) struct TerminalEndTests {
    private func start(
        _ environment: [String: String] = [:], command: String = "\"$PROGRAM\""
    ) async throws -> Multiplexer {
        let terminal = try Multiplexer()
        try terminal.start(Multiplexer.checkedRun(command), environment: environment)
        try await terminal.waitForScreen("waits 0")
        return terminal
    }

    private func expectOpen(_ terminal: Multiplexer) throws {
        #expect(try terminal.modes() == "alternate=1 cursor=0 mouse=1 keys=1 keypad=1")
        #expect(try !terminal.screen().contains("before the program"))
    }

    @Test(arguments: [("q", 7), ("C-c", 130), ("C-\\", 131)])
    func `after a key that ends it`(key: String, status: Int) async throws {
        let terminal = try await start()
        try expectOpen(terminal)
        try terminal.press(key)
        try await terminal.expectTerminalBack(status: status)
        let screen = try terminal.screen()
        #expect(screen.contains("before the program"))
        #expect(screen.contains("closed for signal") == (status > 128))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `after a signal`(signal: Int32) async throws {
        let terminal = try await start()
        kill(try await terminal.processID(), signal)
        try await terminal.expectTerminalBack(status: 128 + Int(signal))
        #expect(try terminal.screen().contains("closed for signal \(signal)"))
    }

    @Test(arguments: [
        ("s", SIGSEGV), ("S", SIGSEGV), ("2", SIGSEGV), ("a", SIGABRT), ("A", SIGABRT), ("i", SIGILL),
        ("t", SIGTRAP), ("b", SIGBUS), ("m", SIGFPE), ("o", SIGSEGV),
    ])
    func `after a crash`(key: String, signal: Int32) async throws {
        let terminal = try await start()
        try expectOpen(terminal)
        try terminal.press(key)
        try await terminal.expectTerminalBack(status: 128 + Int(signal))
        #expect(try terminal.screen().contains("before the program"))
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT])
    func `after a crash signal from outside`(signal: Int32) async throws {
        let terminal = try await start()
        kill(try await terminal.processID(), signal)
        try await terminal.expectTerminalBack(status: 128 + Int(signal))
    }

    @Test func `the message of a fatal error survives it`() async throws {
        // The message is followed by a stack trace that may scroll it away.
        let terminal = try Multiplexer()
        try terminal.start(Multiplexer.checkedRun(), rows: 100)
        try await terminal.waitForScreen("waits 0")
        try terminal.press("f")
        let isIntel = ["x86_64", "i686"].contains(Self.machine())
        try await terminal.expectTerminalBack(status: 128 + Int(isIntel ? SIGILL : SIGTRAP))
        #expect(try terminal.screen().contains("Fatal error: the probe was asked to fail"))
    }

    @Test func `a crash goes on to whoever handled crashes before`() async throws {
        let terminal = try await start(command: "\"$PROGRAM\" --own-handler")
        try terminal.press("s")
        try await terminal.expectTerminalBack(status: 128 + Int(SIGSEGV))
        #expect(try terminal.screen().contains("the first handler saw the crash"))
    }

    @Test(arguments: ["q", "s"])
    func `standard output waits until the screen is closed`(end: String) async throws {
        let terminal = try await start()
        try terminal.press("O")
        try await terminal.waitForScreen("character(\"O\")")
        #expect(try !terminal.screen().contains("a remark"))
        try terminal.press(end)
        try await terminal.expectTerminalBack(status: end == "q" ? 7 : 139)
        #expect(try terminal.lines().filter { $0 == "a remark" }.count == 1)
    }

    @Test(arguments: ["q", "s"])
    func `standard error waits until the screen is closed`(end: String) async throws {
        let terminal = try await start()
        try terminal.press("e")
        try await terminal.waitForScreen("character(\"e\")")
        #expect(try !terminal.screen().contains("a complaint"))
        try terminal.press(end)
        try await terminal.expectTerminalBack(status: end == "q" ? 7 : 139)
        let complaints = try terminal.lines().filter { $0 == "a complaint" }
        #expect(complaints.count == 1)
    }

    @Test func `standard error that is a file gets everything at once`() async throws {
        let terminal = try await start(command: "\"$PROGRAM\" 2>errors")
        try terminal.press("e")
        #expect(try await terminal.waitForFile("errors") == "a complaint\n")
        try terminal.press("q")
        try await terminal.expectTerminalBack(status: 7)
    }

    @Test func `a program that hangs can still be interrupted`() async throws {
        let terminal = try await start()
        try terminal.press("h")
        try await terminal.waitForScreen("hangs")
        // Signals that come at once count as one, so each gets its time; how many are needed is not promised.
        for _ in 0..<20 where terminal.file("status") == nil {
            try terminal.press("C-c")
            for _ in 0..<20 where terminal.file("status") == nil {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        try await terminal.expectTerminalBack(status: 130)
    }

    @Test func `a second screen in the same process works like the first`() async throws {
        let terminal = try await start()
        try terminal.press("e", "r", "x")
        try await terminal.waitForScreen("character(\"x\")")
        try expectOpen(terminal)
        try terminal.press("e", "s")
        try await terminal.expectTerminalBack(status: 139)
        // A key that arrives between the screens is echoed, in front of what comes next.
        let lines = try terminal.lines().compactMap { line in
            ["a complaint", "between screens"].first { line.hasSuffix($0) }
        }
        #expect(lines == ["a complaint", "between screens", "a complaint"])
    }

    private static func machine() -> String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
