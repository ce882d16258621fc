import Multiplexer
import Testing

/// Keys and the mouse as terminals send them, on the real screen.
@Suite(.onScreen) struct HandsTests {
    private func paused(_ environment: [String: String] = [:]) async throws -> Screen {
        let screen = try Screen("run lock --seed 7 --paused", environment: environment)
        try await screen.terminal.waitForScreen("MainThread")
        return screen
    }

    /// A report of the mouse, in a cell counted from 0.
    private func report(_ button: Int, _ row: Int, _ column: Int, isRelease: Bool = false) -> String {
        "\u{1B}[<\(button);\(column + 1);\(row + 1)\(isRelease ? "m" : "M")"
    }

    private func row(_ terminal: Multiplexer, _ text: String) throws -> Int {
        try #require(try terminal.lines().firstIndex { $0.contains(text) })
    }

    @Test func `the terminal's cursor is where one looks: at the selected lane, message or letter`()
        async throws
    {
        let screen = try Screen("run lock --seed 7 --speed max")
        let terminal = screen.terminal
        try await terminal.waitForScreen("■ finished")
        func expectCursor(_ place: String, _ isThere: @escaping (String) -> Bool) async throws {
            try await terminal.wait(for: "the cursor at \(place)") {
                guard let row = try terminal.cursorRow() else { return false }
                return isThere(try terminal.lines()[row])
            }
        }
        for name in ["MainThread", "worker-0", "worker-1"] {
            try await expectCursor(name) { $0.hasPrefix("▸") && $0.contains(" \(name) ") }
            try terminal.press("j")
        }
        try terminal.press("BTab")
        try await expectCursor("the last message") { $0.hasPrefix("▸") && $0.contains("Finishing Pool") }
        try terminal.press("Tab", "/", "w")
        try await expectCursor("the filter") { $0.hasPrefix(" /w") }
    }

    @Test func `the keypad zooms`() async throws {
        let screen = try await paused()
        let before = try await screen.settled()
        try screen.terminal.type("\u{1B}Om")
        try await screen.terminal.wait(for: "another scale") { try screen.terminal.screen() != before }
        try screen.terminal.type("\u{1B}Ok")
        try await screen.terminal.wait(for: "the first scale") { try screen.terminal.screen() == before }
    }

    @Test func `labels below can be clicked, the slider can be dragged, two clicks are details`() async throws
    {
        let screen = try Screen("run lock --seed 7 --speed max")
        let terminal = screen.terminal
        try await terminal.waitForScreen("■ finished")
        let slider = try #require(try terminal.lines().firstIndex { $0.hasSuffix("●") })
        // Pressed at the end, dragged to the start, and let go.
        try terminal.type(report(0, slider, 99) + report(32, slider + 3, 60) + report(32, 0, 0))
        try terminal.type(report(0, 0, 0, isRelease: true) + report(32, slider, 80))
        try await terminal.waitForScreen("step 0")
        #expect(try terminal.lines()[slider].contains("●"))
        let lane = try row(terminal, " worker-2 ")
        try terminal.type(report(0, lane, 5) + report(0, lane, 5, isRelease: true) + report(0, lane, 5))
        try await terminal.waitForScreen("Enter close")
        let bar = try #require(try terminal.lines().last { !$0.isEmpty })
        let label = bar.distance(
            from: bar.startIndex, to: try #require(bar.range(of: "Enter close")).lowerBound)
        try terminal.type(report(0, 29, label + 7))
        try await terminal.wait(for: "the end of the details") {
            try !terminal.screen().contains("Enter close")
        }
    }

    @Test func `what is pasted is typed where text is, and nothing elsewhere`() async throws {
        let screen = try await paused()
        let before = try await screen.settled()
        let paste = { (text: String) in try screen.terminal.type("\u{1B}[200~\(text)\u{1B}[201~") }
        try paste("q?P")
        try screen.terminal.press("/")
        try paste("work\r\ner\u{1B}[A")
        try await screen.terminal.waitForScreen(" /work er[A")
        try screen.terminal.press("Escape")
        try await screen.terminal.wait(for: "the screen before") { try screen.terminal.screen() == before }
    }

    @Test func `F1 is help, and F10 quits`() async throws {
        let screen = try await paused()
        try screen.terminal.press("F1")
        try await screen.terminal.waitForScreen("One step of the selected lane")
        try screen.terminal.press("F1")
        try await screen.terminal.wait(for: "the end of help") {
            try !screen.terminal.screen().contains("One step of the selected lane")
        }
        try screen.terminal.press("F10")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }
}
