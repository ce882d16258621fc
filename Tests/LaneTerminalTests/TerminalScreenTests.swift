import Foundation
import Multiplexer
import Testing

/// What is shown and what is read, in terminals of several kinds.
@Suite(.onScreen) struct TerminalScreenTests {
    private func start(
        _ environment: [String: String] = [:], columns: Int = 80
    ) async throws -> Multiplexer {
        let terminal = try Multiplexer()
        try terminal.start(Multiplexer.checkedRun(), environment: environment, columns: columns)
        try await terminal.waitForScreen("waits 0")
        return terminal
    }

    @Test func `every cell is where it belongs, to the last corner`() async throws {
        let terminal = try await start()
        let lines = try terminal.lines()
        #expect(lines[0] == "probe 80x24")
        #expect(lines[1] == "colors indexed256 unicode true")
        #expect(lines[3] == "|漢字|━━█|e\u{301}|👩|❤|🇩 |\\u{1B}[2J|")
        #expect(lines[23] == "bottom" + String(repeating: " ", count: 73) + "◢")
        let styled = try terminal.styledScreen()
        #expect(styled.contains("\u{1B}[1m\u{1B}[38;5;203m\u{1B}[48;5;17mprobe 80x24"))
    }

    @Test func `resizing draws the new size, larger and smaller`() async throws {
        let terminal = try await start()
        for (columns, rows) in [(100, 30), (30, 8), (120, 40), (5, 3), (80, 24)] {
            try terminal.resize(columns: columns, rows: rows)
            let title = String("probe \(columns)x\(rows)".prefix(columns))
            try await terminal.wait(for: title) {
                let lines = try terminal.lines()
                return lines.first == title && lines[rows - 1].hasSuffix("◢")
                    && lines[rows - 1].hasPrefix("bott")
            }
        }
        try terminal.press("q")
        try await terminal.expectTerminalBack(status: 7)
    }

    @Test func `keys are what they are called`() async throws {
        let terminal = try await start()
        let keys: [(key: String, name: String)] = [
            ("Up", ".up"), ("Down", ".down"), ("Left", ".left"), ("Right", ".right"), ("Home", ".home"),
            ("End", ".end"), ("PPage", ".pageUp"), ("NPage", ".pageDown"), ("Enter", ".enter"),
            ("Tab", ".tab"),
            ("BTab", ".backTab"), ("BSpace", ".backspace"), ("DC", ".delete"), ("Escape", ".escape"),
            ("C-d", ".control(\"d\")"), ("F1", ".function(1)"), ("F12", ".function(12)"),
            ("漢", ".character(\"漢\")"),
            ("é", ".character(\"é\")"), ("?", ".character(\"?\")"),
        ]
        for (key, name) in keys {
            try terminal.press(key)
            try await terminal.wait(for: "key \(name)") {
                let last = try terminal.lines()[5..<23].last { !$0.isEmpty }
                return last == "key(LaneCanvas.Key\(name))"
            }
        }
    }

    @Test(arguments: ["xterm-256color", "screen-256color", "vt100"])
    func `keys work in either mode of the terminal`(term: String) async throws {
        let terminal = try await start(["TERM": term])
        try terminal.type("\u{1B}[A")
        try await terminal.waitForScreen("Key.up")
        try terminal.type("\u{1B}OB")
        try await terminal.waitForScreen("Key.down")
        try terminal.type("\u{1B}[5~")
        try await terminal.waitForScreen("Key.pageUp")
    }

    @Test func `the mouse says where, and what with`() async throws {
        let terminal = try await start(columns: 160)
        try terminal.type("\u{1B}[<0;6;4M\u{1B}[<0;6;4m")
        try await terminal.waitForScreen(
            "row: 3, column: 5, kind: LaneCanvas.MouseEvent.Kind.press, shift: false")
        try terminal.type("\u{1B}[<64;1;1M")
        try await terminal.waitForScreen("row: 0, column: 0, kind: LaneCanvas.MouseEvent.Kind.wheelUp")
        try terminal.type("\u{1B}[<69;70;20M")
        try await terminal.waitForScreen(
            "row: 19, column: 69, kind: LaneCanvas.MouseEvent.Kind.wheelDown, shift: true")
    }

    @Test(arguments: [
        ("xterm-256color", "indexed256"), ("screen-256color", "indexed256"), ("xterm", "ansi8"),
        ("linux", "ansi8"),
        ("vt100", "none"),
    ])
    func `a terminal is used for what it can, and given back`(term: String, colors: String) async throws {
        for (end, status) in [("q", 7), ("s", 139)] {
            let terminal = try await start(["TERM": term])
            let lines = try terminal.lines()
            #expect(lines[0] == "probe 80x24")
            #expect(lines[1] == "colors \(colors) unicode true")
            #expect(lines[3].hasPrefix("|漢字|━━█|"))
            try terminal.press(end)
            try await terminal.expectTerminalBack(status: status)
            // Without an alternate screen, the shell goes on below the last one.
            let after = try terminal.lines().firstIndex { $0.contains("after the program") }
            if term == "vt100" || term == "linux" { #expect(try #require(after) >= 21) }
        }
    }

    @Test func `more colours than the terminal has pairs for do no harm`() async throws {
        let terminal = try await start(["TERM": "xterm"])
        try terminal.press("p")
        for wait in 1...20 {
            try await terminal.waitForScreen("waits \(wait)")
            let lines = try terminal.lines()
            #expect(lines[0] == "probe 80x24")
            #expect(lines[4] == String(repeating: "x", count: 80))
            #expect(lines[23].hasSuffix("◢"))
            try terminal.press("x")
        }
        let title = try #require(try terminal.styledScreen().split(separator: "\n").first)
        #expect(title.contains("\u{1B}[1m\u{1B}[31m"), "\(title.debugDescription)")
    }

    @Test func `NO_COLOR is respected`() async throws {
        let terminal = try await start(["NO_COLOR": "1"])
        #expect(try terminal.lines()[1].hasPrefix("colors none"))
        let title = try #require(try terminal.styledScreen().split(separator: "\n").first)
        #expect(title.hasPrefix("\u{1B}[1mprobe"), "\(title.debugDescription)")
    }

    @Test func `without UTF-8 there is ASCII, as wide as before`() async throws {
        let terminal = try await start(["LC_ALL": "C"])
        let lines = try terminal.lines()
        #expect(lines[1] == "colors indexed256 unicode false")
        #expect(lines[3] == "|? ? |???|e|? |?|? |\\u{1B}[2J|")
        try terminal.press("q")
        try await terminal.expectTerminalBack(status: 7)
    }

    @Test func `a screen on which nothing happens takes no time, and a ring wakes it`() async throws {
        let terminal = try await start()
        let process = try await terminal.processID()
        func ticks() throws -> [Substring] {
            let fields = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).split(
                separator: " ")
            return Array(fields[13...14])
        }
        let before = try ticks()
        try await Task.sleep(for: .seconds(1))
        #expect(try terminal.lines()[2] == "waits 0")
        #expect(try ticks() == before)
        try terminal.press("w")
        // One for the key, one for the ring it asked for.
        try await terminal.waitForScreen("waits 2")
    }

    @Test func `a terminal that goes away ends the program`() async throws {
        let terminal = try await start()
        let process = try await terminal.processID()
        try terminal.press("x")
        try terminal.closePane()
        try await terminal.wait(for: "the end of \(process)") { kill(process, 0) != 0 }
    }
}
