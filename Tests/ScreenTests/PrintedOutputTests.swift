import Foundation
import Multiplexer
import Testing

/// What a scenario prints past the run, while the screen is there and after it.
@Suite(.onScreen) struct PrintedOutputTests {
    @Test func `it is in the log as it comes, harmless, and follows when the screen is left`() async throws {
        let screen = try Screen("run prints", program: "ScenarioProbe")
        for line in ["one by Swift", "two by \\u{1B}[2J C", "three on error"] {
            try await screen.terminal.waitForScreen(line)
        }
        #expect(try screen.terminal.lines().contains { $0.contains("stdout") && $0.contains("one by Swift") })
        #expect(try screen.terminal.lines().contains { $0.contains("stderr") && $0.contains("three on") })
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        #expect(try screen.terminal.screen().contains("three on error"))
    }

    @Test func `of very much the last part is kept, and the rest is counted`() async throws {
        let screen = try Screen("run floods", program: "ScenarioProbe")
        try await screen.terminal.waitForScreen("line 199999 of the flood")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        let all = try screen.terminal.history()
        #expect(all.contains(/\[\d+ bytes of earlier output are left out\]/))
        #expect(!all.contains("line 1000 of the flood"))
        #expect(all.contains("line 199000 of the flood"))
        #expect(all.contains("line 199999 of the flood"))
    }
}
