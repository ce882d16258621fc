import ArgumentParser
import LaneCanvas
import LaneTerminal
import LaneView

/// Takes the terminal for `body`, gives it back however that ends, and then tells what the run came to.
///
/// - Returns: the exit status.
/// - Throws: `TerminalError` when no screen can be shown.
func onStage(
    _ configuration: Configuration, _ body: (Stage) throws -> LaneSession.Ending
) throws -> ExitCode {
    let library = ThemeLibrary(folder: .current)
    // Before the screen, so that it stands there still when the screen is gone.
    try library.report()
    let stage = try Stage(
        themes: library.themes, theme: configuration.theme,
        options: Terminal.Options(mouse: configuration.mouse, ascii: configuration.glyphs == .ascii),
        notice: library.notice)
    let ending: LaneSession.Ending
    do {
        defer { stage.close() }
        ending = try body(stage)
    }
    let isWell = stage.takeLeave()
    let status: ExitCode = if case .quit(let verdict?) = ending { try verdict.report() } else { .success }
    return isWell ? status : .failure
}

extension ThemeLibrary {
    /// What is wrong with the user's files, for the screen.
    fileprivate var notice: String? {
        guard let first = problems.first else { return nil }
        return problems.count == 1 ? "\(first)" : "\(first) (and \(problems.count - 1) more)"
    }
}
