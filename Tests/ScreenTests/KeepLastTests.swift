import Foundation
import Multiplexer
import Testing

/// A run that never ends, of which the last part is kept.
@Suite(.onScreen) struct KeepLastTests {
    /// In kilobytes.
    private func memory(of process: pid_t) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        return try #require(status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Int($0.1) })
    }

    @Test func `its memory stays what it is, what is left is saved, and shown again`() async throws {
        let screen = try Screen(
            "run endless --speed max --seed 1 --keep-last 10k", program: "ScenarioProbe")
        let terminal = screen.terminal
        let process = try await terminal.processID()
        func reach(_ steps: Int) async throws {
            try await terminal.wait(for: "step \(steps)") { try (screen.steps() ?? 0) > steps }
        }
        // More texts than are remembered have come and gone.
        try await reach(140_000)
        let before = try memory(of: process)
        try await reach(300_000)
        #expect(try memory(of: process) < before * 5 / 4)

        try await screen.pause()
        #expect(try terminal.lines().contains { $0.contains("producer ") })
        #expect(try terminal.lines().contains { $0.contains(" shown ") })
        try terminal.press("Home")
        try await terminal.waitForScreen(" s are no longer kept")
        let kept = try #require(try terminal.screen().firstMatch(of: /kept from (\S+ s)/)?.1)
        try terminal.press("s")
        try await terminal.waitForScreen("saving the trace as endless")
        let file = try #require(try terminal.screen().firstMatch(of: /saving the trace as (\S+)/)?.1)
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])

        let again = try Screen("replay '\(terminal.folder.path)/\(file)' --paused")
        try await again.terminal.waitForScreen("kept from \(kept)")
        #expect(try again.terminal.lines().contains { $0.hasPrefix("  producer ") })
        let steps = try #require(try again.steps())
        #expect(steps > 280_000)
        try again.terminal.press("q")
        #expect(try await again.terminal.complaints(status: 0) == [])
    }
}
