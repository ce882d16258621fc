import ArgumentParser
import LaneCanvas
import LaneTerminal
import LaneView
import Themes
import ThreadTrace

/// Takes the terminal for `body`, gives it back however that ends, and then tells what the run came to.
///
/// - Parameter body: gets the screen and how it looks; returns how the last run ended that it left open, if it had.
/// - Returns: the exit status.
/// - Throws: `TerminalError` when no screen can be shown.
func withScreen(
    _ configuration: Configuration, _ body: (ScreenHost, Appearance) throws -> Verdict?
) throws -> ExitCode {
    let library = ThemeLibrary(folder: .current)
    // Before the screen, so that it stands there still when the screen is gone.
    try library.report()
    let host = try ScreenHost(
        options: Terminal.Options(mouse: configuration.mouse, ascii: configuration.glyphs == .ascii))
    let appearance = Appearance(
        themes: library.themes, theme: configuration.theme, glyphs: host.usesUnicode ? .unicode : .ascii,
        notice: library.notice)
    let verdict: Verdict?
    do {
        defer { host.close() }
        verdict = try body(host, appearance)
    }
    let isWell = host.takeLeave()
    let status = try verdict?.report() ?? .success
    return isWell ? status : .failure
}

extension ThemeLibrary {
    /// What is wrong with the user's files, for the screen.
    fileprivate var notice: String? {
        guard let first = problems.first else { return nil }
        return problems.count == 1 ? "\(first)" : "\(first) (and \(problems.count - 1) more)"
    }
}
