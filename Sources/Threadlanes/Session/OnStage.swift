import ArgumentParser
import LaneView

/// Takes the terminal for `body`, gives it back however that ends, and then tells what the run came to.
///
/// - Returns: the exit status.
/// - Throws: `TerminalError` when no screen can be shown.
func onStage(_ options: RunOptions, _ body: (Stage) throws -> LaneSession.Ending) throws -> ExitCode {
    let themes = try Theme.builtIn()
    let stage = try Stage(themes: themes, theme: options.theme ?? themes.first?.name ?? "")
    let ending: LaneSession.Ending
    do {
        defer { stage.close() }
        ending = try body(stage)
    }
    guard case .quit(let verdict?) = ending else { return .success }
    return try verdict.report()
}
