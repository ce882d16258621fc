import ArgumentParser
import LaneCanvas
import LaneView

/// Takes the terminal for `body`, gives it back however that ends, and then tells what the run came to.
///
/// - Returns: the exit status.
/// - Throws: `TerminalError` when no screen can be shown, a usage error for an unknown theme.
func onStage(_ options: RunOptions, _ body: (Stage) throws -> LaneSession.Ending) throws -> ExitCode {
    let themes = try Theme.builtIn()
    let theme = options.theme ?? themes.first?.name ?? ""
    guard themes.contains(where: { $0.name == theme }) else {
        let names = themes.map(\.name).joined(separator: ", ")
        throw ValidationError("There is no theme named '\(DisplayText.escaped(theme))': there are \(names).")
    }
    let stage = try Stage(themes: themes, theme: theme)
    let ending: LaneSession.Ending
    do {
        defer { stage.close() }
        ending = try body(stage)
    }
    guard case .quit(let verdict?) = ending else { return .success }
    return try verdict.report()
}
