import Foundation
import Multiplexer
import Testing

/// The scenario browser in a real terminal.
@Suite struct BrowserTests {
    @Test("The browser runs what is chosen, and one comes back to it")
    func choose() async throws {
        let screen = try Screen("--speed max --seed 1")
        try await screen.terminal.waitForScreen("thread-class")
        try screen.terminal.press("Down", "Down", "Enter")
        try await screen.terminal.waitForScreen("threadlanes ▸ thread-count")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("Escape")
        try await screen.terminal.waitForScreen("16 scenarios")
        try await screen.terminal.waitForScreen("▸  thread-count")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("What was selected last is selected the next time")
    func remember() async throws {
        let terminal = try Multiplexer()
        try terminal.start("threadlanes", script: "\"$PROGRAM\"; clear; echo again; read key; \"$PROGRAM\"")
        try await terminal.waitForScreen("▸  logging")
        try terminal.press("/", "b", "a", "r", "r", "Escape")
        // Both at once would be Alt-q.
        usleep(300_000)
        try terminal.press("q")
        try await terminal.waitForScreen("again")
        try terminal.press("Enter")
        try await terminal.waitForScreen("▸  barrier")
    }

    @Test("The selected scenario runs beside the list; moving on, none of its threads stays")
    func preview() async throws {
        let screen = try Screen("", columns: 120, rows: 36)
        try await screen.terminal.waitForScreen("16 scenarios")
        let process = try await screen.terminal.processID()
        func threads() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count
        }
        // The screen's, and the one that reads what is printed.
        let own = 2
        #expect(try threads() == own)
        for _ in 0..<3 {
            try screen.terminal.press("/", "l", "o", "c", "k", "Escape")
            try await screen.terminal.waitForScreen("worker-4 ")
            try await screen.terminal.wait(for: "the preview's threads") { try threads() > own }
            try screen.terminal.press("Home")
            try await screen.terminal.wait(for: "the end of the preview's threads") { try threads() == own }
        }
        try screen.terminal.press("End", "Up", "Up", "Up", "Up", "Down", "Down", "Down", "Home")
        try await screen.terminal.waitForScreen("Hello")
        try await screen.terminal.wait(for: "the end of the preview's threads") { try threads() == own }
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }
}
