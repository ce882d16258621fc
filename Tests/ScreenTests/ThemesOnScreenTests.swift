import Foundation
import Multiplexer
import Testing

@Suite(.onScreen) struct ThemesOnScreenTests {
    @Test func `the list of themes opens over both screens, and what is picked stays`() async throws {
        let screen = try Screen("")
        try await screen.terminal.waitForScreen("50 scenarios")
        try screen.terminal.press("F2")
        try await screen.terminal.waitForScreen("▸ dark")
        try screen.terminal.press("Down", "Enter")
        try await screen.terminal.waitForScreen("Enter run")
        try screen.terminal.press("Enter")
        try await screen.terminal.waitForScreen("thread")
        try screen.terminal.press("P")
        try await screen.terminal.waitForScreen("▸ light")
        try screen.terminal.press("Escape")
        try await screen.terminal.waitForScreen("Esc back")
    }

    @Test func `a theme that can not be used is told with its line, on the screen and when it is gone`()
        async throws
    {
        let terminal = try Multiplexer()
        let folder = terminal.folder.appending(path: "threadlanes/themes")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "[palette]\nred = \"ff0000\"\n".write(
            to: folder.appending(path: "mine.toml"), atomically: true, encoding: .utf8)
        try terminal.start(
            "threadlanes", script: "\"$PROGRAM\" run logging --theme mine 2>&1; echo status $?", columns: 160)
        try await terminal.waitForScreen("mine.toml:2: palette.red: expected a colour such as")
        try await terminal.waitForScreen("? help")
        try terminal.press("q")
        try await terminal.waitForScreen("status 0")
        #expect(try terminal.screen().contains("mine.toml:2: palette.red: expected a colour such as"))
    }
}
